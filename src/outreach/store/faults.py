"""What a database does when it cannot: one sentence and a remedy each, without the statement, its values or a password."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from outreach.errors import BadInput, OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL


class StoreUnavailable(OutreachError):
    """The database cannot do it now (locked, full, connection lost); the same may succeed later. Nothing of it was kept."""

    exit_code = 3


_SETTING = (
    ("file is not a database", "{place} is not a database of this program.", "Name another file, or put back a backup of it."),
    ("file is encrypted", "{place} is not a database of this program.", "Name another file, or put back a backup of it."),
    ("malformed", "{place} is damaged.", "Put back a backup of it."),
    ("unable to open", "{place} cannot be opened.", "Check that the folder exists and that you may write to it."),
    ("readonly", "{place} cannot be written to.", "Check that you may write to the file and to its folder."),
    ("read-only", "{place} takes no changes.", "Name the server that does, or another user."),
    ("password authentication failed", "{place} refuses this user or this password.", "Correct them in OUTREACH_DATABASE."),
    ("no password supplied", "{place} wants a password.", "Put one into OUTREACH_DATABASE."),
    ("authentication failed", "{place} refuses this user.", "Correct the user in OUTREACH_DATABASE."),
    ("no pg_hba.conf entry", "{place} lets nobody in from here.", "Ask whoever keeps the server."),
    ("permission denied", "{place} does not permit this to the user.", "Ask whoever keeps the server for the rights."),
    ("role", "{place} refuses this user.", "Correct the user in OUTREACH_DATABASE."),
    ("database", "{place} does not exist on that server.", "Create it with `createdb`, or correct its name."),
)  # fmt: skip
_PASSING = (
    ("is locked", "{place} is in use by another program.", "Close it there, or try again in a moment."),
    ("disk is full", "The disk that {place} is on is full.", "Make room and try again; nothing was lost."),
    ("no space left", "The disk that {place} is on is full.", "Make room and try again; nothing was lost."),
    ("disk i/o", "The disk that {place} is on cannot be read or written.", "Check the disk, and keep a copy of the file."),
    ("lock timeout", "{place} is in use by somebody else.", "Try again in a moment."),
    ("deadlock", "{place} was in use by somebody else at the same moment.", "Try again."),
    ("too many", "{place} has too many connections.", "Try again in a moment."),
)
_HOST = ("could not translate host name", "failed to resolve host", "name or service not known", "no address associated")


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn whatever goes wrong with the database in this block into BadInput or StoreUnavailable.

    The new error carries no statement, value, password or earlier error. Other errors pass.
    """
    fault: OutreachError | None = None
    try:
        yield
    except IntegrityError as error:
        fault = _refused(error)
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
        return f"The database {url.database}"
    return f"The database {url.database or ''} at {url.host or url.query.get('host') or 'this machine'}".replace("  ", " ")


def _refused(error: IntegrityError) -> OutreachError:
    if "append-only" in str(error.orig):
        return OutreachError("What was recorded stays recorded: the ledger and the marks are only appended to.")
    what = "Somebody else changed the same at this moment; nothing was kept."
    return StoreUnavailable(what, remedy="Look again, and try again.")


def _fault(error: SQLAlchemyError, where: str) -> OutreachError:
    """Return the sentence for an error by what the driver says."""
    said = str(error.orig).lower() if isinstance(error, DBAPIError) else ""
    if "append-only" in said:
        return OutreachError("What was recorded stays recorded: the ledger and the marks are only appended to.")
    for sign, what, remedy in _PASSING:
        if sign in said:
            return StoreUnavailable(what.format(place=where), remedy=remedy)
    if any(sign in said for sign in _HOST):
        return BadInput(f"{where} cannot be reached: there is no such host.", remedy="Correct the host in OUTREACH_DATABASE.")
    if "connection" in said or "timeout" in said or "terminating" in said:
        return _unreachable(said, where)
    for sign, what, remedy in _SETTING:
        if sign in said and (sign not in {"role", "database"} or "does not exist" in said):
            return BadInput(what.format(place=where), remedy=remedy)
    return OutreachError(f"{where} could not do this ({type(error).__name__}).", remedy="Run `outreach doctor`.")


def _unreachable(said: str, where: str) -> OutreachError:
    """Return the sentence for a connection that fails: the server's own no first, since drivers report both as one error."""
    for sign, what, remedy in _SETTING:
        if sign in said and ("fatal" in said or sign == "no pg_hba.conf entry"):
            if sign in {"role", "database"} and f'{sign} "' not in said:
                continue
            return BadInput(what.format(place=where), remedy=remedy)
    remedy = "Check that the server runs, its host and its port; then try again."
    return StoreUnavailable(f"{where} cannot be reached.", remedy=remedy)
