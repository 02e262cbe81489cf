"""Pages are a learner's own and never kept; what is alike for all is asked for again each time."""

from flask import Flask, Response, request

PERSONAL = ("text/html", "application/json", "application/problem+json", "application/zip")


def attach(app: Flask) -> None:
    app.after_request(_say)


def _say(response: Response) -> Response:
    if "Cache-Control" in response.headers:
        return response
    if response.status_code not in (200, 304) or response.mimetype in PERSONAL:
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers["Cache-Control"] = "no-cache"
    if response.status_code == 200 and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)
    return response
