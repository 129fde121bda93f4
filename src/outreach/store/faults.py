"""What a database does when it cannot: one sentence and a remedy each, without the statement, its values or a password.

Drivers tell most failures apart by their words alone: SQLite has one error for a full disk and a lock, and a server that refuses
a user and a host that does not exist both come as a failed connection.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from outreach.errors import BadInput, OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL


class StoreUnavailable(OutreachError):
    """The database cannot do it now (locked, full, connection lost); the same may succeed later. Nothing of it was kept."""

    exit_code = 3


class _Fault(NamedTuple):
    """What a driver says (a pattern), the error it becomes, its sentence about the place, and the remedy."""

    said: str
    error: type[OutreachError]
    what: str
    remedy: str


_FAULTS = (
    _Fault(r"append-only", OutreachError, "What was recorded stays recorded: this part of {place} is only appended to", ""),
    _Fault(r"not a database|is encrypted", BadInput, "{place} is not a database of this program", "Name another file."),
    _Fault(r"malformed", BadInput, "{place} is damaged", "Put back a backup of it."),
    _Fault(r"unable to open", BadInput, "{place} cannot be opened", "Check its folder, and that you may write there."),
    _Fault(r"readonly", BadInput, "{place} cannot be written to", "Check your rights to the file and its folder."),
    _Fault(r"read-only", BadInput, "{place} takes no changes", "Name the server that does, or another user."),
    _Fault(r"is locked|lock timeout|deadlock", StoreUnavailable, "{place} is in use elsewhere", "Try again in a moment."),
    _Fault(r"locking protocol", BadInput, "{place} lies where files cannot be locked", "Put it on a disk of this machine."),
    _Fault(
        r"is full|no space left", StoreUnavailable, "The disk of {place} is full", "Make room and try again; nothing was lost."
    ),
    _Fault(r"disk i/o", StoreUnavailable, "The disk of {place} cannot be read or written", "Check the disk, and copy the file."),
    _Fault(r"no password|password authentication", BadInput, "{place} refuses this user or password", "Correct them in its URL."),
    _Fault(r"pg_hba|authentication failed", BadInput, "{place} does not let this user in", "Ask whoever keeps the server."),
    _Fault(r'role "[^"]*" does not exist', BadInput, "{place} does not know this user", "Correct the user in its URL."),
    _Fault(r'database "[^"]*" does not exist', BadInput, "{place} is not there", "Make it with `createdb`, or correct its name."),
    _Fault(r"permission denied", BadInput, "{place} does not permit this to the user", "Ask whoever keeps the server."),
    _Fault(r"too many (clients|connections)", StoreUnavailable, "{place} has no connection left", "Try again in a moment."),
    _Fault(
        r"translate host|resolve host|not known", BadInput, "{place} has a host that does not exist", "Correct it in its URL."
    ),
    _Fault(r"connection|timeout|terminating", StoreUnavailable, "{place} cannot be reached", "Check that the server runs."),
)


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn whatever goes wrong with the database in this block into BadInput, StoreUnavailable or another OutreachError.

    The new error carries no statement, value, password or earlier error. Other errors pass.
    """
    fault: OutreachError | None = None
    try:
        yield
    except SQLAlchemyError as error:
        fault = _fault(error, place(url))
    except ValidationError as error:
        what = f"A record in {place(url)} is not as this program writes them ({error.title})."
        fault = OutreachError(what, remedy="Put back a backup, or correct the record by hand.")
    if fault is not None:
        raise fault from None


def place(url: URL) -> str:
    """Return how a database is called in a sentence: its file, or its name and host, never a user or a password."""
    if url.get_backend_name() == "sqlite":
        return f"the database {url.database}"
    host = url.host or url.query.get("host") or "this machine"
    return f"the database {url.database or ''} at {host}".replace("  ", " ")


def _fault(error: SQLAlchemyError, where: str) -> OutreachError:
    """Return the sentence for an error by what the driver says."""
    said = str(error.orig).lower() if isinstance(error, DBAPIError) else ""
    for fault in _FAULTS:
        if re.search(fault.said, said):
            what = fault.what.format(place=where)
            return fault.error(f"{what[0].upper()}{what[1:]}.", remedy=fault.remedy)
    if isinstance(error, IntegrityError):
        return StoreUnavailable("Somebody else changed the same at this moment; nothing was kept.", remedy="Try again.")
    what = f"{where[0].upper()}{where[1:]} could not do this ({type(error).__name__})."
    return OutreachError(what, remedy="Run `outreach doctor`.")
