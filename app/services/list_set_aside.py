"""What a learner has set aside, to be brought back from one place."""

from dataclasses import dataclass

from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.set_aside import set_aside_ids
from app.library.snapshot import Snapshot
from app.services.use_edition import use_edition


@dataclass(frozen=True, slots=True)
class CardAside:
    """One that was taken out of its lesson is not listed: bringing it back would ask nothing."""

    card_id: str
    prompt: str
    language: str
    place: str


def list_set_aside(ledger: Ledger, library: Snapshot, learner: Learner) -> list[CardAside]:
    edition = use_edition(ledger, learner)
    with ledger.read() as connection:
        ids = set_aside_ids(connection, edition)
    faces = {row["id"]: row for row in library.faces(ids)}
    return [
        CardAside(
            card_id,
            face["prompt_text"],
            face["language"],
            f"{face['course_title']} · {face['track_title']}",
        )
        for card_id in ids
        if (face := faces.get(card_id))
    ]
