"""Looks both files over and tells what is wrong, each with what to do about it."""

from collections.abc import Sequence
from pathlib import Path

from app.ledger.examine import examine
from app.ledger.findings import REPAIR, Where
from app.ledger.findings import Finding as Finding
from app.ledger.learners import list_learners
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.ledger.triggers import renew_guards
from app.library.integrity import damage_of
from app.services.check_room import find_lack_of_room


def check_ledger(
    ledger: Ledger | None, library_file: Path, sample_cards: int | None = None
) -> list[Finding]:
    """A file that was never made is no fault: it will be."""
    found = examine(ledger, sample_cards=sample_cards) if ledger else []
    lack = find_lack_of_room(ledger) if ledger else None
    found += [lack] if lack else []
    damage = damage_of(library_file) if library_file.exists() else None
    if damage:
        remedy = f"remove {library_file} and run `drillbook build`: nothing is lost by it"
        found.append(Finding(Where.LIBRARY, f"the library is damaged: {damage}", remedy))
    return found


def repair_derived(ledger: Ledger, findings: Sequence[Finding]) -> int:
    """Makes anew what the log gives, of the learners it is wrong for: of all, where a finding
    names none. The log is never touched."""
    ids = {each.learner_id for each in findings if each.where is Where.DERIVED}
    everybody = list_learners(ledger)
    wrong = [each for each in everybody if not {each.learner_id, None}.isdisjoint(ids)]
    for learner in wrong:
        rebuild(ledger, learner.learner_id)
    return len(wrong)


def put_back_guards(ledger: Ledger, findings: Sequence[Finding]) -> bool:
    """Only over a whole log: what was changed meanwhile must not look guarded."""
    lost = any(each.where is Where.GUARDS and each.remedy == REPAIR for each in findings)
    if lost:
        ledger.write(renew_guards)
    return lost
