"""The tables of the library. It may be deleted at any time, so it is never migrated."""

from collections.abc import Iterable, Mapping

from sqlite_utils import Database

# A library of another version is built anew.
SCHEMA_VERSION = 3

TABLES: dict[str, tuple[dict[str, type], tuple[str, ...]]] = {
    "meta": ({"name": str, "value": str}, ("name",)),
    "courses": (
        {
            "id": str,
            "title": str,
            "summary": str,
            "language": str,
            "path": str,
            "problems": int,
        },
        ("id",),
    ),
    "levels": ({"course": str, "position": int, "title": str, "xp": int}, ("course", "position")),
    "lessons": (
        {
            "course": str,
            "id": str,
            "position": int,
            "file": str,
            "path": str,
            "title": str,
            "summary": str,
            "minutes": int,
            "facts": int,
            "cards": int,
            "outdated": int,
            "fingerprint": str,
        },
        ("course", "file"),
    ),
    "sections": (
        {
            "course": str,
            "file": str,
            "position": int,
            "anchor": str,
            "title": str,
            "line": int,
            "html": str,
            "facts": int,
            "cards": int,
        },
        ("course", "file", "position"),
    ),
    "notes": (
        {
            "course": str,
            "key": str,
            "file": str,
            "section": int,
            "position": int,
            "kind": str,
            "line": int,
            "siblings": str,
            "same_fact_as": str,
            "as_of": str,
            "closed": int,
            "explanation_html": str,
            "explanation_text": str,
        },
        ("course", "key"),
    ),
    "cards": (
        {
            "id": str,
            "course": str,
            "key": str,
            "file": str,
            "position": int,
            "part": str,
            "asks": int,
            "prompt_html": str,
            "prompt_text": str,
            "answer_html": str,
            "answer_text": str,
            "waits_for": str,
            "accept": str,
        },
        ("id",),
    ),
    "options": (
        {
            "course": str,
            "key": str,
            "file": str,
            "position": int,
            "slug": str,
            "html": str,
            "text": str,
            "right": int,
            "why_html": str,
            "why_text": str,
        },
        ("course", "key", "position"),
    ),
    "problems": (
        {
            "course": str,
            "file": str,
            "path": str,
            "line": int,
            "column": int,
            "severity": str,
            "code": str,
            "what": str,
            "remedy": str,
        },
        (),
    ),
    "places": (
        {
            "id": int,
            "course": str,
            "file": str,
            "level": int,
            "section": str,
            "anchor": str,
            "text": str,
            "parts": str,
        },
        ("id",),
    ),
}
# Rows of these belong to one lesson file and are replaced together.
OF_A_LESSON = ("lessons", "sections", "notes", "cards", "options", "problems", "places")


def create_tables(db: Database) -> None:
    for name, (columns, key) in TABLES.items():
        db.table(name).create(columns, pk=key or None)


def insert_rows(db: Database, name: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Straight into SQLite: `insert_all` looks at each of millions of values in Python."""
    columns = TABLES[name][0]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f":{column}" for column in columns)
    db.conn.executemany(f"insert into {name} ({names}) values ({values})", rows)  # noqa: S608


def create_indexes(db: Database) -> None:
    """Last, when all rows are there: that is much faster than keeping them up row by row."""
    for name in ("notes", "cards", "options", "problems", "places"):
        db.table(name).create_index(["course", "file"])
    db.table("lessons").create_index(["course", "id"])
    db.table("cards").create_index(["asks"])
    db.table("places").enable_fts(
        ["text", "parts"], tokenize="unicode61 remove_diacritics 2", create_triggers=True
    )
