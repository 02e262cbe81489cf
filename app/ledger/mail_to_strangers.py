"""How much mail went to an address that nobody has confirmed, whoever asked for it.

An address is kept as its hash: the ledger does not tell to whom somebody tried to write.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from app.ledger.ledger import Ledger
from app.ledger.moments import day_number
from app.ledger.secrets import secret_id
from app.ledger.statements import Statement, summing
from app.ledger.tables import mail_to_strangers

ADD = Statement(summing(mail_to_strangers))


def claim_mail(ledger: Ledger, address: str, most_a_day: int, now: datetime) -> bool:
    """Counted beforehand, so that many at once have no more of it than one by one."""
    today = day_number(now.date())
    mail = {"sent_on": today, "subject": secret_id(address), "sent": 1}
    table = mail_to_strangers

    def work(connection: Connection) -> bool:
        connection.execute(delete(table).where(table.c.sent_on < today))
        ADD.run(connection, mail)
        mine = (table.c.sent_on == today) & (table.c.subject == mail["subject"])
        return (connection.scalar(select(table.c.sent).where(mine)) or 0) <= most_a_day

    return ledger.write(work)
