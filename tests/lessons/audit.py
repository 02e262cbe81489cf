"""Judges HTML as a browser would: no script, no style, no address but a harmless one."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from app.lessons.clean import CLEANER, MATH, TEXT
from app.lessons.lesson import Lesson

# Browsers drop white space and control characters before they look for a scheme.
DROPPED = re.compile(r"[\x00-\x20\x7f-\xa0]")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
HARMLESS = {"http", "https", "mailto"}
Event = tuple[object, ...]


class Events(HTMLParser):
    """What is in a text of HTML, so that two ways to write one thing are equal."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Event] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("<", tag, *sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((">", tag))

    def handle_data(self, text: str) -> None:
        self.found.append(("text", text))

    def handle_comment(self, text: str) -> None:
        self.found.append(("comment", text))

    def handle_decl(self, text: str) -> None:
        self.found.append(("declaration", text))

    def handle_pi(self, text: str) -> None:
        self.found.append(("instruction", text))

    def unknown_decl(self, text: str) -> None:
        self.found.append(("declaration", text))


def events(html: str) -> list[Event]:
    reader = Events()
    reader.feed(html)
    reader.close()
    return reader.found


def html_of(lesson: Lesson) -> Iterator[str]:
    """All the HTML that a lesson gives."""
    for section in lesson.sections:
        yield section.html
    for note in lesson.notes:
        sides = [side for face in note.faces for side in (face.prompt, face.answer)]
        sides += [option.side for option in note.options]
        sides += [option.why for option in note.options if option.why]
        sides += [note.explanation] if note.explanation else []
        for side in sides:
            yield side.html


def faults(html: str) -> list[str]:
    """Whatever a browser could take for more than text with mark-up."""
    found = events(html)
    wrong = [fault for event in found for fault in _faults(event)]
    if events(CLEANER.clean(html)) != found:
        wrong.append("it changes when it is cleaned again")
    return wrong


def _faults(event: Event) -> Iterator[str]:
    if event[0] not in ("<", ">", "text"):
        yield f"{event}"
    if event[0] == "<":
        if event[1] not in TEXT | MATH:
            yield f"the tag {event[1]}"
        for name, value in event[2:]:  # type: ignore[misc]
            if name.startswith("on") or name in ("style", "srcdoc", "srcset", "action"):
                yield f"the attribute {name}"
            scheme = SCHEME.match(DROPPED.sub("", value))
            if name in ("href", "src") and scheme and scheme[1].lower() not in HARMLESS:
                yield f"the address {value}"
