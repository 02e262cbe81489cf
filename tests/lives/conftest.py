"""A broken rule says what broke it: pytest explains assertions of other files only on request."""

import pytest

pytest.register_assert_rewrite("tests.lives.rules", "tests.lives.life")
