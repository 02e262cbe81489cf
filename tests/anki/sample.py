"""A small course with every construct in it, and the means to edit it and to export it."""

from pathlib import Path

from app.services.export_deck import ExportReport, export_decks

BEGAN_AT = 1_750_000_000
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
ORIGINS = """\
---
id: origins
title: Where C++ comes from
---

## Beginnings

C++ began in ==1:1979== at ==2:Bell Labs :: place==. {#begun}
> Its author was Bjarne Stroustrup.

{.terms .both ask="Which word is meant?"}
- **Class** — a type of one's own. {#class}
- **Template** — a pattern such as `List<int>` for x<y. {#template}

## Names

The growing array is ==`std::vector`==, written ==`a{{1}}`==. {#vector}

Q: What is shown by $x^2 < \\frac{a}{b^{c}}$?
A: ![A dot](media/dot.png) {#picture}


Q: How does it sound?
A: ![A tone](media/tone.mp3) and \\\\(so on\\\\) and [sound:none.mp3] {#tone}
"""
PRACTICE = """\
---
id: practice
title: "Practice :: more"
---

{#tools .cards ask="What is it for?"}
| Tool | Use | Year |
|---|---|---|
| GCC {#gcc} | compiling | 1987 |
| GDB {#gdb} | finding faults | 1986 |

```cpp {#main ask="What begins it?" hide="1:main|2:std::map<int, std::vector<int>>"}
int main() { std::map<int, std::vector<int>> m{{1, {}}}; return "a }} b"[0]; }
```

::: card {#long}
What does this print?

```python
print({"a": {}})
```
***
1. `{'a': {}}`
2. and $$\\sum_{i} x_i$$
:::

1. Which are compilers? {#which}
   - [x] GCC — since 1987
   - [x] Clang
   - [ ] GDB — it finds faults
   - [ ] `make<x>`
   > Two of them.
"""


class SampleCourse:
    """Lies in `content/cpp`; the clock moves a day with every export."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "content" / "cpp"
        self.decks = folder / "decks"
        self.now = BEGAN_AT
        (self.folder / "media").mkdir(parents=True)
        self.write("course.toml", 'title = "C++"\nsummary = "A language & its ways."\n')
        self.write("01-origins.md", ORIGINS)
        self.write("02-practice.md", PRACTICE)
        (self.folder / "media" / "dot.png").write_bytes(PIXEL)
        (self.folder / "media" / "tone.mp3").write_bytes(b"ID3" + bytes(64))

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    def export(self, address: str = "") -> None:
        report = self.tried(address)
        assert not report.errors, report.problems

    def tried(self, address: str = "") -> ExportReport:
        self.now += 86_400
        return export_decks([self.folder], self.decks, self.decks, self.now, address)

    @property
    def package(self) -> Path:
        return self.decks / "cpp.apkg"

    @property
    def lock(self) -> Path:
        return self.decks / "cpp.lock"
