"""What the row of a contact says of their ledger: computed by the domain's own history, and written whenever that grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from outreach.domain.history import History
from outreach.domain.ledger import Entry, EntryKind
from outreach.store.people import CHUNK, chunks
from outreach.store.tables import contacts, ledger, promises

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Row

COLUMNS = ("written_on", "heard_on", "touched_on", "promised_on", "promises", "owed_on", "thanks", "unanswered")
"""The columns of `contacts` that derive from the ledger."""


def histories(connection: Connection, ids: Sequence[str]) -> dict[str, History]:
    """Return the history of each contact, by id: entries in the order of their days, of one day in that of recording."""
    entries: dict[str, list[Entry]] = {id_: [] for id_ in ids}
    for some in chunks(ids):
        query = select(ledger).where(ledger.c.contact_id.in_(some)).order_by(ledger.c.contact_id, ledger.c.day, ledger.c.seq)
        for row in connection.execute(query):
            entries[row.contact_id].append(to_entry(row))
    return {id_: History(entries=tuple(each)) for id_, each in entries.items()}


def to_entry(row: Row[Any]) -> Entry:
    """Return the entry of a row of `ledger`."""
    return Entry(
        id=row.id, contact_id=row.contact_id, kind=EntryKind(row.kind), words=row.words, on=row.day, by=row.who,
        offer_id=row.offer_id, message=row.message,
    )  # fmt: skip


def derive(history: History) -> dict[str, Any]:
    """Return what the columns of a contact with this history are."""
    written, heard = history.last_written, history.last_heard
    open_promises, owed = history.open_promises, history.thanks_owed
    return {
        "written_on": written,
        "heard_on": heard,
        "touched_on": max((day for day in (written, heard) if day is not None), default=None),
        "promised_on": min((entry.on for entry in open_promises), default=None),
        "promises": len(open_promises),
        "owed_on": min((entry.on for entry in owed), default=None),
        "thanks": len(owed),
        "unanswered": history.unanswered_messages,
    }


def refresh(connection: Connection, ids: Sequence[str]) -> None:
    """Write the derived columns and open promises of these contacts from their ledgers."""
    for some in chunks(ids):
        _write(connection, histories(connection, some))


def recount(connection: Connection) -> None:
    """Write the derived columns and open promises of everybody from the ledger."""
    last = ""
    while True:
        query = select(contacts.c.id).where(contacts.c.id > last).order_by(contacts.c.id).limit(CHUNK)
        ids = connection.execute(query).scalars().all()
        if not ids:
            return
        refresh(connection, ids)
        last = ids[-1]


def _write(connection: Connection, known: Mapping[str, History]) -> None:
    rows = [{"of": id_, **derive(history)} for id_, history in known.items()]
    if rows:
        connection.execute(update(contacts).where(contacts.c.id == bindparam("of")), rows)
    connection.execute(delete(promises).where(promises.c.contact_id.in_(list(known))))
    still = _promise_rows(known.values())
    if still:
        connection.execute(insert(promises), still)


def _promise_rows(known: Iterable[History]) -> list[dict[str, Any]]:
    return [
        {"entry_id": entry.id, "contact_id": entry.contact_id, "day": entry.on, "offer_id": entry.offer_id}
        for history in known
        for entry in history.open_promises
    ]
