"""Pictures and sounds of a course, under the address that its lessons' relative paths give."""

from flask import Blueprint, Response, abort, send_file

from app.services.find_medium import find_medium
from app.web.parts import parts

blueprint = Blueprint("media", __name__)


@blueprint.get("/courses/<course>/media/<path:name>")
def medium(course: str, name: str) -> Response:
    found = find_medium(parts().settings.content, course, name)
    if found is None:
        abort(404)
    response = send_file(found.path, mimetype=found.media_type, conditional=True)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
