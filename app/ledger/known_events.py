"""What the log has already of those who send: the events of these ids, and those of these cards."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.core.events import CARD_ID, EVENT_ID, Event, Voided
from app.ledger.event_rows import EventRow, event_of
from app.ledger.statements import Statement

KNOWN = Statement(
    "SELECT e.learner_id, e.event_id, e.kind, e.card_id, e.effective_at, e.sent "
    "FROM {pairs[ids]} w CROSS JOIN events e {by[events_by_id]} "
    "WHERE e.learner_id = w.learner_id AND e.event_id = w.name "
    "UNION ALL "
    "SELECT e.learner_id, e.event_id, e.kind, e.card_id, e.effective_at, e.sent "
    "FROM {pairs[cards]} w CROSS JOIN events e {by[events_by_card]} "
    "WHERE e.learner_id = w.learner_id AND e.card_id = w.name",
    as_one="learner_id, event_id, kind, card_id, effective_at, sent",
)


@dataclass(slots=True)
class Known:
    """One learner's: by id, which may be of any card, and all of the cards that were sent."""

    by_id: dict[str, EventRow] = field(default_factory=dict)

    def logs_with(self, new: Iterable[Event]) -> Mapping[str, Sequence[Event]]:
        """By card, with those that are about to come in: nothing is read back."""
        logs = defaultdict[str, list[Event]](list)
        for row in self.by_id.values():
            logs[row.card_id].append(event_of(*row.all))
        for event in new:
            logs[event.card_id].append(event)
        return logs


def find_known(
    connection: Connection, sent: Iterable[tuple[int, Sequence[Event]]]
) -> Mapping[int, Known]:
    """In one look for all learners. An undo asks for what it undoes, too."""
    ids, cards = set[tuple[int, str]](), set[tuple[int, str]]()
    for learner_id, events in sent:
        for event in events:
            ids.add((learner_id, event.id))
            cards.add((learner_id, event.card_id))
            if isinstance(event, Voided):
                ids.add((learner_id, event.voids))
    wanted = {
        "ids": json.dumps([pair for pair in ids if EVENT_ID.fullmatch(pair[1])]),
        "cards": json.dumps([pair for pair in cards if CARD_ID.fullmatch(pair[1])]),
    }
    found = defaultdict[int, Known](Known)
    for learner_id, *row in KNOWN.rows(connection, wanted):
        found[learner_id].by_id[row[0]] = EventRow(*row)
    return found
