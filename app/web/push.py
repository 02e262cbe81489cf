"""The script that browsers run when a reminder comes. Its address stays the same, since they look
there for a newer one, and below it there is no page that it could stand before.
"""

from flask import Blueprint, Response

from app.web.assets import served
from app.web.who import open_to_all

blueprint = Blueprint("push", __name__)


@blueprint.get("/push/worker.js")
@open_to_all
def worker() -> Response:
    return served("push/worker.js")
