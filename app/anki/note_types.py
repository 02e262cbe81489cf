"""The four note types of every deck, fixed for ever.

A learner's Anki knows a note type by its id and its schema: another number, order or id of fields
or templates would make it a second type, and no note of the first could be updated any more. So
nothing here is ever added, taken away or renamed, but for what templates and CSS say; the spare
fields are for what nobody has thought of yet.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

CSS = (Path(__file__).parent / "card.css").read_text(encoding="utf-8")

ABOUT = ("Breadcrumb", "Section", "Explanation", "Source", "Spare 1", "Spare 2", "Spare 3")
CRUMB = '<div class="crumb">{{Breadcrumb}}</div>\n'
PLACE = (
    '{{#Explanation}}<div class="explanation">{{Explanation}}</div>\n{{/Explanation}}'
    '<div class="place">{{#Section}}<span>{{Section}}</span>{{/Section}}'
    '{{#Source}}<a href="{{Source}}">Read it in the lesson</a>{{/Source}}</div>\n'
)


def _side(name: str, html: str) -> str:
    return f'<div class="drillbook {name}">\n{html}</div>\n'


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    front: str
    back: str


@dataclass(frozen=True)
class NoteType:
    """Fields and templates are known by ids that count from their type's."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    is_cloze: bool = False

    def part_id(self, position: int) -> int:
        return self.id * 100 + position

    @cached_property
    def digest(self) -> str:
        said = (self.id, self.name, self.fields, self.templates, self.is_cloze, CSS)
        return sha256(repr(said).encode()).hexdigest()[:16]


def _direction(switch: str, name: str, prompt: str, answer: str) -> Template:
    """Without its switch the front is empty, and Anki makes no card."""
    front = _side("front", f'{CRUMB}<div class="prompt">{{{{{prompt}}}}}</div>\n')
    shown = f'<hr id="answer">\n<div class="answer">{{{{{answer}}}}}</div>\n{PLACE}'
    return Template(
        name, f"{{{{#{switch}}}}}{front}{{{{/{switch}}}}}", "{{FrontSide}}\n" + _side("back", shown)
    )


def _cloze(id_: int, name: str) -> NoteType:
    text = f'{CRUMB}<div class="prompt">{{{{cloze:Text}}}}</div>\n'
    template = Template("Cloze", _side("front", text), _side("back", text + PLACE))
    return NoteType(id_, name, ("Key", "Text", *ABOUT), (template,), is_cloze=True)


TWO_SIDED = NoteType(
    1763683204417,
    "Drillbook two-sided",
    (
        *("Key", "Prompt", "Answer", "Reverse prompt", "Reverse answer", "Forward", "Reverse"),
        *ABOUT,
    ),
    (
        _direction("Forward", "Forward", "Prompt", "Answer"),
        _direction("Reverse", "Reverse", "Reverse prompt", "Reverse answer"),
    ),
)
CLOZE = _cloze(1763683209133, "Drillbook cloze")
CODE = _cloze(1763683216859, "Drillbook code")
CHOICE = NoteType(
    1763683221571,
    "Drillbook choice",
    ("Key", "Prompt", "Options", "Solution", *ABOUT),
    (
        Template(
            "Choice",
            _side("front", CRUMB + '<div class="prompt">{{Prompt}}</div>\n{{Options}}\n'),
            _side("back", CRUMB + '<div class="prompt">{{Prompt}}</div>\n{{Solution}}\n' + PLACE),
        ),
    ),
)
NOTE_TYPES = (TWO_SIDED, CLOZE, CODE, CHOICE)
