"""One search over all lessons and cards."""

from typing import Annotated

from msgspec import Meta, Struct

from app.services.search_library import SearchPage, search_library
from app.web.api.routes import Routes
from app.web.parts import parts

routes = Routes()
MOST_HITS = 50


class SearchQuery(Struct, forbid_unknown_fields=True, frozen=True):
    q: Annotated[str, Meta(max_length=500, description="What one would type.")]
    limit: Annotated[int, Meta(ge=1, le=MOST_HITS, description="At most so many hits.")] = 20


@routes.get("/search", SearchPage, query=SearchQuery, problems=(422,))
def search(query: SearchQuery) -> SearchPage:
    """What is found in titles, headings, cards and prose, the best first."""
    if not query.q.strip():
        return SearchPage(query.q, (), False)
    return search_library(parts().library, query.q.strip(), query.limit)
