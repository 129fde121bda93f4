"""Which version a database has, and how it becomes one of this program: whole, once, with a backup beside an SQLite file.

Alembic is imported only when there is something to do: reading the version takes one query.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from outreach.errors import BadInput
from outreach.store.faults import StoreUnavailable, place
from outreach.store.tables import metadata
from outreach.store.transactions import reading, writing

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

VERSIONS = ("0001", "0002", "0003", "0004")
"""The versions of the scripts in `migrations/versions`, oldest first."""
VERSION_TABLE = "outreach_version"
_LOCK = 0x6F757473


def bring_up_to_date(engine: Engine, version: str = VERSIONS[-1]) -> None:
    """Apply the scripts that a database lacks, all of them or none. Other processes wait meanwhile.

    Raises BadInput when the database is of a newer program or of another one; whatever goes wrong, it stays as it was.
    """
    with reading(engine) as connection:
        if _recorded(connection) == version:
            return
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        before = _version(connection, engine)
        if before == version:
            return
        if before is not None and connection.dialect.name == "sqlite":
            back_up(Path(str(engine.url.database)), before)
        _apply(connection, version)


def backups(path: Path) -> tuple[Path, ...]:
    """Return the backups that stand beside an SQLite file, oldest version first."""
    return tuple(sorted(path.parent.glob(f"{_literal(path.name)}.backup-*")))


def back_up(path: Path, version: str) -> Path:
    """Copy a consistent state of an SQLite file beside it, readable by its owner alone, and return where."""
    target = path.with_name(f"{path.name}.backup-{version}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.backup-{version}-{number}")
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        part.replace(target)
    except (OSError, sqlite3.Error):
        part.unlink(missing_ok=True)
        what = f"{path} needs a backup before it is changed, and none could be written beside it; nothing was changed."
        raise StoreUnavailable(what, remedy="Make room on the disk, and check that you may write to the folder.") from None
    return target


def _version(connection: Connection, engine: Engine) -> str | None:
    """Return the version of a database, None for an empty one; to be asked while no other process can bring it up to date.

    Raises BadInput for a database of a newer program or of another one.
    """
    there = inspect(connection)
    if not there.has_table(VERSION_TABLE) and any(there.has_table(name) for name in metadata.tables):
        remedy = "Name another file or database; this one stays as it is."
        raise BadInput(f"In {place(engine.url)} are tables of another program.", remedy=remedy)
    version = _recorded(connection)
    if version is not None and version not in VERSIONS:
        what = f"A newer version of this program wrote {place(engine.url)} (its tables are version {version[:20]!r})."
        raise BadInput(what, remedy="Upgrade with `pip install --upgrade outreach`.")
    return version


def _recorded(connection: Connection) -> str | None:
    """Return the version that a database names; None where it names none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608  # a constant
    return version


def _apply(connection: Connection, version: str) -> None:
    from alembic.command import upgrade  # noqa: PLC0415  # slow to import, and needed once in a database's life
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    upgrade(config, version)


def _literal(name: str) -> str:
    """Return a file name for a glob pattern in which it stands for itself."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
