"""Finds places in the library: best first, and whatever was typed gives no error."""

import re
from typing import Any

from sqlite_utils import Database

from app.library.rows import LEVELS
from app.library.snippets import marked, snippet_within_words

LONGEST_QUERY = 300
MOST_WORDS = 12
# Beyond so many hits, order says nothing that a reader could see.
MOST_RANKED = 500
SPEAKING = re.compile(r"\w")

# Ids sort by level. Within one, the shorter text says more of what was asked for.
BEST = """
select p.id, p.level, p.course, c.title as course_title, l.id as track, l.title as track_title,
       p.section, p.anchor, p.text
from (
    select rowid as found from places_fts where places_fts match :match order by rowid limit :most
)
join places p on p.id = found
join lessons l on l.course = p.course and l.file = p.file
join courses c on c.id = p.course
order by p.level, length(p.text), p.id limit :limit
"""
SNIPPET = """
select snippet(places_fts, 0, char(2), char(3), '…', 24) from places_fts
where places_fts match :match and rowid = :id
"""


def find(db: Database, query: str, limit: int) -> list[dict[str, Any]]:
    """Title over heading over card over prose."""
    words = words_of(query)
    if not words:
        return []
    match = expression(words)
    most = max(MOST_RANKED, limit)
    rows = db.query(BEST, {"match": match, "most": most, "limit": limit})
    return [_hit(db, row, match, words) for row in list(rows)]


def words_of(query: str) -> list[str]:
    """Those that say something; half a letter, as a command line may hold, says nothing."""
    text = query.encode("utf-8", "ignore").decode().replace("\0", " ")[:LONGEST_QUERY]
    return [word for word in text.split() if SPEAKING.search(word)][:MOST_WORDS]


def expression(words: list[str]) -> str:
    """All words, the last one as far as it is typed; each quoted, so that none is an operator."""
    return " AND ".join('"' + word.replace('"', " ") + '"' for word in words) + "*"


def _hit(db: Database, row: dict[str, Any], match: str, words: list[str]) -> dict[str, Any]:
    (found,) = db.execute(SNIPPET, {"match": match, "id": row["id"]}).fetchone()
    html, plain = marked(found)
    if "<mark>" not in html:
        html, plain = snippet_within_words(row["text"], words)
    hit = {**row, "level": LEVELS[row["level"]], "snippet_html": html, "snippet": plain}
    del hit["id"], hit["text"]
    return hit
