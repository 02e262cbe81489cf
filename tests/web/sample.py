"""A course with everything that a lesson can hold, for tests that need real pages."""

import struct
import zlib
from pathlib import Path

from app.services.write_keys import write_keys

COURSE = """\
title = "Rivers"
summary = "How water finds its way."
language = "en"

[[levels]]
title = "Spring Finder"
xp = 0
"""

FIRST = '''\
---
id: springs
title: Where rivers begin
summary: Springs, glaciers and rain.
---

Water that falls on a hill has two ways: over the ground or through it. See [the second
lesson](https://example.org/).

## Springs

A spring that runs only after rain is called ==intermittent==. {#intermittent}
> The others are called perennial.

{.terms ask="Which word?"}
- **Headwater** — the part of a river that is farthest from its mouth. {#headwater}
- **Aquifer** — rock that holds water and lets it pass. {#aquifer}

Q: What is the line between two basins called?
A: A divide. {#divide}

> [!NOTE]
> **A word of care** Maps call some streams by the name of a spring.

![A map with one blue square](media/map.png)

## Numbers

{#lengths .cards ask="How long is it?"}
| River | Length in kilometres | Where its mouth is and what stands there to be seen | Its springs |
|---|---:|---|---|
| Rhine {#rhine} | 1233 | North Sea | two, in the Alps |
| Danube {#danube} | 2850 | Black Sea | two, in the Black Forest |

The mean flow is $Q = v A$, and over a year

$$V = \\int_0^T Q\\,dt$$

```python {#flow ask="How much passes?" hide="1:speed * area" allow="answer-in-prompt"}
def flow(speed: float, area: float) -> float:  # in cubic metres, with speed in metres a second
    """The volume that passes in a second."""
    return speed * area
```

## Quiz

1. What feeds a river in a dry summer? {#q-summer}
   - [ ] rain — there is none
   - [x] ground water
   - [ ] the sea — it lies lower
   > Ground water comes out slowly, long after the rain.
'''

SECOND = """\
---
id: mouths
title: Where rivers end
summary: Deltas.
---

## Deltas

A delta is made of ==sediment==. {#delta}

{.prose}
- [ ] measure the speed
- [x] measure the area
"""


def write_course(content: Path) -> Path:
    course = content / "rivers"
    (course / "media").mkdir(parents=True)
    (course / "course.toml").write_text(COURSE)
    (course / "01-springs.md").write_text(FIRST)
    (course / "02-mouths.md").write_text(SECOND)
    (course / "media" / "map.png").write_bytes(blue_square())
    write_keys([course], only_tell=False)
    return course


def blue_square(side: int = 8) -> bytes:
    rows = b"".join(b"\0" + b"\x20\x50\xa0" * side for _ in range(side))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
