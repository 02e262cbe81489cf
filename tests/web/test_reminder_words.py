"""What a learner reads of a test, and what only whoever runs the service does."""

import pytest

from app.services.set_up_reminders import Later, Never, OperatorFault, Outcome, Sent
from app.web.reminder_words import came

SAID = "535 no such user drillbook"


@pytest.mark.parametrize("to_operator", [True, False])
@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Sent(), "Sent."),
        (Later("it is busy"), "Not taken this time: it is busy."),
        (Never("nobody is there"), "It cannot arrive there: nobody is there."),
    ],
)
def test_what_came_of_a_test_is_told(outcome: Outcome, told: str, *, to_operator: bool) -> None:
    assert came(outcome, to_operator=to_operator).startswith(told)


def test_what_is_wrong_with_the_service_is_its_operators_to_read() -> None:
    assert SAID in came(OperatorFault(SAID), to_operator=True)
    assert SAID not in came(OperatorFault(SAID), to_operator=False)
