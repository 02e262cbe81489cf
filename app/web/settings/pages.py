"""Settings: one page of choices, and one for each thing that wants more than a choice."""

from flask import Blueprint

from app.web.settings import (
    choices,
    devices,
    leaving,
    password,
    programs,
    record,
    reminder,
    reminders,
    schedule,
)

SURFACES = (
    choices,
    schedule,
    reminders,
    reminder,
    devices,
    programs,
    password,
    record,
    leaving,
)
blueprint = Blueprint("settings", __name__, url_prefix="/settings")
for page in SURFACES:
    blueprint.register_blueprint(page.blueprint)
