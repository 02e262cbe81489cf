"""The server under `drillbook serve`: granian, one worker, as many threads as set."""

import ipaddress
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import click
from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from app.cli.signals import ignore_being_told_again
from app.cli.supervised import Supervised
from app.config import Settings
from app.wiring import create_web_app

GRACE_SECONDS = 25  # for requests in flight; most supervisors kill after 30
POLL_SECONDS = 0.02
# Whoever writes gives way at each of its dozen statements and waits so long to go on; with
# Python's own 5 ms a fifth fewer answers were taken in a second.
SWITCH_SECONDS = 0.0005
TO_STDERR = {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"}


class WebServer(MPServer):
    """Says where it is when it answers, not before. What runs `beside` it begins after it, since
    a process with threads had better not be forked, and ends with it.
    """

    url = ""
    beside: Supervised | None = None

    def startup(self, spawn_target: Callable[..., None], target_loader: Callable[..., Any]) -> None:
        super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]
        while not (self.interrupt_signal or self.interrupt_children):
            if _answers(self.bind_addr, self.bind_port):
                click.echo(f"Drillbook is at {self.url} (Ctrl-C stops it)")
                if self.beside:
                    self.beside.start()
                return
            time.sleep(POLL_SECONDS)

    def shutdown(self, exit_code: int = 0) -> None:
        """A supervisor that tells all processes may stop the worker first; that is no failure."""
        until = time.monotonic() + GRACE_SECONDS
        if self.interrupt_signal:
            ignore_being_told_again()
        if self.beside:
            self.beside.tell_to_stop()
        try:
            super().shutdown(exit_code)  # type: ignore[no-untyped-call]
        except SystemExit:
            if not self.interrupt_signal:
                raise
        finally:
            if self.beside:
                self.beside.wait(max(0.0, until - time.monotonic()))
            ignore_being_told_again()

    def serve(self, *_: Any, **__: Any) -> None:
        super().serve(target_loader=load, wrap_loader=False)


def web_server(settings: Settings, address: str) -> WebServer:
    server = WebServer(
        "drillbook",
        address=address,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.threads,
        websockets=False,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig={"handlers": {"console": TO_STDERR, "access": TO_STDERR}},
    )
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    server.url = settings.public_url or f"http://{host}:{settings.port}"
    return server


def load() -> Flask:
    """Runs in the worker, before granian has set its own signal handlers there."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))  # nothing is served yet
        threading.Thread(target=_obey_once, daemon=True).start()
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    sys.setswitchinterval(SWITCH_SECONDS)
    return create_web_app()


def _obey_once() -> None:
    """Ctrl-C and a supervisor reach the worker and its parent, which then tells it again.

    Told twice, granian's worker hangs (seen in one of five), so it hears the first word only.
    """
    signal.sigwait({signal.SIGTERM})
    handler = signal.getsignal(signal.SIGTERM)
    if callable(handler):
        handler(signal.SIGTERM, None)


def _stop_with_parent() -> None:
    """The worker must not go on alone if its parent is killed, which else would end it at last."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_SECONDS)
        os._exit(1)


def _answers(address: str, port: int) -> bool:
    """An address that stands for all of them is asked on this machine's own."""
    if ipaddress.ip_address(address).is_unspecified:
        address = "::1" if ":" in address else "127.0.0.1"
    try:
        with socket.create_connection((address, port), timeout=1):
            return True
    except OSError:
        return False
