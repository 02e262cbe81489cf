"""Looks whom to remind, sends, and tells whoever runs this what came of it."""

import random
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.core.errors import DrillbookError
from app.services import Library
from app.services.choose_reminders import choose_reminders
from app.services.open_ledger import Ledger, LedgerProblem
from app.services.send_reminder import (
    Came,
    Claimed,
    Outgoing,
    claim_reminder,
    put_off,
    send_reminder,
)

SAID_AGAIN = timedelta(hours=1)
MOST_AN_HOUR = 20


@dataclass
class Reminding:
    """`sender` is this process among all that send; `say` takes a line for whoever runs it. It
    `has_failed` if it could not look whom to remind, or could not keep what came of it.
    """

    ledger: Ledger
    library: Library
    outgoing: Outgoing
    sender: str
    clock: Callable[[], datetime]
    say: Callable[[str], None]
    has_failed: bool = False
    _came: Counter[str] = field(default_factory=Counter)
    _said_at: dict[str, datetime] = field(default_factory=dict)
    _gate: threading.Lock = field(default_factory=threading.Lock)

    def choose(self) -> None:
        with self._told():
            choose_reminders(self.ledger, self.clock())

    def send_next(self, lane: str) -> bool:
        """False where nothing waits, or something went wrong: the next tick tries again."""
        with self._told():
            sender = f"{self.sender} {threading.get_ident()}"
            claimed = claim_reminder(self.ledger, lane, sender, self.clock())
            if claimed is not None:
                self._note(self._send(claimed))
                return True
        return False

    def say_what_came(self) -> None:
        with self._gate:
            came, self._came = self._came, Counter()
        if came:
            counts = ", ".join(f"{count} {state}" for state, count in sorted(came.items()))
            self.say(f"reminders: {counts}")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever it is: nobody would see that one of many threads had died of it."""
        try:
            yield
        except DrillbookError as problem:
            self.has_failed = True
            self._say_seldom(str(problem))
        except Exception:  # noqa: BLE001 - as above
            self.has_failed = True
            self._say_seldom(f"a fault of Drillbook's own:\n{traceback.format_exc()}")

    def _send(self, claimed: Claimed) -> Came:
        now, jitter = self.clock(), random.random()  # noqa: S311 - nobody gains by guessing it
        try:
            library = self.library.now()
            return send_reminder(self.ledger, library, self.outgoing, claimed, now, jitter)
        except LedgerProblem:
            raise  # perhaps it was sent; the lease says when it is tried again
        except DrillbookError as problem:
            return put_off(self.ledger, claimed, str(problem), now, jitter)
        except Exception:  # noqa: BLE001 - one reminder that cannot be made must not stop the others
            self._say_seldom(f"a reminder could not be made:\n{traceback.format_exc()}")
            return put_off(self.ledger, claimed, "a reminder could not be made", now, jitter)

    def _note(self, came: Came) -> None:
        with self._gate:
            self._came[came.state.value] += 1
        if came.operator:
            self._say_seldom(f"reminders: {came.operator}")

    def _say_seldom(self, line: str) -> None:
        """The same again after an hour only, and not all of many: thousands may fail alike, and
        a server may give each a number of its own.
        """
        now = self.clock()
        with self._gate:
            lately = {said: at for said, at in self._said_at.items() if at > now - SAID_AGAIN}
            is_new = line not in lately and len(lately) < MOST_AN_HOUR
            self._said_at = {**lately, line: now} if is_new else lately
        if is_new:
            self.say(line)
