"""A generated course of any size: every construct in each section, ten cards a section."""

from pathlib import Path
from random import Random

from app.core.cards import Kind
from app.lessons.keys_lock import KeysLock, Locked

SECTIONS = 10
CARDS = 10 * SECTIONS
SYLLABLES = (
    "ba be bi bo ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te "
    "ti to va ve vi vo za zu"
).split()
# Each with the kind of its note and the parts of its cards, for keys.lock.
NOTES = {
    "one": (Kind.CLOZE, {"1"}),
    "two": (Kind.CLOZE, {"1", "2"}),
    "term-a": (Kind.TERM, {"term"}),
    "term-b": (Kind.TERM, {"term"}),
    "asked": (Kind.QUESTION, {"answer"}),
    "row-a": (Kind.TABLE, {"c2"}),
    "row-b": (Kind.TABLE, {"c2"}),
    "code": (Kind.CODE, {"1"}),
    "choice": (Kind.CHOICE, {"choice"}),
}
SECTION = """\
## {title}

{prose1}. See [{w1}](https://example.org/{w1}) and `{module}.{name}`, which sets `{upper}`.

The {phrase1} of {w2} is ==1:{a1}== as a rule. {{#{k}-one}}
> {why1}.

In {phrase2} the {w3} comes from ==1:{a2}== and gives ==2:{a3} :: {w4}==. {{#{k}-two}}

{{.terms ask="Which word?"}}
- **{t1}** — {phrase3} of the {w5}. {{#{k}-term-a}}
- **{t2}** — {phrase4} with *{w6}* in it. {{#{k}-term-b}}

{prose2}, as **{w7}** and *{w8}* show.

Q: What does {camel} do with {phrase5}?
A: {a4} {a5}. {{#{k}-asked}}

{{.cards ask="What is it for?"}}
| Name | Use |
|---|---|
| `{module}.{t3}` {k} {{#{k}-row-a}} | {phrase6} |
| {t4} {k} {{#{k}-row-b}} | {phrase7} |

```python {{#{k}-code ask="Which variable?" hide="1:{upper}"}}
import {module}

def {name}({w1}: int) -> str:
    # {phrase8}
    return {module}.{camel}("{upper}", {w1} + {number})
```

{prose3}.

1. Which {w2} belongs to {phrase9} {k}? {{#{k}-choice}}
   - [{x1}] {o1} — {why2}
   - [{x2}] {o2}
   > {why3}.

"""


class Course:
    """The same course for the same seed, on every machine."""

    def __init__(self, lessons: int, seed: int = 7) -> None:
        self.lessons = lessons
        self._random = Random(seed)
        self.words = self._vocabulary(12_000)
        # As in real language, few words are common and most are rare.
        self._weights = [0.0]
        for rank in range(len(self.words)):
            self._weights.append(self._weights[-1] + 1 / (rank + 5))
        del self._weights[0]

    def _vocabulary(self, size: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < size:
            found["".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 4)))] = None
        return list(found)

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "course.toml").write_text('title = "Generated"\n')
        entries: dict[str, Locked] = {}
        for number in range(self.lessons):
            (folder / f"{number:04}-lesson.md").write_text(self.lesson(number))
            for section in range(SECTIONS):
                for name, (kind, parts) in NOTES.items():
                    entries[f"n{number}-{section}-{name}"] = Locked(kind, frozenset(parts))
        (folder / "keys.lock").write_text(KeysLock(entries).text())

    def lesson(self, number: int) -> str:
        head = f"---\nid: lesson-{number}\ntitle: {self._phrase(3).title()} {number}\n---\n\n"
        return head + "".join(self._section(f"n{number}-{n}") for n in range(SECTIONS))

    def _section(self, key: str) -> str:
        word, phrase = self._word, self._phrase
        fields = {f"w{n}": word() for n in range(1, 9)}
        fields |= {f"a{n}": word() for n in range(1, 6)}
        fields |= {f"o{n}": phrase(3) for n in range(1, 4)}
        fields |= {f"t{n}": word() for n in range(1, 5)}
        fields |= {f"phrase{n}": phrase(4) for n in range(1, 10)}
        fields |= {f"why{n}": phrase(10) for n in range(1, 4)}
        fields |= {f"prose{n}": phrase(40) for n in range(1, 4)}
        fields |= {"title": phrase(3).capitalize(), "module": word(), "name": word()}
        fields |= {
            "upper": f"{word()}_{word()}".upper(),
            "number": str(self._random.randint(1, 99)),
        }
        fields |= {"camel": word().title() + word().title(), "k": key}
        fields |= self._random.choice([{"x1": "x", "x2": " "}, {"x1": " ", "x2": "x"}])
        return SECTION.format(**fields)

    def _word(self) -> str:
        return self._random.choices(self.words, cum_weights=self._weights)[0]

    def _phrase(self, length: int) -> str:
        return " ".join(self._random.choices(self.words, cum_weights=self._weights, k=length))
