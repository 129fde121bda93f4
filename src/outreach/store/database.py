"""Open a database by its URL: SQLite in a file of one's own, or PostgreSQL for a team that shares one memory."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from outreach.errors import BadInput
from outreach.store.faults import told
from outreach.store.schema import bring_up_to_date
from outreach.store.transactions import BEGIN, READ

WAIT_SECONDS = 10
"""How long a writer waits for another, and how long a server may take to answer."""
_FORMS = "Use sqlite:///FILE.db or postgresql://USER@HOST/NAME."
_PRAGMAS = (
    f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    # What was acknowledged survives a power cut too; it costs one flush to disk a transaction.
    "PRAGMA synchronous = FULL",
    # What is deleted is overwritten with zeros: a person who is forgotten is gone from the file.
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -16000",
)


def open_database(url: str) -> Engine:
    """Return the database at a URL, made and brought up to date where needed.

    A new SQLite file is readable by its owner alone, and so are the files beside it. Raises BadInput for a URL, file, host, user
    or password that cannot be used and for a database of a newer program, StoreUnavailable for one that cannot be used now.
    """
    engine = connect(url)
    try:
        bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def connect(url: str) -> Engine:
    """Return the database at a URL as it is; errors as in `open_database`."""
    parsed = _parse(url)
    return _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed)


def _parse(url: str) -> URL:
    """Return the URL with the driver that is used here, and an SQLite file with its whole path."""
    scheme, _, rest = url.strip().partition("://")
    if scheme in {"sqlite", "sqlite+pysqlite"}:
        if not rest.startswith("/") or rest[1:].startswith((":memory:", "file:")) or not rest[1:].strip("/"):
            raise BadInput("The database URL names no file.", remedy="Use sqlite:///FILE.db, or sqlite:////FOLDER/FILE.db.")
        # All of the rest is the file: a path may hold the marks that a URL gives a meaning.
        return URL.create("sqlite", database=str(Path(rest[1:]).absolute()))
    if scheme not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise BadInput("The database URL is of no kind that is known here.", remedy=_FORMS)
    if find_spec("psycopg") is None:
        what = "PostgreSQL needs the package psycopg, which is not installed."
        raise BadInput(what, remedy="Install it with `pip install 'outreach[postgres]'`.")
    try:
        return make_url(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError):
        raise BadInput("The database URL cannot be read.", remedy=_FORMS) from None


def open_file(path: Path) -> Engine:
    """Return the SQLite database in a file, made where there is none, with no tables in it; BadInput as in `open_database`."""
    return _sqlite(URL.create("sqlite", database=str(path.absolute())))


def _sqlite(url: URL) -> Engine:
    _make_file(Path(str(url.database)))
    # A connection waits in the driver while another process sets up the file, before the pragmas below hold.
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_file(path: Path) -> None:
    """Make the file with mode 0600 where there is none; SQLite gives its -wal and -shm files the mode of the file."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if path.is_dir():
            raise BadInput(f"The database {path} is a folder.", remedy="Name a file in it.") from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "the name cannot be used"
        remedy = "Check that the folder exists and that you may write to it."
        raise BadInput(f"The database {path} cannot be made: {cause}.", remedy=remedy) from None


def _set_up_sqlite(connection: Any, _record: Any) -> None:  # noqa: ANN401  # a connection of the driver
    # The driver would begin transactions by itself, and too late: after the first read, when a lock is no longer sure.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    statement = connection.get_execution_options().get(BEGIN, READ)
    if statement:
        connection.exec_driver_sql(statement)


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": WAIT_SECONDS})
    except (SQLAlchemyError, ImportError, ValueError):
        raise BadInput("The database URL cannot be used.", remedy=_FORMS) from None
    event.listen(engine, "connect", _set_up_postgresql)
    with told(engine.url):
        engine.connect().close()
    return engine


def _set_up_postgresql(connection: Any, _record: Any) -> None:  # noqa: ANN401  # a connection of the driver
    connection.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    connection.execute("SET client_encoding = 'UTF8'")
    connection.commit()
