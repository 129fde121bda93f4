"""Forget a person: every row about them goes, and only the salted mark of one who asked for it stays."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, inspect, text

from outreach.errors import OutreachError
from outreach.store.lookup import present
from outreach.store.schema import backups
from outreach.store.suppressions import ASKED, Suppression, blank_reasons, mark
from outreach.store.tables import OF_A_PERSON, contacts, forgetting
from outreach.store.transactions import alone, plain, writing

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Engine


class Forgotten(NamedTuple):
    """What is left of a forgotten person: how many marks, and places whose bytes this program could not clear.

    `residue` names files that still hold what was deleted: backups made before migrations, which a person removes, and the
    database's own files when another program held them open.
    """

    marks: int
    residue: tuple[str, ...]


def forget(engine: Engine, contact_id: str, *, leave_mark: bool, on: dt.date) -> Forgotten:
    """Erase a person. With `leave_mark`, their address and handle stay recognisable as not to be contacted.

    One who is marked already stays marked. Raises BadInput where there is no such contact.
    """
    with writing(engine) as connection:
        alone(connection)
        person = present(connection, contact_id, lock=True)
        if leave_mark:
            mark(connection, person, Suppression(reason=ASKED, on=on))
        marks = blank_reasons(connection, person)
        connection.execute(insert(forgetting).values(contact_id=contact_id))
        for table in OF_A_PERSON:
            connection.execute(delete(table).where(table.c.contact_id == contact_id))
        connection.execute(delete(contacts).where(contacts.c.id == contact_id))
        connection.execute(delete(forgetting))
    return Forgotten(marks, wipe(engine))


def wipe(engine: Engine) -> tuple[str, ...]:
    """Overwrite what the deleted rows left in files, and return which files this could not be done for."""
    if engine.dialect.name == "postgresql":
        return _wipe_postgresql(engine)
    path = Path(str(engine.url.database))
    left = [str(backup) for backup in backups(path)]
    try:
        if not _wipe_sqlite(engine):
            left.append(f"{path}-wal")
    except OutreachError:
        left += [str(path), f"{path}-wal"]
    return tuple(left)


def _wipe_sqlite(engine: Engine) -> bool:
    """Make the search index anew (it keeps words of deleted rows), rewrite the file, and empty the write-ahead log."""
    with plain(engine) as connection:
        if inspect(connection).has_table("contacts_search"):
            connection.exec_driver_sql("INSERT INTO contacts_search(contacts_search) VALUES ('rebuild')")
        connection.exec_driver_sql("VACUUM")
        return bool(connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0)


def _wipe_postgresql(engine: Engine) -> tuple[str, ...]:
    """Let the server reuse the rows' space; where that is not permitted it is left to the server's own habit."""
    with suppress(OutreachError), plain(engine) as connection:
        for table in (*OF_A_PERSON, contacts):
            connection.execute(text(f"VACUUM {table.name}"))
    return ()
