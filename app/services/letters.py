"""The mails about an account: their words, and nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    text: str


def welcome(link: str) -> Words:
    text = f"""\
Somebody, probably you, made a Drillbook account with this address.
Confirm that it is yours, and then sign in:

{link}

The link works once and for three days. If it was not you, leave this mail
alone: without the link nobody can sign in.
"""
    return Words("Confirm your address for Drillbook", text)


def there_already(link: str) -> Words:
    text = f"""\
Somebody, probably you, wanted to make a Drillbook account with this address.
There is one already. If you know its password, just sign in. If not, choose
a new one here:

{link}

The link works once and for one hour. If it was not you, leave this mail
alone: nothing has changed.
"""
    return Words("Your Drillbook account", text)


def forgotten(link: str) -> Words:
    text = f"""\
Somebody, probably you, asked for a new password for the Drillbook account
with this address. Choose one here:

{link}

The link works once and for one hour. If it was not you, leave this mail
alone: your password stays as it is.
"""
    return Words("A new password for Drillbook", text)


def confirm_reminders(link: str) -> Words:
    text = f"""\
Somebody, probably you, wants Drillbook to write to this address when there is
something to review. Confirm that it is yours:

{link}

The link works for three days. If it was not you, leave this mail alone:
without the link no reminder comes.
"""
    return Words("Confirm where Drillbook may remind you", text)
