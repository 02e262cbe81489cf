"""Small courses in a temporary folder, and all that a library says of them."""

from collections.abc import Iterator
from pathlib import Path

from app.library.build import BuildReport, build
from app.library.previous import open_for_reading
from app.services import Library

HEAD = "---\nid: {id}\ntitle: {title}\n---\n\n"
FOOD = HEAD.format(id="food", title="Food") + "Bread is made of ==flour==. {#bread}\n"
DRINK = HEAD.format(id="drink", title="Drink") + "Tea comes from ==China==. {#tea}\n"
BROKEN = HEAD.format(id="food", title="Food") + "Bread is made of ==flour. {#bread}\n"
# Tables whose rows come out another way in another order, and what tells builds apart.
APART = {"places": {"id"}}


class Shelf:
    """A content folder with one course, and the library made of it."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.course = self.content / "table"
        self.target = folder / "home" / "library.db"
        self.course.mkdir(parents=True)
        self.save("course.toml", 'title = "At table"\n')

    def save(self, name: str, text: str | bytes) -> Path:
        path = self.course / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def build(self) -> BuildReport:
        return build(self.content, self.target)

    @property
    def library(self) -> Library:
        return Library(self.target)

    def cards(self) -> set[str]:
        with open_for_reading(self.target) as db:
            return {id_ for (id_,) in db.execute("select id from cards")}

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with open_for_reading(self.target) as db:
            return db.execute(sql).fetchall()

    def strays(self) -> list[str]:
        return sorted(p.name for p in self.target.parent.iterdir() if p != self.target)


def everything(library: Path) -> dict[str, list[str]]:
    """All rows of all tables, whatever their order, without what numbers them."""
    return dict(_tables(library))


def _tables(library: Path) -> Iterator[tuple[str, list[str]]]:
    with open_for_reading(library) as db:
        for table in db.tables:
            if table.name.startswith("places_fts"):
                continue
            rows = [
                {k: v for k, v in row.items() if k not in APART.get(table.name, ())}
                for row in table.rows
            ]
            yield table.name, sorted(map(repr, rows))
        for word in ("bread", "tea", "fact", "flour"):
            sql = (
                "select p.course, p.file, p.level, p.anchor, p.text from places_fts f "
                "join places p on p.id = f.rowid where places_fts match ?"
            )
            yield f"places with {word}", sorted(map(repr, db.execute(sql, [word]).fetchall()))
