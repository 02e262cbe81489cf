"""Pages are asked for again each time and sent again only if they changed."""

from flask import Flask, Response, request


def attach(app: Flask) -> None:
    app.after_request(_revalidate)


def _revalidate(response: Response) -> Response:
    if "Cache-Control" in response.headers:
        return response
    response.headers["Cache-Control"] = "no-cache" if response.status_code == 200 else "no-store"
    if response.status_code == 200 and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)
    return response
