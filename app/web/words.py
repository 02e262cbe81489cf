"""How counts are said: a count of one has its own wording."""

from flask import Flask


def attach(app: Flask) -> None:
    app.jinja_env.filters["counted"] = counted


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
