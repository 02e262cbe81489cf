"""One e-mail address and nothing beside it: no second one, no name, no line break."""

from email_validator import EmailNotValidError, validate_email

from app.core.errors import DrillbookError

# Far beyond what the post takes. To bring accents into order takes the square of their number, and
# nobody else is served meanwhile: a form full of them was half a minute.
LONGEST = 320


class NoAddress(DrillbookError):
    """What was given is no e-mail address."""


def parse_address(text: str) -> str:
    """As it is written for the post, in lower case: two people never share one by its case.

    Nobody's name server is asked: the mail that is sent there shows whether it arrives.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise NoAddress("this is no e-mail address", "it is longer than any")
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise NoAddress("this is no e-mail address", str(error).rstrip(".")) from None
    return str(found.ascii_email).lower()
