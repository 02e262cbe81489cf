"""What every test may count on: settings of nobody's machine, and the same draws each time."""

import os
import time

import pytest
from hypothesis import HealthCheck, settings

# Shared by folders of tests: a process can have one browser and one PostgreSQL only.
pytest_plugins = (
    "tests.chromium",
    "tests.ledger.fixtures",
    "tests.mail_server",
    "tests.receiver",
    "tests.web.front_server",
    "tests.notify.tricks",  # which uses the receiver
)

# Who learns alone is where the machine is.
os.environ["TZ"] = "UTC"
time.tzset()

# Neither tells anything but how busy the machine is.
BUSY = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
# The sample draws the same lessons on every run; the proof draws anew, and more of them.
settings.register_profile("sample", max_examples=100, derandomize=True, **BUSY)
settings.register_profile("proof", max_examples=5_000, **BUSY)
settings.load_profile("proof" if os.environ.get("PROVE") else "sample")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("DRILLBOOK_")]:
        monkeypatch.delenv(name)
