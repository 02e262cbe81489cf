"""How commands that run until they are told to stop hear of it."""

import signal


def ignore_being_told_again() -> None:
    """Python drops its handlers while it ends, so one more signal would kill it: no clean exit."""
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.SIG_IGN)
