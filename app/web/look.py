"""How the page is to look for who asks, before its first paint; and what everyone must be told."""

from flask import Flask, g

from app.services.manage_learners import LearnerSettings
from app.web.parts import parts
from app.web.who import Caller


def attach(app: Flask) -> None:
    app.jinja_env.globals.update(look=look, notice=notice, signed_in=signed_in)


def look() -> LearnerSettings:
    """Nobody is looked up for it: the page that tells of a ledger out of reach needs it too."""
    caller: Caller | None = g.get("caller")
    return caller.learner.settings if caller else LearnerSettings()


def signed_in() -> bool:
    return g.get("caller") is not None


def notice() -> str:
    """A damaged ledger is only read. Where it lies, and its backups, is for who runs this."""
    damage = parts().ledger.damage
    if not damage:
        return ""
    told = "Your history is safe to read, but new answers cannot be kept just now."
    return f"{told} {damage}" if parts().settings.serves_oneself else told
