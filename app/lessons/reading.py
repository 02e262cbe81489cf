"""What is gathered while one lesson is read: notes, problems, and what `key` would write."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from app.core.cards import Face, Kind, Note, Option, Side
from app.lessons.attributes import Attributes
from app.lessons.blocks import Block, Places, attributes_of
from app.lessons.clean import clean
from app.lessons.keys_lock import KeysLock
from app.lessons.lesson import Edit, Passage, anchor_of
from app.lessons.lint import CODES
from app.lessons.problems import Report
from app.lessons.render import blocks_html, blocks_text
from app.lessons.slugs import Names, key_from


@dataclass(frozen=True, slots=True)
class Insert:
    line: int
    column: int
    inside: bool


CODE = frozenset({"fence", "code_block"})
EVERYWHERE = frozenset({"ask", "accept", "of", "as-of", "allow"})


class Reading:
    def __init__(
        self,
        tokens: Sequence[Token],
        places: Places,
        report: Report,
        lock: KeysLock,
        taken: frozenset[str],
    ) -> None:
        self.tokens = tokens
        self.places = places
        self.report = report
        self.lock = lock
        self.seen: dict[str, int] = {}
        self.names = Names(taken, lock.entries, self.seen)
        self.used: set[int] = set()
        self.holders = {
            id(child): token
            for token in tokens
            for child in token.children or ()
            if child.type == "attributes"
        }
        self.edits: list[Edit] = []
        self.allowed: list[tuple[int, frozenset[str]]] = []
        self.replaced: dict[int, tuple[int, str]] = {}
        self.notes: list[Note] = []
        self.passages: list[Passage] = []

    def take(
        self,
        token: Token | None,
        where: tuple[int, int],
        classes: Iterable[str] = ("prose",),
        values: Iterable[str] = EVERYWHERE,
    ) -> Attributes:
        """What a `{…}` says; whatever has no meaning at this place is an error."""
        if token is None:
            return attributes_of(None)
        self.used.add(id(token))
        braces = self.places.of(self.holders[id(token)], token.meta["start"])
        return self.judge(attributes_of(token), braces, classes, values, line=where[0])

    def judge(
        self,
        attributes: Attributes,
        where: tuple[int, int],
        classes: Iterable[str] = ("prose",),
        values: Iterable[str] = EVERYWHERE,
        line: int = 0,
    ) -> Attributes:
        """`where` the braces stand; what they allow counts for the block's first `line`."""
        for what, remedy in attributes.faults:
            self.report.error(*where, what, remedy)
        odd = [f".{name}" for name in sorted(attributes.classes - set(classes))]
        odd += [f"{name}=" for name in sorted(attributes.values.keys() - set(values))]
        if odd and not attributes.faults:
            what = f"{odd[0]} has no meaning here"
            if len(odd) > 1:
                what = f"{' and '.join(odd)} have no meaning here"
            self.report.error(*where, what, "delete it, or see where it belongs")
        for code in sorted(attributes.words - CODES):
            self.report.error(
                *where,
                f"there is no warning {code!r} to allow",
                f"known: {', '.join(sorted(CODES))}",
            )
        if attributes.words:
            self.allowed.append((line or where[0], attributes.words))
        return attributes

    def key_of(
        self, attributes: Attributes, words: str, where: tuple[int, int], insert: Insert
    ) -> str:
        """The written key, or the one that `drillbook key` will write at `insert`."""
        if attributes.key:
            self.reserve(attributes.key, where)
            return attributes.key
        key = self.names.new(key_from(words) or "fact")
        self.seen[key] = where[0]
        text = f"#{key} " if insert.inside else f" {{#{key}}}"
        self.edits.append(Edit(insert.line, insert.column, text))
        return key

    def insert_at(self, inline: Token, group: Token | None) -> Insert:
        """Where a key goes: into the `{…}` that is there, or behind the text."""
        if group is not None:
            return Insert(*self.places.of(inline, group.meta["start"] + 1), inside=True)
        return Insert(*self.places.end_of(inline), inside=False)

    def reserve(self, key: str, where: tuple[int, int]) -> None:
        if key in self.seen:
            what = f"the key {key!r} stands in line {self.seen[key]} too"
            self.report.error(*where, what, "give one of them a new key")
        self.seen.setdefault(key, where[0])

    def add(
        self,
        kind: Kind,
        key: str,
        attributes: Attributes,
        where: tuple[int, int],
        faces: Sequence[Face],
        text: str,
        explanation: Block | None,
        options: tuple[Option, ...] = (),
        marked: str = "",
    ) -> None:
        if not faces:
            return  # why there are none has been reported
        for face in faces:
            if not face.prompt.text.strip() or not face.answer.text.strip():
                side = "prompt" if not face.prompt.text.strip() else "answer"
                self.report.error(*where, f"the {side} of this card is empty", "write something")
                return
        locked = self.lock.entries.get(key)
        if locked and locked.kind is not kind:
            what = f"the key {key!r} was a {locked.kind} and is now a {kind}"
            self.report.error(*where, what, "a key is never used again: give this note a new one")
        if attributes.get("accept") and sum(face.waits_for is None for face in faces) > 1:
            what = "accept= would count for several answers"
            self.report.error(*where, what, "make a note of each answer")
        self.notes.append(
            Note(
                key=key,
                kind=kind,
                line=where[0],
                faces=tuple(faces),
                text=text,
                marked=marked,
                options=options,
                explanation=self.inside(explanation) if explanation else None,
                accept=tuple(w.strip() for w in attributes.get("accept").split(";") if w.strip()),
                same_fact_as=attributes.get("of") or None,
                as_of=attributes.get("as-of") or None,
                closed="closed" in attributes.classes,
            )
        )

    def inside(self, block: Block) -> Side:
        """What a container holds, as one side."""
        return self.between(block.first + 1, block.last - 1)

    def between(self, first: int, last: int) -> Side:
        html = blocks_html(self.tokens, first, last)
        return Side(clean(html).strip(), blocks_text(self.tokens, first, last))

    def passage(self, block: Block, holder: Token) -> None:
        line = self.places.line(block.line)
        text = blocks_text(self.tokens, block.first, block.last)
        if not text:
            return
        holder.attrs.setdefault("id", f"line-{line}")
        self.passages.append(Passage(str(holder.attrs["id"]), line, text, block.type in CODE))

    def anchor(self, key: str, holder: Token) -> None:
        """The first note of a block names it; a block can hold only one name."""
        holder.attrs.setdefault("id", anchor_of(key))
