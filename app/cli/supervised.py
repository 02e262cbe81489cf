"""A process beside the web server: started again when it dies, and gone when its parent is."""

import os
import subprocess
import sys
import threading
import time

import click

from app.cli.signals import keep_from_being_told

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 300.0
# Whoever lived so long did not die of how it was started.
LIVED_SECONDS = 60.0


class Supervised:
    """`program` is Python that ends by itself only when there is nothing for it to do."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self._keeper.start()

    def tell_to_stop(self) -> None:
        self._stopped.set()
        if self._process is not None:
            self._process.terminate()

    def wait(self, seconds: float) -> None:
        """To be told before. Whoever does not end in time is killed."""
        if not self._keeper.is_alive():
            return
        self._keeper.join(seconds)
        if self._keeper.is_alive() and self._process is not None:
            self._process.kill()
            self._keeper.join()

    def _keep(self) -> None:
        wait = FIRST_WAIT_SECONDS
        while not self._stopped.is_set():
            began = time.monotonic()
            fault = self._live()
            if fault is None or self._stopped.is_set():
                return
            wait = FIRST_WAIT_SECONDS if time.monotonic() - began > LIVED_SECONDS else wait
            click.echo(f"drillbook: the process that reminds {fault}; it starts again", err=True)
            self._stopped.wait(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    def _live(self) -> str | None:
        """None where there was nothing to do. Its standard input ends when this process does, in
        whatever way. Told to stop while it loads, it hears so when it asks."""
        keep_from_being_told()
        command = [sys.executable, "-P", "-c", self._program]
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own
        except OSError as error:  # the machine may have room for it a little later
            return f"did not start: {error.strerror}"
        with self._process:
            if self._stopped.is_set():
                self._process.terminate()
            code = self._process.wait()
        return f"has died ({code})" if code else None


def set_when_alone(stopped: threading.Event) -> None:
    """For the program: nobody ever says anything on its standard input."""

    def wait() -> None:
        while os.read(0, 1):
            pass
        stopped.set()

    threading.Thread(target=wait, daemon=True).start()
