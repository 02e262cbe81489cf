"""Raw SQL for the way of an answer, and for nothing else.

Measured: SQLAlchemy builds and binds its statements anew at each call, which took several times
as long as the database itself. The tables are still the ones of tables.py, on both databases.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Table


class Statement:
    """Written once with `:name`; `{among}` takes a list, `{lock}` a row of a server's.

    `{by[index]}` names the index where SQLite, which does not count values, takes the wrong one.
    """

    def __init__(self, sql: str) -> None:
        among = "IN (SELECT value FROM json_each(:among))"
        on_server = sql.format(among="= ANY(:among)", lock="FOR UPDATE OF l", by=_NoIndex())
        self._sql = {
            "sqlite": sql.format(among=among, lock="", by=_Index()),
            "postgresql": re.sub(r"(?<!:):(\w+)", r"%(\1)s", on_server),
        }

    def run(
        self, connection: Connection, values: Mapping[str, Any], among: Sequence[str] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        name = connection.dialect.name
        if among is not None:
            values = {**values, "among": json.dumps(among) if name == "sqlite" else among}
        return connection.exec_driver_sql(self._sql[name], values)

    def run_each(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        connection.exec_driver_sql(self._sql[connection.dialect.name], list(rows))


class _Index:
    """`{by[events_by_card]}` in a statement."""

    def __getitem__(self, name: str) -> str:
        return f"INDEXED BY {name}"


class _NoIndex:
    def __getitem__(self, name: str) -> str:
        return ""


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
