"""Lets processes remind a school, kills some of them in the midst of it, and says what is left.
As many web processes take answers meanwhile.

`python -m tests.faults.remind_cycles FOLDER DATABASE RECEIVER LEARNERS PROCESSES THREADS KILLS`
prints it as JSON; DATABASE is `-` for a file. Processes are forked from here, so that a kill costs
milliseconds and not a start of Python. After each kill the clock is past all leases.
"""

import json
import os
import random
import signal
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from app.core.reminders.kinds import Kind
from app.jobs.reminding import Reminding
from app.jobs.senders import Senders
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import add_learner
from app.ledger.ledger import Ledger, file_ledger, server_ledger
from app.ledger.reminder_channels import NewChannel, add_channel
from app.ledger.reminder_turns import LEASE
from app.ledger.tables import reminders
from app.library.shelf import Library
from app.notify.channel import Outcome, Reminder, Target
from app.notify.outbound import Outbound
from app.notify.webhook import Webhooks, written_secret
from app.services.send_reminder import Outgoing
from app.services.tokens import Scope, make_token
from tests.faults.pupils import answer_all, apart, serve, service, stop
from tests.ledger.making import NOW, answer, days
from tests.services.numbered import cards, numbered_library
from tests.services.reminding import DAILY, LINKS, morning

MOST_SENT = 12
# Who is to be killed sends no more than this, however late the kill comes.
ENOUGH_SENT = 18
LONGEST_SECONDS = 0.005
PATIENCE_SECONDS = 60
# So many answer, each a card that is not due, and on the evening before: all are still reminded.
PUPILS = 1_000


EVENING = morning(-1, 20)


def token(number: int) -> str:
    return f"token-{number}-".ljust(43, "t")


class Watched(Webhooks):
    def __init__(self, outbound: Outbound, writing: int, most: int | None) -> None:
        super().__init__(outbound)
        self._writing, self._most = writing, most
        self._sent = 0

    def send(self, target: Target, reminder: Reminder, now: datetime) -> Outcome:
        outcome = super().send(target, reminder, now)
        os.write(self._writing, b"x")
        self._sent += 1
        if self._sent == self._most:
            threading.Event().wait()
        return outcome


class School:
    """All are to be reminded at half past seven, of a card each, by a webhook each."""

    def __init__(self, folder: Path, database: str, receiver: str) -> None:
        self._folder, self._database, self._receiver = folder, database, receiver

    def ledger(self) -> Ledger:
        if self._database == "-":
            return file_ledger(self._folder / "ledger.db", busy_ms=PATIENCE_SECONDS * 1000)
        return server_ledger(self._database, busy_ms=PATIENCE_SECONDS * 1000)

    def enrol(self, learners: int) -> None:
        numbered_library(self._folder, facts=3)
        ledger = self.ledger()
        secret = {"secret": written_secret(bytes(32))}
        for number in range(learners):
            learner = add_learner(ledger, f"pupil {number}", NOW - days(9))
            learner_id = learner.learner_id
            if number < PUPILS:
                make_token(ledger, learner, "script", token(number), (Scope.ANSWER,), NOW)
            follow_course(ledger, learner_id, "keras", NOW - days(9))
            (card,) = cards(0, 1)
            record(ledger, learner_id, [answer(1, card=card, at=NOW - days(3))], NOW)
            url = f"http://{self._receiver}/hooks/{number}"
            new = NewChannel(Kind.WEBHOOK, url, DAILY, secret)
            channel_id, before = f"channel {number}", morning(-1, 12)
            add_channel(ledger, learner_id, channel_id, new, before, confirmed=True)
        ledger.close()

    def serve(self) -> tuple[int, int]:
        database = None if self._database == "-" else self._database
        content = self._folder / "content"
        settings = service(home=self._folder, content=content, database_url=database)
        return serve(settings, morning(0))

    def remind(self, now: datetime, threads: int, writing: int, most: int | None) -> None:
        """As `drillbook remind --once` does, at another time; what is sent shows in a pipe."""
        began = time.monotonic()
        webhooks = Watched(Outbound([self._receiver], seconds=PATIENCE_SECONDS), writing, most)
        reminding = Reminding(
            self.ledger(),
            Library(self._folder / "library.db"),
            Outgoing({Kind.WEBHOOK: webhooks}, LINKS.of),
            f"process {os.getpid()}",
            lambda: now + timedelta(seconds=time.monotonic() - began),
            lambda line: print(line, file=sys.stderr),
        )
        reminding.choose()
        Senders(reminding.send_next, threads, threading.Event()).finish()

    def states(self) -> dict[str, int]:
        ledger = self.ledger()
        with ledger.read() as connection:
            counted = select(reminders.c.state, func.count()).group_by(reminders.c.state)
            found = dict(map(tuple, connection.execute(counted)))
        ledger.close()
        return found


def begin(school: School, now: datetime, threads: int, most: int | None = None) -> tuple[int, int]:
    """The process, and where it shows what it has sent and not yet marked."""
    reading, writing = os.pipe()
    process = apart(lambda: school.remind(now, threads, writing, most))
    os.close(writing)
    return process, reading


def kill(process: int, reading: int, dice: random.Random) -> bool:
    """When it has sent so many; False if it had ended by then."""
    for _ in range(dice.randint(1, MOST_SENT)):
        os.read(reading, 1)
    time.sleep(dice.uniform(0, LONGEST_SECONDS))
    os.kill(process, signal.SIGKILL)
    os.close(reading)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def begin_answering(ports: list[int], learners: int) -> int:
    tokens = [token(number) for number in range(min(PUPILS, learners))]
    (card,) = cards(1, 2)
    return apart(lambda: answer_all(ports, tokens, card, EVENING))


def main(school: School, learners: int, processes: int, threads: int, kills: int) -> None:
    dice = random.Random(1)
    school.enrol(learners)
    serving = [school.serve() for _ in range(processes)]
    pupils = begin_answering([port for _, port in serving], learners)
    now, killed = morning(0), 0
    while killed < kills:
        running = [begin(school, now, threads, ENOUGH_SENT) for _ in range(processes)]
        killed += sum(kill(process, reading, dice) for process, reading in running)
        now += LEASE + timedelta(minutes=10)
    before = school.states()
    last = [begin(school, now, threads)[0] for _ in range(processes)]
    ended = [os.waitpid(process, 0)[1] for process in (*last, pupils)]
    # Who was answering just when it was looked whom to remind has the next tick.
    ended.append(os.waitpid(begin(school, now, threads)[0], 0)[1])
    stop(process for process, _ in serving)
    print(json.dumps({"kills": killed, "before": before, "after": school.states(), "ended": ended}))


if __name__ == "__main__":
    folder, database, receiver, *numbers = sys.argv[1:]
    main(School(Path(folder), database, receiver), *map(int, numbers))
