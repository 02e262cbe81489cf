"""The web's only clock."""

from datetime import datetime

from app.web.parts import parts


def now() -> datetime:
    return parts().clock()
