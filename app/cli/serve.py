"""`drillbook serve`: an up-to-date library, then the web service until it is told to stop."""

import errno
import os
import signal
import socket
import sys

import click

from app.cli.library import build_with_progress
from app.cli.open_ledger import ledger_in_use
from app.cli.remind import BESIDE
from app.cli.signals import ignore_being_told_again
from app.cli.supervised import Supervised
from app.config import Settings
from app.core.errors import DrillbookError

UNENCRYPTED = (
    "DRILLBOOK_PUBLIC_URL is plain http: passwords travel unencrypted, which is for networks where "
    "nobody listens (put a proxy with a certificate in front, and name its https address)"
)
ONLY_HERE = (
    "only this machine is answered: set DRILLBOOK_PUBLIC_URL to the address that other browsers use"
)


@click.command()
def serve() -> None:
    """Serve the lessons in the browser; Ctrl-C stops it.

    Reminders are sent by a process beside it, unless DRILLBOOK_REMINDERS is `off`.

    \b
    Examples:
      drillbook serve
      DRILLBOOK_PORT=9000 drillbook serve
    """
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, _stop)
    from app.services.check_room import find_lack_of_room

    settings = Settings.from_environment(os.environ)
    address = free_address(settings.host, settings.port)
    build_with_progress(settings.content, settings.library_file)
    with ledger_in_use() as ledger:  # brought up to date, or refused, before anybody comes
        reminds = settings.reminders == "on" and not ledger.damage
        lack = find_lack_of_room(ledger)
        if lack:
            click.echo(f"drillbook: {lack.what} ({lack.remedy})", err=True)
    if not settings.is_local and not settings.is_https:
        click.echo(f"drillbook: {UNENCRYPTED}", err=True)
    if settings.answers_only_here:
        click.echo(f"drillbook: {ONLY_HERE}", err=True)
    from app.cli.web_server import web_server  # other commands need not wait for it to load

    server = web_server(settings, address)
    if reminds:
        server.beside = Supervised(BESIDE)
    server.serve()


def _stop(*_: object) -> None:
    """Until the server takes the signals over, there is nothing to finish."""
    ignore_being_told_again()
    sys.exit(0)


def free_address(host: str, port: int) -> str:
    """The host's address; asked here, since the server would share a port that is taken."""
    try:
        family, kind, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        raise _refusal(error, host, port) from None
    return str(where[0])


def _refusal(error: OSError, host: str, port: int) -> DrillbookError:
    if error.errno == errno.EADDRINUSE:
        return DrillbookError(
            f"port {port} on {host} is taken", "stop what uses it, or set DRILLBOOK_PORT"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return DrillbookError(
            f"port {port} on {host} is not allowed here", "set DRILLBOOK_PORT to 1024 or more"
        )
    return DrillbookError(
        f"this machine has no address {host!r}", "set DRILLBOOK_HOST to one that it has"
    )
