"""A lesson's clean HTML as Anki wants a field: MathJax, flat media names, clozes in braces."""

import re
from collections.abc import Callable, Sequence
from html import escape
from html.parser import HTMLParser

from app.anki.inert import inert, within_cloze, without_openings

# Names the file of a picture or sound as it is called in Anki's one media folder.
MediaName = Callable[[str], str]

FOREIGN = re.compile(r'data-tex=|src=|href=|tabindex=| id="|\\|\[')
VOID = frozenset({"br", "hr", "img", "input"})
# Anchors and stops for the tab key belong to the page; `rel` to the browser.
OF_THE_PAGE = frozenset({"id", "tabindex", "rel"})
ABROAD = ("http://", "https://", "mailto:")
MARK_ENDS = object()


def field_of(html: str, medium: MediaName) -> str:
    """Most text has nothing that differs, and is not taken apart."""
    return _written(html, medium, cloze=False) if FOREIGN.search(html) else html


def cloze_of(marked: str, medium: MediaName) -> str:
    return _written(marked, medium, cloze=True)


def _written(html: str, medium: MediaName, *, cloze: bool) -> str:
    writer = _Writer(medium, cloze=cloze)
    writer.feed(html)
    writer.close()
    return "".join(writer.out)


class _Writer(HTMLParser):
    """What comes in is balanced, so each end tag closes what was opened last."""

    def __init__(self, medium: MediaName, *, cloze: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._medium = medium
        self._cloze = cloze
        self._endings: list[object] = []
        self._muted_at: int | None = None
        self._code = 0
        self._outside: list[str] = []
        self._hint = ""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._endings.append("" if self._muted_at is not None else f"</{tag}>")
        if self._muted_at is None:
            self._open(tag, {name: value or "" for name, value in attrs})

    def _open(self, tag: str, given: dict[str, str]) -> None:
        self._code += tag in ("pre", "code")
        if "data-tex" in given:
            self._stand_in(self._math(given["data-tex"], block="display" in given["class"].split()))
        elif "data-number" in given:
            self._begin_cloze(given)
        elif tag == "audio":
            self._stand_in(f"[sound:{self._medium(given['src'])}]")
        elif tag == "a" and not given.get("href", "").startswith(ABROAD):
            self._endings[-1] = ""  # it leads to a place in the lessons that Anki does not have
        else:
            if tag == "img":
                given["src"] = self._medium(given["src"])
            self.out.append(f"<{tag}{_attributes(given)}>")

    def handle_endtag(self, tag: str) -> None:
        ending = self._endings.pop()
        if self._muted_at is not None:
            if len(self._endings) < self._muted_at:
                self._muted_at = None
            return
        self._code -= tag in ("pre", "code")
        if ending is MARK_ENDS:
            self._end_cloze()
        else:
            self.out.append(str(ending))

    def handle_data(self, data: str) -> None:
        if self._muted_at is None:
            text = inert(data, in_code=self._code > 0)
            self.out.append(without_openings(text) if self._cloze else text)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _stand_in(self, html: str) -> None:
        """Instead of the element and all that is in it."""
        self.out.append(html)
        self._muted_at = len(self._endings)

    def _math(self, tex: str, *, block: bool) -> str:
        html = escape(tex)
        if self._cloze:
            html = without_openings(html)
        return rf"\[{html}\]" if block else rf"\({html}\)"

    def _begin_cloze(self, given: dict[str, str]) -> None:
        self.out.append(f"{{{{c{given['data-number']}::")
        self._hint = within_cloze(without_openings(inert(escape(given.get("data-hint", "")))))
        self._outside, self.out = self.out, []
        self._endings[-1] = MARK_ENDS

    def _end_cloze(self) -> None:
        hidden = within_cloze("".join(self.out))
        self.out = [*self._outside, hidden, f"::{self._hint}" if self._hint else "", "}}"]


def _attributes(given: dict[str, str]) -> str:
    return "".join(
        f' {name}="{escape(value)}"' for name, value in given.items() if name not in OF_THE_PAGE
    )
