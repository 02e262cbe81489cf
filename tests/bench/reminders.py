"""What it costs to choose whom to remind, among a few learners and among a million; and to make
what is sent.

`python -m tests.bench.reminders [LEARNERS]`: of each hundred learners one is due in each of a
hundred minutes. On a million that is 10,000 a minute; the same many due among 10,000 learners is
what it is held beside.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import text

from app.ledger.ledger import Ledger, server_ledger
from app.ledger.moments import instant
from app.ledger.opening import open_file
from app.ledger.schema import migrate
from app.ledger.settings import LearnerSettings
from app.notify.email_reminder import compose
from app.notify.letter import message_of
from app.services.choose_reminders import choose_reminders
from app.services.compose_reminder import compose_reminder, find_reviews
from app.services.reminder_links import Occasion
from tests.bench.figures import timed
from tests.bench.measure import load
from tests.ledger.making import TODAY, days
from tests.ledger.postgres import Postgres
from tests.services.numbered import cards, numbered_library
from tests.services.reminding import LINKS, morning
from tests.web.learning import learning

LEARNERS = 1_000_000
MINUTES = 100
LOOKS = 5
MESSAGES = 300
MINUTE = 60_000_000
NUMBERS = {
    "sqlite": "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < :count) "
    "SELECT n FROM s) AS numbers",
    "postgresql": "generate_series(1, :count) AS numbers(n)",
}
FILLING = (
    "INSERT INTO learners (learner_id, name, born_at, operator, settings, events, head, checksum) "
    "SELECT n, 'learner ' || n, 0, 0, :settings, 1, :bytes, :bytes FROM {numbers}",
    "INSERT INTO events (learner_id, number, event_id, kind, card_id, effective_at, received_at, "
    "sent, checksum) SELECT n, 1, 'e', 'reviewed', 'c', :before, :before, '', :bytes "
    "FROM {numbers}",
    "INSERT INTO reminder_channels (learner_id, channel_id, kind, where_to, keys, device, "
    "weekdays, at_minute, added_at, confirmed_at, unanswered, silent, faults, last_on, last_at, "
    "next_at) SELECT n, 'channel ' || n, 'email', 'learner' || n || '@school.example', '{{}}', '', "
    "127, :at_minute + n % :minutes, 0, 0, 0, 0, 0, NULL, :before - 1, "
    ":first + CAST(n % :minutes AS BIGINT) * :minute FROM {numbers}",
)


def fill(ledger: Ledger, learners: int, minutes: int) -> None:
    """Everybody studied since the last reminder, and is due in one of so many minutes."""
    values = {
        "count": learners,
        "settings": LearnerSettings().text(),
        "bytes": bytes(32),
        "before": instant(morning(-1)),
        "at_minute": 450,
        "minutes": minutes,
        "minute": MINUTE,
        "first": instant(morning(0)),
    }
    numbers = NUMBERS[ledger.engine.dialect.name]
    for statement in FILLING:
        run(ledger, statement.format(numbers=numbers), values)
    with ledger.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("ANALYZE")


def run(ledger: Ledger, statement: str, values: Mapping[str, object]) -> None:
    ledger.write(lambda connection: connection.execute(text(statement), values))


def choosing(ledger: Ledger, learners: int, minutes: int) -> float:
    """Milliseconds for a minute in which so many are due."""
    fill(ledger, learners, minutes)
    times, used = [], []
    for minute in range(min(minutes, LOOKS)):
        now = morning(0) + timedelta(minutes=minute)
        looked = 0

        def look(now: datetime = now) -> None:
            nonlocal looked
            looked = choose_reminders(ledger, now)

        before = time.process_time()
        times.append(timed(look))
        used.append((time.process_time() - before) * 1000)
        assert looked == learners // minutes, looked
    nothing = timed(lambda: choose_reminders(ledger, now))
    took = median(times)
    print(
        f"  {ledger.engine.dialect.name:10} {learners:>9,} learners, {looked:>6,} due: "
        f"{took:8.0f} ms, {median(used):.0f} of them ours; nothing due: {nothing:6.1f} ms; "
        f"{load()}",
        flush=True,
    )
    return took


@contextmanager
def a_file() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_file(Path(folder) / "ledger.db")
        yield ledger
        ledger.close()


@contextmanager
def a_server() -> Iterator[Ledger]:
    server = Postgres(("listen_addresses=", "shared_buffers=512MB"))
    ledger = server_ledger(server.url(server.new_database()))
    migrate(ledger.engine)
    yield ledger
    ledger.close()
    server.remove()


def messages() -> None:
    """Of a learner with twenty cards due, as mail with all its links."""
    with a_file() as ledger, tempfile.TemporaryDirectory() as folder:
        ada = learning(ledger, numbered_library(Path(folder)))
        ada.follow("keras")
        ada.answers(cards(0, 20), ago=2)
        library = ada.library.now()

        def make() -> bytes:
            reviews = find_reviews(ledger, library, ada.learner, morning(0))
            first = reviews.card_ids[0]
            occasion = Occasion(ada.learner, "c1", TODAY, morning(0) + days(1), first)
            reminder = compose_reminder(ledger, library, reviews, occasion, LINKS.of)
            letter = compose(reminder, "ada@school.example", morning(0))
            return message_of(letter, "drillbook@school.example").as_bytes()

        make()
        before = time.process_time()
        took = timed(lambda: [make() for _ in range(MESSAGES)]) / 1000
        used = time.process_time() - before
    print(
        f"  messages made: {MESSAGES / took:,.0f} a second, {MESSAGES / used:,.0f} a second of CPU"
    )


def main() -> None:
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else LEARNERS
    for place in (a_file, a_server):
        with place() as ledger:
            many = choosing(ledger, learners, MINUTES)
        with place() as ledger:
            few = choosing(ledger, learners // MINUTES, 1)
        print(f"  {learners:,} beside {learners // MINUTES:,}: {many / few:.2f}x")
    messages()


if __name__ == "__main__":
    main()
