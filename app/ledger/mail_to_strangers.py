"""How much mail went to an address that nobody has confirmed, whoever asked for it.

An address is kept as its hash: the ledger does not tell to whom somebody tried to write.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update

from app.ledger.ledger import Ledger
from app.ledger.moments import day_number
from app.ledger.secrets import secret_id
from app.ledger.statements import Statement, summing
from app.ledger.tables import mail_to_strangers

ADD = Statement(summing(mail_to_strangers))
SENT = mail_to_strangers.c


def claim_mail(ledger: Ledger, address: str, most_a_day: int, now: datetime) -> bool:
    """Counted beforehand, so that many at once have no more of it than one by one."""
    today = day_number(now.date())
    mail = {"sent_on": today, "subject": secret_id(address), "sent": 1}
    mine = select(SENT.sent).where(*_of(address, now))

    def work(connection: Connection) -> bool:
        connection.execute(delete(mail_to_strangers).where(SENT.sent_on < today))
        ADD.run(connection, mail)
        return (connection.scalar(mine) or 0) <= most_a_day

    return ledger.write(work)


def give_back_mail(ledger: Ledger, address: str, now: datetime) -> None:
    """For one that could not be sent after all, so that it does not count."""
    one_less = update(mail_to_strangers).where(*_of(address, now)).values(sent=SENT.sent - 1)
    ledger.write(lambda connection: connection.execute(one_less))


def _of(address: str, now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return SENT.sent_on == day_number(now.date()), SENT.subject == secret_id(address)
