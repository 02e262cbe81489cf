"""Sends a link by mail: kept first, sent after that, and forgotten if it could not be sent."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.mail_links import Purpose, drop_link, make_link
from app.ledger.mail_to_strangers import claim_mail, give_back_mail
from app.ledger.secrets import secret_id
from app.notify.email import Mailer
from app.notify.letter import Letter
from app.notify.mail_problems import MailProblem as MailProblem
from app.notify.mail_problems import RefusedAddress as RefusedAddress
from app.services.letters import Words
from app.services.visit import Visit

# Anybody may type a stranger's address; who has confirmed one has asked for what comes.
MOST_TO_UNCONFIRMED = 3
MOST_TO_CONFIRMED = 10


@dataclass(frozen=True, slots=True)
class Post:
    """The mail server, and the address of this service that its links begin with."""

    mailer: Mailer
    site: str


def send_link(
    ledger: Ledger,
    post: Post,
    visit: Visit,
    learner: Learner,
    purpose: Purpose,
    words: Callable[[str], Words],
) -> None:
    secret, now = visit.secret, visit.now
    most = MOST_TO_CONFIRMED if learner.confirmed_at else MOST_TO_UNCONFIRMED
    may = claim_mail(ledger, learner.name, most, now)
    if not (may and make_link(ledger, learner.learner_id, purpose, secret, now, most)):
        post.mailer.check()
        return
    said = words(f"{post.site}/{purpose.value}/{secret}")
    try:
        post.mailer.send(Letter(secret_id(secret), learner.name, said.subject, said.text, now))
    except MailProblem:
        drop_link(ledger, learner.learner_id, secret)
        give_back_mail(ledger, learner.name, now)
        raise
