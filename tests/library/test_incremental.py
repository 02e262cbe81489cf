"""However a course was edited, building on gives what building from nothing gives."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app.lessons.keys_lock import NAME as LOCK
from app.library.build import build
from app.services.write_keys import write_keys
from tests.library.courses import HEAD, Shelf, everything

NAMES = [f"{n:02}-{word}.md" for n, word in enumerate(("bread", "tea", "salt", "milk"), 1)]
KEYS = [f"fact-{n}" for n in range(6)]
WORDS = ["flour", "tea", "bread"]
TITLES = ["At table", "In the kitchen"]


class Edits(RuleBasedStateMachine):
    """Each key stands in one lesson at most, or nowhere: then nothing is ever broken by it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.shelf = Shelf(self.folder)
        self.facts: dict[str, list[tuple[str, str, str]]] = {}
        self.broken: set[str] = set()
        self.ids: dict[str, str] = {}
        self.keyed = True

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        for name, key, word in zip(NAMES, KEYS, ("flour", "tea", "flour"), strict=False):
            self.add(name)
            self.write_fact(name, key, word)
        self.shelf.build()

    @rule(name=st.sampled_from(NAMES))
    def add(self, name: str) -> None:
        if name not in self.facts:
            self.ids[name] = next(i for i in "abcdefgh" if i not in self.ids.values())
            self.facts[name] = []
            self._save(name)

    @rule(name=st.sampled_from(NAMES), key=st.sampled_from(KEYS), word=st.sampled_from(WORDS))
    def write_fact(self, name: str, key: str, word: str) -> None:
        """Moves it here if it stands in another lesson; the same prompt may have two answers."""
        if name not in self.facts:
            return
        for other, facts in self.facts.items():
            if any(fact[0] == key for fact in facts):
                self.facts[other] = [fact for fact in facts if fact[0] != key]
                self._save(other)
        self.facts[name].append((key, word, ""))
        self._save(name)

    @rule(key=st.sampled_from(KEYS), other=st.sampled_from(KEYS))
    def link(self, key: str, other: str) -> None:
        known = {fact[0] for facts in self.facts.values() for fact in facts}
        if other not in known or other == key:
            return
        for name, facts in self.facts.items():
            if any(fact[0] == key for fact in facts):
                self.facts[name] = [(k, w, other if k == key else o) for k, w, o in facts]
                self._save(name)

    @rule(name=st.sampled_from(NAMES))
    def break_or_mend(self, name: str) -> None:
        if name in self.facts:
            self.broken ^= {name}
            self._save(name)

    @rule(name=st.sampled_from(NAMES))
    def mend(self, name: str) -> None:
        if name in self.broken:
            self.break_or_mend(name)

    @rule(name=st.sampled_from(NAMES))
    def delete(self, name: str) -> None:
        if name in self.facts:
            (self.shelf.course / name).unlink()
            del self.facts[name], self.ids[name]
            self.broken.discard(name)

    @rule(name=st.sampled_from(NAMES), new=st.sampled_from(NAMES))
    def rename(self, name: str, new: str) -> None:
        if name in self.facts and new not in self.facts and name not in self.broken:
            (self.shelf.course / name).rename(self.shelf.course / new)
            self.facts[new], self.ids[new] = self.facts.pop(name), self.ids.pop(name)

    @rule(order=st.permutations(NAMES), title=st.sampled_from(TITLES))
    def reorder(self, order: list[str], title: str) -> None:
        known = [name for name in order if name in self.facts][:2]
        self.shelf.save("course.toml", f'title = "{title}"\nlessons = {known}\n')

    @rule()
    def toggle_keys(self) -> None:
        self.keyed = not self.keyed
        for name in self.facts:
            self._save(name)

    @precondition(lambda self: not self.broken)
    @rule()
    def lock(self) -> None:
        if self.keyed and self.facts:
            write_keys([self.shelf.course], only_tell=False)

    @rule()
    def lose_lock(self) -> None:
        (self.shelf.course / LOCK).unlink(missing_ok=True)

    @rule()
    def compare(self) -> None:
        report = self.shelf.build()
        if report.errors:  # a link to a note that has gone: its last good version stays
            return
        fresh = self.folder / "fresh" / "library.db"
        fresh.unlink(missing_ok=True)
        again = build(self.shelf.content, fresh)
        assert again.problems == report.problems
        assert everything(self.shelf.target) == everything(fresh)

    def _save(self, name: str) -> None:
        lines = [HEAD.format(id=self.ids[name], title=self.ids[name].upper())]
        for key, word, of in self.facts[name]:
            link = f" of={of}" if of else ""
            written = f" {{#{key}{link}}}" if self.keyed or of else ""
            lines.append(f"## About {word}\n\nThe {word} is made of =={key[-1]}==.{written}\n")
        lines.append("Here ==is a fault.\n" if name in self.broken else "Sound.\n")
        self.shelf.save(name, "\n".join(lines))


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
