"""Flask's own session, which an old cookie would bring back after signing out, is not there."""

import pytest
from flask import session

from tests.web.conftest import AppMaker


def test_nothing_can_be_kept_in_it(make_app: AppMaker) -> None:
    with make_app().test_request_context("/"), pytest.raises(RuntimeError):
        session["learner"] = 1
