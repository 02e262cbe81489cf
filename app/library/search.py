"""Finds places in the library: best first, and whatever was typed gives no error."""

import re
from html import escape
from typing import Any

from sqlite_utils import Database

from app.library.rows import LEVEL_STEP, LEVELS

LONGEST_QUERY = 300
MOST_WORDS = 12
# Beyond so many hits of one level, order says nothing that a reader could see.
MOST_RANKED = 1000
BEGIN, END = "\x02", "\x03"
SPEAKING = re.compile(r"\w")

FIND = """
select p.id, p.level, p.course, c.title as course_title, l.id as track, l.title as track_title,
       p.section, p.anchor, snippet(places_fts, 0, char(2), char(3), '…', 24) as snippet
from places_fts
join places p on p.id = places_fts.rowid
join lessons l on l.course = p.course and l.file = p.file
join courses c on c.id = p.course
where places_fts match :match and places_fts.rowid in (
    select id from (
        select rowid as id, rank from places_fts
        where places_fts match :match and rowid between :first and :last limit :ranked
    ) order by rank, id limit :limit
)
order by places_fts.rank, p.id
"""


def find(db: Database, query: str, limit: int) -> list[dict[str, Any]]:
    """Title over heading over card over prose; within each the best by BM25."""
    match = expression(query)
    found: list[dict[str, Any]] = []
    for level in range(len(LEVELS)) if match else ():
        rows = db.query(
            FIND,
            {
                "match": match,
                "first": level * LEVEL_STEP,
                "last": (level + 1) * LEVEL_STEP - 1,
                "ranked": MOST_RANKED,
                "limit": limit - len(found),
            },
        )
        found += map(_hit, rows)
        if len(found) >= limit:
            break
    return found


def expression(query: str) -> str:
    """All words, the last one as far as it is typed; each quoted, so that none is an operator."""
    words = [w for w in query.replace("\0", " ")[:LONGEST_QUERY].split() if SPEAKING.search(w)]
    quoted = ['"' + word.replace('"', " ") + '"' for word in words[:MOST_WORDS]]
    return " AND ".join(quoted) + "*" if quoted else ""


def _hit(row: dict[str, Any]) -> dict[str, Any]:
    marked = escape(row["snippet"]).replace(BEGIN, "<mark>").replace(END, "</mark>")
    plain = row["snippet"].replace(BEGIN, "").replace(END, "")
    hit = {**row, "level": LEVELS[row["level"]], "snippet_html": marked, "snippet": plain}
    del hit["id"]
    return hit
