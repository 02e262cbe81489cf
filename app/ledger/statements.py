"""Raw SQL for the way of an answer and for choosing whom to remind, and for nothing else.

Measured: SQLAlchemy builds and binds its statements anew at each call, which took several times
as long as the database itself; on a file, even its plainest call took as long as SQLite. The
tables, the connections and the transactions are still its own, on both databases.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

VALUES = re.compile(r"VALUES \(:[^)]*\)")
MOST_ROWS = 64
# Both read them from one JSON text: [[learner_id, name], ...].
PAIRS = (
    "(SELECT json_extract(value, '$[0]') AS learner_id, json_extract(value, '$[1]') AS name "
    "FROM json_each(:{}))"
)
PAIRS_ON_SERVER = (
    "(SELECT CAST(value ->> 0 AS bigint) AS learner_id, value ->> 1 AS name "
    "FROM json_array_elements(CAST(:{} AS json)))"
)


class Statement:
    """Written once with `:name`; `{among}` takes a list, `{pairs[name]}` learners each with a name.

    `{lock}` holds a row of a server's, `{lock_free}` those that nobody else holds. `{by[index]}`
    names the index where SQLite, which does not count values, takes the wrong one, `{hex[name]}`
    is a checksum as text.

    `as_one` names the columns of one that gives many rows: SQLite then gives them as one text.
    At each row Python lets another thread go on, and two that take turns at each row come slowly
    to an end (measured: a quarter of an answer's time).
    """

    def __init__(self, sql: str, as_one: str = "") -> None:
        among = "IN (SELECT value FROM json_each(:among))"
        by, pairs, hexed = _Each("INDEXED BY {}"), _Each(PAIRS), _Each("hex({})")
        on_file = sql.format(among=among, lock="", lock_free="", by=by, pairs=pairs, hex=hexed)
        if as_one:
            on_file = f"SELECT json_group_array(json_array({as_one})) FROM ({on_file})"  # noqa: S608
        lock, by, pairs = "FOR UPDATE OF l", _Each(""), _Each(PAIRS_ON_SERVER)
        free, hexed = f"{lock} SKIP LOCKED", _Each("encode({}, 'hex')")
        on_server = sql.format(
            among="= ANY(:among)", lock=lock, lock_free=free, by=by, pairs=pairs, hex=hexed
        )
        self._as_one = bool(as_one)
        self._sql = {
            "sqlite": on_file,
            "postgresql": re.sub(r"(?<!:):(\w+)", r"%(\1)s", on_server),
        }

    def rows(
        self,
        connection: Connection,
        values: Mapping[str, Any],
        among: Sequence[str | int] | None = None,
    ) -> list[tuple[Any, ...]]:
        driver = _driver(connection)
        if driver is None:
            given = values if among is None else {**values, "among": among}
            found = connection.exec_driver_sql(self._sql["postgresql"], given)
            return list(map(tuple, found.all()))
        given = values if among is None else {**values, "among": json.dumps(among)}
        return self.rows_of_file(driver, given)

    def rows_of_file(
        self, driver: sqlite3.Connection, values: Mapping[str, Any]
    ) -> list[tuple[Any, ...]]:
        rows = driver.execute(self._sql["sqlite"], values).fetchall()
        return list(map(tuple, json.loads(rows[0][0]))) if self._as_one else rows

    def run(self, connection: Connection, *rows: Mapping[str, Any]) -> None:
        """Once for each of these."""
        driver = _driver(connection)
        if driver is None:
            connection.exec_driver_sql(self._sql["postgresql"], list(rows))
        else:
            _execute_each(driver, self._sql["sqlite"], rows)


def _execute_each(driver: sqlite3.Connection, sql: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of values as many at a time as there are, and for the same reason; in few sizes, each
    of which SQLite has to prepare."""
    names, at = _names_of_values(sql), 0
    while names and at < len(rows) - 1:
        size = 1 << (min(len(rows) - at, MOST_ROWS).bit_length() - 1)
        values = [row[name] for row in rows[at : at + size] for name in names]
        driver.execute(_of_rows(sql, len(names), size), values)
        at += size
    driver.executemany(sql, rows[at:])


@cache
def _names_of_values(sql: str) -> tuple[str, ...]:
    found = VALUES.search(sql)
    return tuple(re.findall(r":(\w+)", found[0])) if found else ()


@cache
def _of_rows(sql: str, columns: int, rows: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return VALUES.sub(f"VALUES {', '.join([row] * rows)}", sql)


class Together:
    """Many rows of a table: on a file one after the other, on a server in one way there and back.

    `{rows}` are these, in the columns of the table and with its types; it reads them from one text.
    """

    def __init__(self, table: Table, *, on_file: str, on_server: str) -> None:
        rows = f"json_populate_recordset(NULL::{table.name}, %(rows)s)"
        self._on_file = on_file
        self._on_server = on_server.format(rows=rows)

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        driver = _driver(connection)
        if driver is None:
            connection.exec_driver_sql(self._on_server, {"rows": json.dumps(rows)})
        else:
            driver.executemany(self._on_file, rows)


@contextmanager
def sent_together(connection: Connection) -> Iterator[None]:
    """A server gets in one go what is asked for no rows: each way there and back is a wait.

    What is wrong shows at the end, past SQLAlchemy, and is told as if it had come through it.
    """
    if _driver(connection) is not None:
        yield
        return
    driver: Any = connection.connection.driver_connection
    dialect, fault = connection.dialect, connection.dialect.loaded_dbapi.Error
    try:
        with driver.pipeline():
            yield
    except fault as error:
        gone = dialect.is_disconnect(error, driver, None)
        told: Any = DBAPIError.instance(
            None, None, error, fault, dialect=dialect, connection_invalidated=gone
        )
        raise told from error


def _driver(connection: Connection) -> sqlite3.Connection | None:
    """On a server, the way there and back is most of it, and SQLAlchemy may stand between."""
    if connection.dialect.name != "sqlite":
        return None
    driver: sqlite3.Connection | None = connection.connection.driver_connection
    return driver


class _Each:
    """`{by[events_by_card]}` in a statement: the name in these words."""

    def __init__(self, words: str) -> None:
        self._words = words

    def __getitem__(self, name: str) -> str:
        return self._words.format(name)


def adding(table: Table) -> str:
    names = [column.name for column in table.columns]
    places = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})"  # noqa: S608


def replacing(table: Table) -> str:
    """The whole row anew, whether there was one or not."""
    return _on_conflict(table, "{name} = excluded.{name}")


def summing(table: Table) -> str:
    """What is not key is a number, to be added to what is there."""
    return _on_conflict(table, f"{{name}} = {table.name}.{{name}} + excluded.{{name}}")


def _on_conflict(table: Table, change: str) -> str:
    keys = [column.name for column in table.primary_key]
    rest = [column.name for column in table.columns if column.name not in keys]
    changes = ", ".join(change.format(name=name) for name in rest)
    return f"{adding(table)} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changes}"
