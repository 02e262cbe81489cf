"""INSERT … ON CONFLICT, which both databases have in the same words and SQLAlchemy in two."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table) -> Any:
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


def replacing(connection: Connection, table: Table) -> Any:
    """The whole row anew, whether there was one or not."""
    row = upsert(connection, table)
    keys = [column.name for column in table.primary_key]
    rest = {each.name: row.excluded[each.name] for each in table.columns if each.name not in keys}
    return row.on_conflict_do_update(index_elements=keys, set_=rest)
