"""Where a learner's reminders go: added, confirmed, tried out."""

from datetime import datetime, timedelta
from hashlib import sha256

from app.core.errors import DrillbookError, NotFound
from app.core.reminders.calendar import Plan
from app.core.reminders.kinds import Kind
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.mail_to_strangers import claim_mail, give_back_mail
from app.ledger.reminder_channels import (
    NewChannel,
    ReminderChannel,
    add_channel,
    confirm_channel,
    forget_place,
    get_channel,
)
from app.library.snapshot import Snapshot
from app.notify.address import NoAddress as NoAddress
from app.notify.address import parse_address
from app.notify.channel import Later as Later
from app.notify.channel import Never as Never
from app.notify.channel import OperatorFault as OperatorFault
from app.notify.channel import Outcome as Outcome
from app.notify.channel import Sent as Sent
from app.notify.channel import Target as Target
from app.notify.destination import Refused as Refused
from app.notify.letter import Letter
from app.notify.mail_problems import MailProblem
from app.notify.mail_problems import RefusedAddress as RefusedAddress
from app.notify.outbound import Unreached as Unreached
from app.notify.webhook import written_secret
from app.services.compose_reminder import compose_test
from app.services.forget_browser import ADDED_ANEW, RemindedBrowser, forget_browser
from app.services.letters import confirm_reminders
from app.services.reminder_links import LinkFor, read_link, sign_link
from app.services.send_link import MOST_TO_UNCONFIRMED, Post
from app.services.send_reminder import Outgoing
from app.services.signing import Signer

MOST_TRIES_A_DAY = 20
CONFIRM_WITHIN = timedelta(days=3)


class NotSetUp(DrillbookError):
    """Whoever runs this has not set up what such reminders are sent by."""


class EnoughForToday(DrillbookError):
    """So much was sent there today that no more is."""


def add_email(
    ledger: Ledger,
    post: Post | None,
    signer: Signer,
    learner: Learner,
    address: str,
    plan: Plan,
    channel_id: str,
    now: datetime,
) -> ReminderChannel:
    """Confirmed at once where it is the account's own address, which was confirmed before."""
    if post is None:
        raise NotSetUp("this Drillbook has no mail server", "its operator sets DRILLBOOK_SMTP_URL")
    to = parse_address(address)
    own = learner.confirmed_at is not None and to == learner.name
    new = NewChannel(Kind.EMAIL, to, plan)
    channel = add_channel(ledger, learner.learner_id, channel_id, new, now, confirmed=own)
    if channel.confirmed_at is None:
        ask_to_confirm(ledger, post, signer, channel, now)
    return channel


def ask_to_confirm(
    ledger: Ledger, post: Post, signer: Signer, channel: ReminderChannel, now: datetime
) -> None:
    if not claim_mail(ledger, channel.where_to, MOST_TO_UNCONFIRMED, now):
        what = "this address got three mails today and answered none"
        raise EnoughForToday(what, "look there for one of them, or try again tomorrow")
    until = (now + CONFIRM_WITHIN).isoformat()
    words = channel.learner_id, channel.channel_id, channel.where_to, until
    said = confirm_reminders(f"{post.site}{sign_link(signer, LinkFor.CONFIRM, *words)}")
    letter_id = sha256(f"{words} {now.isoformat()}".encode()).hexdigest()[:32]
    try:
        post.mailer.send(Letter(letter_id, channel.where_to, said.subject, said.text, now))
    except MailProblem:
        give_back_mail(ledger, channel.where_to, now)
        raise


def find_to_confirm(ledger: Ledger, signer: Signer, signed: str, now: datetime) -> ReminderChannel:
    """The channel, if it is still the one that the mail was about."""
    words = read_link(signer, LinkFor.CONFIRM, signed)
    if words is None:
        raise NotFound("this link was not made here")
    learner_id, channel_id, where_to, until = words
    channel = get_channel(ledger, int(learner_id), str(channel_id))
    if channel.where_to != where_to or now >= datetime.fromisoformat(str(until)):
        raise NotFound("this link is over")
    return channel


def confirm(ledger: Ledger, channel: ReminderChannel, now: datetime) -> None:
    confirm_channel(ledger, channel.learner_id, channel.channel_id, now)


def add_webhook(
    ledger: Ledger,
    outgoing: Outgoing,
    learner: Learner,
    url: str,
    plan: Plan,
    channel_id: str,
    drawn: bytes,
    now: datetime,
) -> str:
    """The secret that its receiver checks with, which is told this once."""
    secret = written_secret(drawn)
    _checked(outgoing, Target(Kind.WEBHOOK, url, {"secret": secret}))
    new = NewChannel(Kind.WEBHOOK, url, plan, {"secret": secret})
    add_channel(ledger, learner.learner_id, channel_id, new, now, confirmed=True)
    return secret


def add_browser(
    ledger: Ledger,
    outgoing: Outgoing,
    learner: Learner,
    target: Target,
    device: str,
    plan: Plan,
    earlier: RemindedBrowser | None,
    channel_id: str,
    now: datetime,
) -> ReminderChannel:
    """Only a learner who sits before it can subscribe a browser, so nothing is to be confirmed.
    That ended whatever it was subscribed to `earlier`: one browser stays one channel.
    """
    _checked(outgoing, target)
    if earlier:
        forget_browser(ledger, earlier, ADDED_ANEW, now)
    keys = {**target.keys, "vapid": outgoing.push_key or ""}
    new = NewChannel(Kind.PUSH, target.where_to, plan, keys, device)
    return add_channel(ledger, learner.learner_id, channel_id, new, now, confirmed=True)


def send_test(
    ledger: Ledger,
    library: Snapshot,
    outgoing: Outgoing,
    learner: Learner,
    channel: ReminderChannel,
    now: datetime,
) -> Outcome:
    """As the real one is, now; neither today's nor any other is counted as sent by it."""
    by = outgoing.channels.get(channel.kind)
    if by is None:
        raise NotSetUp("this Drillbook sends none of these", "ask whoever runs it")
    if channel.confirmed_at is None:
        raise DrillbookError("this address was not confirmed yet", "look for the mail there")
    if not claim_mail(ledger, f"test {channel.where_to}", MOST_TRIES_A_DAY, now):
        raise EnoughForToday(f"{MOST_TRIES_A_DAY} were sent there today", "try again tomorrow")
    reminder = compose_test(ledger, library, learner, channel, now, outgoing.make_links)
    came = by.send(Target(channel.kind, channel.where_to, channel.keys), reminder, now)
    if isinstance(came, Never) and came.is_gone:
        forget_place(ledger, channel.learner_id, channel.channel_id, came.why, now)
    return came


def _checked(outgoing: Outgoing, target: Target) -> None:
    by = outgoing.channels.get(target.kind)
    if by is None:
        raise NotSetUp("this Drillbook sends none of these", "ask whoever runs it")
    by.check(target)
