"""Lessons to try things on, and short ways to read one."""

from pathlib import Path

from app.core.cards import Card, cards_of
from app.lessons.keys_lock import NO_LOCK, KeysLock, read_keys_lock
from app.lessons.lesson import Lesson
from app.lessons.parse import Surroundings, parse_lesson
from app.lessons.problems import Report

ROOT = Path(__file__).parents[2]
CONTENT = sorted((ROOT / "content").glob("*/*.md"))
# Said of nearly every short lesson, and of interest in few tests.
USUAL = ("unkeyed", "untitled")

EVERYTHING = """\
---
id: everything
title: Every construct once
summary: "One line: with a colon."
---

Before the first heading, ==1:one== and ==2:two :: the hint==. {#first}
> An explanation with `code` and *stress*.

## Clozes

A `==` in code, ==`a[::2]`==, a \\==mark, ==3\\:1== and ==std::vector :: type==
over two lines. {#second ask="Which?" as-of=2025-01 allow="dated"}

> A quote after a blank line.

- An item with ==a mark==. {accept="a; b \\"c\\""}
  > Its explanation.
  - ==Nested==: ==here==
- [a link](https://example.org "title"), <mailto:a@example.org>, [ref], ![a picture](media/p.png)

[ref]: ../other.md

{.terms ask="Which term?"}
- **Term** — meaning {#term}
- **Both** – ways {.both}
  > Why.
- **Other** - way {.forward of=term}
- **Colon**: the ==cloze== counts

Q: Front with $x^2$?
A: Back, **strong** {#qa .both}
> Explained.

::: card {#long ask="Long?"}
A prompt:

- a list
- `code`

***

```python
print("answer")
```
:::

{#table .cards ask="What for?"}
| Organisation | Use |
|:---|---:|
| CERN {#cern .both} | a \\| b |
| ITER | *fusion* |

| Layer | Protocol |
|---|---|
| transport | ==TCP :: three letters== or ==UDP== |

### A smaller heading

```python {#code ask="Which variable?" hide="1:KERAS_BACKEND|2:\\"jax\\"" }
import os

os.environ["KERAS_BACKEND"] = "jax"
```

~~~text
~~struck~~
~~~

$$
\\frac{a}{b}
$$

> [!WARNING]
> **Take care** that ==this== stays. {#alert}
>
> > Nested explanation.

{.prose}
- [ ] to do
- [x] done

The latest thing. {as-of=2025}

---

## Quiz

1. Which one? {#q1 of=first .closed}
   - [ ] None — a reason
   - [x] The *second* one
     > Its own reason.
   - [ ] `third`

   > The explanation.

2. Which two?

   ```c
   int x;
   ```

   - [x] a
   - [x] b
   - [ ] c
"""

SMALL = """\
---
title: Small
---

# One

Water boils at ==100 °C== and freezes at ==0 °C==.
> At sea level.

{.terms}
- **Solid** — keeps its shape
- **Gas** — fills the room

Q: Häufig?
A: 日本語 🙂

| a | b |
|---|---|
| ==x== | y |

1. Which?
   - [ ] no
   - [x] yes
"""
SAMPLES = (EVERYTHING, SMALL, *(path.read_text("utf-8") for path in CONTENT))


def read(text: str, around: Surroundings | None = None) -> Lesson:
    return parse_lesson("content/c/01-a.md", text.encode(), around or Surroundings())


def cards(text: str) -> tuple[Card, ...]:
    """The cards of a lesson that must be sound."""
    lesson = read(text)
    assert lesson.is_sound, problems(text)
    return tuple(card for note in lesson.notes for card in cards_of("c", note))


def asked(text: str) -> list[str]:
    """Each card in a line: its key and part, prompt and answer."""
    return [
        f"{card.id[2:]}: {card.face.prompt.text} -> {card.face.answer.text}" for card in cards(text)
    ]


def problems(text: str, around: Surroundings | None = None) -> list[str]:
    """`line:column: what`, and of a warning its code too."""
    return [
        f"{p.line}:{p.column}: {f'{p.code}: ' if p.code else ''}{p.what}"
        for p in read(text, around).problems
        if p.code not in USUAL
    ]


def errors(text: str, around: Surroundings | None = None) -> list[str]:
    return [f"{p.line}:{p.column}: {p.what}" for p in read(text, around).problems if not p.code]


def codes(text: str, around: Surroundings | None = None) -> list[str]:
    return [p.code for p in read(text, around).problems if p.code and p.code not in USUAL]


def locked(*lines: str) -> Surroundings:
    """What a lesson knows of its course when `keys.lock` holds these lines."""
    report = Report("keys.lock")
    lock: KeysLock = read_keys_lock("\n".join(lines), report) if lines else NO_LOCK
    assert not report.problems
    return Surroundings("", lock, frozenset(lock.entries))
