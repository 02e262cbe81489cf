"""What a mail server's refusal means: is it the hour, the address, or how mail is set up?"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from app.core.errors import DrillbookError
from app.notify.reminder_words import one_line

FOR_GOOD = 500
FULL = 552
FULL_TOO = "5.2.2"
# A second number of 7 is about who sends, even where an address is refused with it.
OF_THE_SENDER = "5.7."
LONGEST = 200


class MailProblem(DrillbookError):
    """The mail was not taken; nobody got it, as far as we know."""


class RefusedAddress(MailProblem):
    """The server takes mail, but none for this address."""


class RefusedSender(MailProblem):
    """The server takes no mail from us, whoever it is for: `said` is for whoever set it up."""

    def __init__(self, said: str) -> None:
        super().__init__("the mail could not be sent", "try again in a while")
        self.said = said


@contextmanager
def told(to: str = "") -> Iterator[None]:
    """`to` is left out of what the server said: it is nobody's whom a log is for."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        (refusal,) = error.recipients.values()
        raise _of_address(*refusal, to) from error
    except smtplib.SMTPResponseException as error:
        raise _of_sender(error.smtp_code, error.smtp_error, to) from error
    except (smtplib.SMTPNotSupportedError, ssl.SSLCertVerificationError) as error:
        raise RefusedSender(_line(str(error), to)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise _later() from error


def _of_address(code: int, said: bytes, to: str) -> MailProblem:
    text = _text(said)
    if code < FOR_GOOD or code == FULL or text.startswith(FULL_TOO):
        return _later()
    if text.startswith(OF_THE_SENDER):
        return _of_sender(code, said, to)
    return RefusedAddress(
        "the mail server takes no mail for this address", "look for a typing mistake"
    )


def _of_sender(code: int, said: bytes | str, to: str) -> MailProblem:
    """A greeting that is none has no code; the server may be another one soon."""
    if code < FOR_GOOD:
        return _later()
    return RefusedSender(_line(f"{code} {_text(said)}", to))


def _later() -> MailProblem:
    return MailProblem("the mail could not be sent", "try again in a while")


def _text(said: bytes | str) -> str:
    return said if isinstance(said, str) else said.decode("utf-8", "replace")


def _line(text: str, to: str) -> str:
    return one_line(text.replace(to, "…") if to else text)[:LONGEST]
