"""The goodwill ledger: appended to and read. Nothing here changes or removes a row, and the database refuses it too."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, select

from outreach.domain.ledger import Entry, EntryKind
from outreach.errors import BadInput
from outreach.store.checked import checked
from outreach.store.derived import histories, recount, refresh, to_entry
from outreach.store.lookup import missing
from outreach.store.people import chunks
from outreach.store.tables import contacts, drafts, ledger, promises
from outreach.store.transactions import reading, writing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Engine

    from outreach.domain.history import History


class DraftNotice(NamedTuple):
    """That a teammate has a message in hand: kept on a day, sent or not, with the ask in it (None: it asks nothing)."""

    id: str
    by: str
    made_on: dt.date
    sent_on: dt.date | None
    ask: str | None


class Ledger:
    """What was given, asked and heard, of everybody."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, entries: Sequence[Entry]) -> None:
        """Append entries, all of them or none. An entry that is there already (by its id) is not recorded twice.

        Raises BadInput for a contact that is not kept, and for an id under which something else is recorded.
        """
        with writing(self._engine) as connection:
            append(connection, entries)

    def of(self, contact_id: str) -> History:
        """Return the history of one contact; an empty one where nothing is recorded."""
        return self.histories([contact_id])[contact_id]

    def histories(self, ids: Sequence[str]) -> dict[str, History]:
        """Return the histories of several contacts, by id."""
        with reading(self._engine) as connection:
            return histories(connection, tuple(dict.fromkeys(ids)))

    def given_since(self, day: dt.date) -> dict[str, int]:
        """Return how often each offer was given on that day or later, and with it every promise of it that is still open."""
        given = select(ledger.c.offer_id, func.count()).where(
            ledger.c.kind == EntryKind.GAVE.value, ledger.c.offer_id.is_not(None), ledger.c.day >= day
        )
        promised = select(promises.c.offer_id, func.count()).where(promises.c.offer_id.is_not(None))
        total: Counter[str] = Counter()
        with reading(self._engine) as connection:
            for query in (given.group_by(ledger.c.offer_id), promised.group_by(promises.c.offer_id)):
                total.update({str(offer): int(times) for offer, times in connection.execute(query).all()})
        return dict(total)

    def others(self, contact_id: str, by: str, since: dt.date) -> tuple[Entry | DraftNotice, ...]:
        """Return what anybody but this member of the team did with a contact on that day or later, the latest first.

        That is what the ledger says, and the messages that are kept for the contact (sent or not).
        """
        with reading(self._engine) as connection:
            done = select(ledger).where(ledger.c.contact_id == contact_id, ledger.c.day >= since).order_by(ledger.c.seq)
            entries = [to_entry(row) for row in connection.execute(done)]
            notices = _notices(connection, contact_id, since)
        found: list[Entry | DraftNotice] = [*entries, *notices]
        found = [each for each in found if _member(each.by) != _member(by)]
        return tuple(sorted(found, key=_day, reverse=True))

    def recount(self) -> None:
        """Compute anew what the rows of the contacts say of their ledgers."""
        with writing(self._engine) as connection:
            recount(connection)


def append(connection: Connection, entries: Sequence[Entry]) -> None:
    """Append entries within the caller's transaction, and keep the rows of their contacts up to date."""
    unique = _unique(entries)
    people = sorted({entry.contact_id for entry in unique})
    _lock(connection, people)
    there = _there(connection, [entry.id for entry in unique])
    _agree(unique, there)
    new = [entry for entry in unique if entry.id not in there]
    if new:
        connection.execute(insert(ledger), [_row(entry) for entry in new])
        refresh(connection, sorted({entry.contact_id for entry in new}))


def _notices(connection: Connection, contact_id: str, since: dt.date) -> Iterable[DraftNotice]:
    columns = (drafts.c.id, drafts.c.who, drafts.c.made_on, drafts.c.sent_on, drafts.c.ask)
    query = select(*columns).where(drafts.c.contact_id == contact_id, func.coalesce(drafts.c.sent_on, drafts.c.made_on) >= since)
    return [DraftNotice(*row) for row in connection.execute(query.order_by(drafts.c.id))]


def _unique(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, each once; raise BadInput when two different ones share an id."""
    first: dict[str, Entry] = {}
    entries = [checked(entry) for entry in entries]
    for entry in entries:
        first.setdefault(entry.id, entry)
    _agree(entries, first)
    return list(first.values())


def _lock(connection: Connection, people: Sequence[str]) -> None:
    """Keep the rows of these contacts for this transaction (in one order, so that nobody waits in a circle)."""
    for some in chunks(people):
        query = select(contacts.c.id).where(contacts.c.id.in_(some)).order_by(contacts.c.id).with_for_update()
        there = set(connection.execute(query).scalars())
        lacking = next((id_ for id_ in some if id_ not in there), None)
        if lacking is not None:
            raise missing(connection, lacking)


def _there(connection: Connection, ids: Sequence[str]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for some in chunks(ids):
        found |= {row.id: to_entry(row) for row in connection.execute(select(ledger).where(ledger.c.id.in_(some)))}
    return found


def _agree(entries: Iterable[Entry], there: dict[str, Entry]) -> None:
    for entry in entries:
        if there.get(entry.id, entry) != entry:
            what = f"Something else is recorded as {entry.id!r} already, and what is recorded stays."
            raise BadInput(what, remedy="Record it under an id of its own.")


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "contact_id": entry.contact_id,
        "kind": entry.kind.value,
        "words": entry.words,
        "day": entry.on,
        "who": entry.by,
        "offer_id": entry.offer_id,
        "message": entry.message,
    }


def _member(name: str) -> str:
    return " ".join(name.casefold().split())


def _day(done: Entry | DraftNotice) -> dt.date:
    return done.on if isinstance(done, Entry) else done.sent_on or done.made_on
