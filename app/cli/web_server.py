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

from app.config import Settings
from app.wiring import create_web_app

GRACE_SECONDS = 25  # for requests in flight; most supervisors kill after 30
POLL_SECONDS = 0.02
TO_STDERR = {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"}


class WebServer(MPServer):
    """Says where it is when it answers, not before."""

    url = ""

    def startup(self, spawn_target: Callable[..., None], target_loader: Callable[..., Any]) -> None:
        super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]
        while not (self.interrupt_signal or self.interrupt_children):
            if _answers(self.bind_addr, self.bind_port):
                click.echo(f"Drillbook is at {self.url} (Ctrl-C stops it)")
                return
            time.sleep(POLL_SECONDS)

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
    """Runs in the worker, which must not go on alone if its parent is killed.

    Ctrl-C reaches it as well as its parent, which then asks it to stop. Told both ways at once
    granian's worker hangs (seen in one of five), so only the parent is listened to.
    """
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    return create_web_app()


def _stop_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _answers(address: str, port: int) -> bool:
    """An address that stands for all of them is asked on this machine's own."""
    if ipaddress.ip_address(address).is_unspecified:
        address = "::1" if ":" in address else "127.0.0.1"
    try:
        with socket.create_connection((address, port), timeout=1):
            return True
    except OSError:
        return False
