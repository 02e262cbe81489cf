"""The server under `drillbook serve`: granian, one worker, and threads behind its event loop."""

import asyncio
import ipaddress
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import click
from granian.constants import Interfaces, Loops, RuntimeModes
from granian.log import LogLevels
from granian.server import MPServer
from granian.server.mp import WorkerProcess

from app.cli.signals import ignore_being_told_again
from app.cli.supervised import Supervised
from app.config import Settings
from app.wiring import create_front

GRACE_SECONDS = 25  # for requests in flight; most supervisors kill after 30
POLL_SECONDS = 0.02
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
                click.echo("drillbook: the process that answers has ended by itself", err=True)
                raise
        finally:
            if self.beside:
                self.beside.wait(max(0.0, until - time.monotonic()))
            ignore_being_told_again()

    def _spawn_worker(self, *given: Any, **more: Any) -> WorkerProcess:
        worker: WorkerProcess = super()._spawn_worker(*given, **more)
        worker._watcher = partial(self._await_end, worker)  # type: ignore[method-assign]  # noqa: SLF001
        return worker

    def _await_end(self, worker: WorkerProcess) -> None:
        """Whether that is a failure only the main thread can tell, which hears the signals."""
        worker.inner.join()
        if not worker.interrupt_by_parent:
            self.interrupt_children.append(worker.idx)
            self.main_loop_interrupt.set()

    def serve(self, *_: Any, **__: Any) -> None:
        super().serve(target_loader=load, wrap_loader=False)


def web_server(settings: Settings, address: str) -> WebServer:
    server = WebServer(
        "drillbook",
        address=address,
        port=settings.port,
        interface=Interfaces.ASGINL,
        loop=Loops.asyncio,
        runtime_mode=RuntimeModes.st,
        workers=1,
        websockets=False,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig={"handlers": {"console": TO_STDERR, "access": TO_STDERR}},
    )
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    server.url = settings.public_url or f"http://{host}:{settings.port}"
    return server


def load() -> Callable[..., Any]:
    """Runs in the worker, before granian has set its own signal handlers there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent heard it too, and tells
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))  # nothing is served yet
    _hear_once(asyncio.get_event_loop())
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    return create_front()


def _hear_once(loop: asyncio.AbstractEventLoop) -> None:
    """Ctrl-C and a supervisor reach the worker and its parent, which then tells it again.

    Told twice, granian's worker may wait for itself for ever, so it hears the first word only.
    """
    told = threading.Event()
    listen = loop.add_signal_handler

    def tell(callback: Callable[..., object], *given: object) -> None:
        if not told.is_set():
            told.set()
            callback(*given)

    def listen_once(sign: int, callback: Callable[..., object], *given: object) -> None:
        listen(sign, tell, callback, *given)

    loop.add_signal_handler = listen_once  # type: ignore[method-assign,assignment]


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
