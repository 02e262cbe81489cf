"""One box over all lessons and cards."""

from flask import Blueprint, render_template, request

from app.services.search_library import SearchPage, search_library
from app.web.parts import parts

LONGEST = 500

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
def index() -> str:
    query = request.args.get("q", "").strip()[:LONGEST]
    page = search_library(parts().library, query) if query else SearchPage("", (), False)
    return render_template("search.html", page=page)
