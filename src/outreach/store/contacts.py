"""The people that are kept: added, changed, found, listed, laid to rest and forgotten."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from outreach.domain.contact import Contact, Resting
from outreach.errors import BadInput, NotNow
from outreach.store import lookup, pages, people
from outreach.store.checked import checked
from outreach.store.everything import everything
from outreach.store.forgetting import Forgotten, forget
from outreach.store.merging import merged
from outreach.store.suppressions import held_to, suppressed
from outreach.store.tables import contacts, rests
from outreach.store.transactions import alone, bounded, reading, writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from outreach.domain.fact import Fact


class Contacts:
    """Everybody who is kept, each known by an id, an address and a handle that nobody else has."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, contact: Contact, noted: dt.date | None = None) -> None:
        """Keep a new contact, with facts noted on that day (None: on the day of their source).

        One who asked not to be contacted is kept at rest. Raises BadInput when id, address or handle is taken, saying by whom.
        """
        self.add_all([contact], noted)

    def add_all(self, several: Sequence[Contact], noted: dt.date | None = None) -> None:
        """Keep new contacts in one transaction, all of them or none; raise BadInput with everything that is taken."""
        valid = [checked(each) for each in several]
        if not valid:
            return
        with writing(self._engine) as connection:
            alone(connection)
            _free(connection, valid, new=True)
            people.add(connection, held_to(connection, valid), noted)

    def get(self, contact_id: str) -> Contact:
        """Return a contact; raise BadInput with near names where there is none."""
        with reading(self._engine) as connection:
            return lookup.present(connection, contact_id)

    def several(self, ids: Sequence[str]) -> dict[str, Contact]:
        """Return those of the contacts that are there, by id, in the order of the ids."""
        with reading(self._engine) as connection:
            return people.load(connection, ids)

    def find(self, text: str) -> Contact | None:
        """Return who has this id, address or handle (in any case), or else the only one of this name; None where nobody does."""
        with reading(self._engine) as connection:
            found = lookup.find(connection, text)
            return lookup.present(connection, found) if found is not None else None

    def same(self, contact: Contact) -> tuple[str, ...]:
        """Return the ids of those who have the address, handle or name of a contact, the surer first."""
        with reading(self._engine) as connection:
            return lookup.same(connection, contact)

    def recognised(self, several: Sequence[Contact]) -> dict[str, Contact]:
        """Return, by their own ids, those of some people who are kept under their address or handle, as they are kept."""
        with reading(self._engine) as connection:
            known = lookup.recognised(connection, several)
            kept = people.load(connection, list(dict.fromkeys(known.values())))
        return {id_: kept[kept_id] for id_, kept_id in known.items() if kept_id in kept}

    def change(self, contact: Contact, noted: dt.date | None = None) -> None:
        """Write what a contact now is over what was kept under its id; facts that are new count as noted on that day.

        Raises BadInput where there is no such contact, or when another has the address or handle.
        """
        with writing(self._engine) as connection:
            _change(connection, _held(connection, contact.id), contact, noted)

    def add_fact(self, contact_id: str, fact: Fact, noted: dt.date) -> None:
        """Add a fact that a person accepted, noted on that day; raise BadInput when its id is in use."""
        with writing(self._engine) as connection:
            add_fact(connection, contact_id, fact, noted)

    def drop_fact(self, contact_id: str, fact_id: str) -> None:
        """Drop a fact; raise BadInput where there is none of that id."""
        with writing(self._engine) as connection:
            person = lookup.present(connection, contact_id, lock=True)
            kept = tuple(fact for fact in person.facts if fact.id != fact_id)
            if len(kept) == len(person.facts):
                known = ", ".join(fact.id for fact in kept) or "none"
                raise BadInput(f"Of {person.name} no fact {fact_id!r} is known.", remedy=f"Facts: {known}.")
            people.save(connection, person.model_copy(update={"facts": kept}), None)

    def rest(self, contact_id: str, resting: Resting) -> None:
        """Let a contact rest. The rest of one who asked not to be contacted stays without end."""
        with writing(self._engine) as connection:
            person = _held(connection, contact_id)
            _change(connection, person, person.model_copy(update={"resting": resting}), None)

    def wake(self, contact_id: str, reason: str) -> None:
        """End the rest of a contact, and keep why. Raises NotNow for one who asked not to be contacted."""
        with writing(self._engine) as connection:
            person = lookup.present(connection, contact_id, lock=True)
            if suppressed(connection, [person]):
                what = f"{person.name} asked not to be contacted, and that stays so."
                raise NotNow(what, remedy="If they write to you, answer them; the program drafts nothing.")
            _note_rest(connection, contact_id, checked(Resting.model_construct(reason=reason)), woken=True)
            people.save(connection, person.model_copy(update={"resting": None}), None)

    def merge(self, contact_id: str, contact: Contact, noted: dt.date | None = None) -> Contact:
        """Add to a kept contact what another record of the same person brings, as `merging.merged` says; return the result."""
        with writing(self._engine) as connection:
            person = _held(connection, contact_id)
            return _change(connection, person, merged(person, contact), noted)

    def page(self, search: str = "", after: pages.Row | str | None = None, limit: int = 50) -> tuple[pages.Row, ...]:
        """Return the next so many people, sorted by name, that have every word of the search.

        A word of the search stands for every word that begins with it: in names, addresses, handles, roles, tags and facts.
        `after` is the last row of the page before, or its id. Raises BadInput for an id that is not there any more.
        """
        with reading(self._engine) as connection:
            return pages.page(connection, search, after, limit)

    def count(self, search: str = "") -> int:
        """Return how many people have every word of the search."""
        with reading(self._engine) as connection:
            return pages.count(connection, search)

    def iterate(self, batch: int = 1000) -> Iterator[Contact]:
        """Give everybody by id, so many read at a time, each batch as it is then."""
        last = ""
        while True:
            with reading(self._engine) as connection:
                query = select(contacts.c.id).where(contacts.c.id > last).order_by(contacts.c.id).limit(bounded(batch))
                ids = connection.execute(query).scalars().all()
                found = people.load(connection, ids)
            yield from found.values()
            if not ids:
                return
            last = ids[-1]

    def everything(self, contact_id: str) -> dict[str, Any]:
        """Return all that is held on one person, as `everything.everything` says."""
        with reading(self._engine) as connection:
            return everything(connection, contact_id)

    def forget(self, contact_id: str, mark: bool, on: dt.date | None = None) -> Forgotten:  # the one choice there is
        """Erase a person everywhere; with `mark`, leave the mark that no import gets past, dated that day (None: today)."""
        return forget(self._engine, contact_id, leave_mark=mark, on=on or dt.datetime.now(tz=dt.UTC).date())


