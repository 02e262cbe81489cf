"""Whoever has the address of such a page may use it: it is told to no search and no other page."""

from flask import Blueprint, Response


def keep_private(blueprint: Blueprint) -> None:
    blueprint.after_request(_say)


def _say(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
