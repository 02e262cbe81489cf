"""Settings: one page of choices, and one for each thing that wants more than a choice."""

from flask import Blueprint

from app.web.settings import (
    choices,
    devices,
    leaving,
    password,
    programs,
    record,
    reminders,
    schedule,
)

blueprint = Blueprint("settings", __name__, url_prefix="/settings")
for page in (choices, schedule, reminders, devices, programs, password, record, leaving):
    blueprint.register_blueprint(page.blueprint)
