"""The two ways to the database: reading, which sees one moment, and writing, which happens whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from outreach.store.faults import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine, Table
    from sqlalchemy.dialects import postgresql

BEGIN = "outreach_begin"
"""The execution option that says with which statement SQLite begins a transaction; it may be empty."""
READ, WRITE, PLAIN = "BEGIN", "BEGIN IMMEDIATE", ""
"""Reading sees one moment; writing takes the write lock before it reads; plain runs each statement by itself."""
MOST = 100_000
"""The most rows that one question is answered with."""
_IDENTITIES = 0x6F757472
"""The number of the advisory lock under which people are added and changed in PostgreSQL."""


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that only reads; raise BadInput or StoreUnavailable in place of a database error."""
    with told(engine.url), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose changes are kept when the block ends, or none of them when it raises.

    In SQLite one process writes at a time: the others wait (up to the busy timeout) before they read what they will change.
    Raises BadInput or StoreUnavailable in place of a database error.
    """
    with told(engine.url), engine.connect() as connection, connection.execution_options(**{BEGIN: WRITE}).begin():
        yield connection


@contextmanager
def plain(engine: Engine) -> Iterator[Connection]:
    """Give a connection that runs each statement by itself, for what no transaction may hold (VACUUM); errors as in `writing`."""
    options = {BEGIN: PLAIN} if engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
    with told(engine.url), engine.connect() as connection:
        yield connection.execution_options(**options)


def alone(connection: Connection) -> None:
    """Wait until nobody else adds or changes people, until the transaction ends, so that a check for doubles holds."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _IDENTITIES})


def bounded(limit: int) -> int:
    """Return a limit as any database takes it."""
    return max(0, min(limit, MOST))


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows that no row of the table stands in the way of; leave out the others."""
    if rows:
        connection.execute(_inserting(connection, table).on_conflict_do_nothing(), rows)


def _inserting(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # its dialect and its drivers' cost 20 ms and 2 MiB

    return postgresql.insert(table)
