"""What `drillbook new` writes: small, true of itself, and without a warning."""


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def course_template(name: str) -> str:
    return f"""\
title = "{_title(name)}"
summary = "One line that says what is learned here."
language = "en"

[[levels]]
title = "Newcomer"
xp = 0

[[levels]]
title = "Regular"
xp = 200
"""


def lesson_template(name: str, course: str) -> str:
    return f"""\
---
id: {name}
title: {_title(name)}
summary: One line for the list of tracks.
---

## A first section

Prose like this is shown and asked about nowhere. A hidden word makes a card:

At sea level, water boils at ==100 °C :: temperature==.
> This quote explains the fact above; it is shown after the answer.

{{.terms ask="Which state of matter?"}}
- **Solid** — keeps its shape and its volume.
- **Liquid** — keeps its volume and takes the shape of its vessel.

Q: Which metal is liquid at room temperature?
A: Mercury.

## Quiz

1. Which gas do plants take up in daylight?
   - [ ] Oxygen — they give it off.
   - [x] Carbon dioxide — they build sugar of it.
   - [ ] Nitrogen — most of the air, and left alone.
   > Light gives the energy to turn it into sugar.
"""