def add_fact(connection: Connection, contact_id: str, fact: Fact, noted: dt.date) -> None:
    """Add a fact within the caller's transaction."""
    person = lookup.present(connection, contact_id, lock=True)
    fact = checked(fact)
    if any(fact.id == each.id for each in person.facts):
        raise BadInput(f"{person.name} has a fact {fact.id!r} already.", remedy="Give the new one another id.")
    people.save(connection, person.model_copy(update={"facts": (*person.facts, fact)}), noted)


def _held(connection: Connection, contact_id: str) -> Contact:
    """Return a contact whom nobody else changes now. The common lock comes first, as in forgetting: nobody waits in a circle."""
    alone(connection)
    return lookup.present(connection, contact_id, lock=True)


def _change(connection: Connection, before: Contact, after: Contact, noted: dt.date | None) -> Contact:
    """Write a contact who is held over what was kept; return them as they were written."""
    valid = checked(after)
    _free(connection, [valid], new=False)
    [held] = held_to(connection, [valid], before=[before])
    if held.resting is not None and held.resting != before.resting:
        _note_rest(connection, held.id, held.resting, woken=False)
    people.save(connection, held, noted)
    return held


def _free(connection: Connection, several: Sequence[Contact], *, new: bool) -> None:
    taken = lookup.taken(connection, several, ids=new)
    if taken:
        raise BadInput("\n".join(str(each) for each in taken), remedy="Merge the two, or correct the one.")


def _note_rest(connection: Connection, contact_id: str, resting: Resting, *, woken: bool) -> None:
    now = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    row = {"contact_id": contact_id, "at": now, "woken": woken, "reason": resting.reason, "until": resting.until}
    connection.execute(insert(rests).values(row))
