"""One card of each kind, each in a section of its own, and the days that a card has behind it."""

from itertools import count
from pathlib import Path

from flask import Flask

from app.core.events import Grade
from app.ledger.append import Outcome, record
from app.services.write_keys import write_keys
from app.web.parts import NAME
from tests.browser.drilling import Morning
from tests.ledger.making import answer

NUMBERS = count(1)
COURSE = """\
title = "Kinds"
summary = "One of each."
language = "en"
"""

LESSON = r"""---
id: each
title: One of each
summary: Every kind of card once.
---

## Term

{.terms ask="Which word?"}
- **Headwater** — the part of a river that is farthest from its mouth. {#headwater}

## Cloze

A spring that runs only after rain is called ==intermittent :: not all year==. {#spring}
> The others are called perennial.

## Question

Q: Who named the river that is nearest?
A: José  Río {#namer accept="Pepe Rio; the old José"}

## Long

::: card {#steps}
What does this print?

```python
print([river for river in ("Rhine", "Danube", "Elbe", "Oder", "Loire") if "e" in river])
```
***
All that have an *e*:

- Rhine, Danube, Elbe
- and the Loire
:::

## Table

{#lengths .cards ask="How long is it?"}
| River | Kilometres |
|---|---:|
| Rhine {#rhine} | 1233 |

## Row

| Layer | Rock | Water |
|---|---|---|
| upper {#layer} | chalk | ==clear== |

## Code

```python {#flow ask="How much passes?" hide="speed * area"}
def flow(speed: float, area: float) -> float:
    return speed * area
```

## Math

The mean flow is ==$Q = v A$==, and over a year $$V = \int_0^T Q\,dt$$ {#mean-flow}

## One

1. What feeds a river in a dry summer? {#feeds}
   - [ ] rain — there is none
   - [x] ground water
   - [ ] the sea — it lies lower
   > Ground water comes out slowly, long after the rain.

## Several

1. What does a river carry to its mouth? {#carries}
   - [x] sand — it rolls along the bed
   - [x] mud
   - [ ] the divide — that stays where it is
   - [ ] springs

## Not

1. Which of these is no river of Europe? {#no-river}
   - [ ] the Loire
   - [x] the Nile — it is the longest of Africa
   - [ ] the Oder

## Beside

1. Which of these is the longest? {#longest .closed}
   - [x] the Danube
   - [ ] the Rhine, although it has more ships than any other river of Europe and more bridges too
   - [ ] the Elbe
"""


def write_kinds(content: Path) -> Path:
    course = content / "kinds"
    course.mkdir(parents=True)
    (course / "course.toml").write_text(COURSE)
    (course / "01-each.md").write_text(LESSON)
    write_keys([course], only_tell=False)
    return content


def section(name: str) -> str:
    return f"/drill?course=kinds&track=each&section=section-{name}"


def live(app: Flask, clock: Morning, card_id: str, lived: str) -> None:
    """`"good 1 good 6"`: answers, and how many days passed after each."""
    ledger = app.extensions[NAME].ledger
    for word in lived.split():
        if word.isdigit():
            clock.pass_by(int(word))
            continue
        event = answer(next(NUMBERS), card=card_id, grade=Grade(word), at=clock())
        (result,) = record(ledger, 1, [event], clock())
        assert result.outcome is Outcome.RECORDED, result
