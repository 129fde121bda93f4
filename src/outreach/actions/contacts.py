"""People: add one, list them, let one rest and wake again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.actions.naming import ids_for
from outreach.errors import BadInput
from outreach.store.keys import address_key, handle_key
from outreach.store.pages import Row

if TYPE_CHECKING:
    from outreach.actions.memory import Memory
    from outreach.domain.contact import Contact, Resting
    from outreach.store.store import Store
    from outreach.store.suppressions import Suppression

Listed = Row
"""One line of a list of people, as the store gives it."""
MOST_A_PAGE = 1000
_LOOKED_THROUGH = 20_000
"""How many people one page of a tag looks through before it says how to go on."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some people by name, and the id after which the next page begins (None: that was all)."""

    rows: tuple[Row, ...]
    after: str | None


def free_id(store: Store, name: str, address: str | None, handle: str | None) -> str:
    """Return an id for a new person that nobody has."""
    return next(id_ for id_ in ids_for(name, address, handle) if not store.contacts.several([id_]))


def namesakes(memory: Memory, contact: Contact) -> tuple[Contact, ...]:
    """Return who has the same name as a new person, and another address and handle.

    Raises BadInput when the id, the address or the handle is somebody's already: then it is the same person.
    """
    ids = dict.fromkeys([*memory.store.contacts.several([contact.id]), *memory.store.contacts.same(contact)])
    others = tuple(memory.store.contacts.several(list(ids)).values())
    for other in others:
        shared = _shared(contact, other)
        if shared:
            what = f"{shared} belongs to {other.name} ({other.id}) already; nothing was added."
            remedy = f"`outreach contacts show {other.id}` shows them, `outreach contacts note {other.id}` adds to what is known."
            raise BadInput(what, remedy=remedy)
    return others


def add(memory: Memory, contact: Contact) -> tuple[Contact, Suppression | None]:
    """Keep a new person; return them as kept, and the mark of one who asked not to be contacted (they are kept at rest).

    Raises BadInput when the id, address or handle is taken.
    """
    memory.store.contacts.add(contact, memory.today)
    kept = memory.store.contacts.get(contact.id)
    return kept, memory.store.suppressions.of(kept)


def page(memory: Memory, search: str, after: str | None, limit: int, tag: str | None) -> Page:
    """Return a page of the people that have every word of a search, and the tag where one is named.

    Raises BadInput for a limit out of bounds and for an `after` that is nobody's id.
    """
    if not 1 <= limit <= MOST_A_PAGE:
        raise BadInput(f"--limit takes a number from 1 to {MOST_A_PAGE:,}.")
    if tag is None:
        rows = memory.store.contacts.page(search, after, limit + 1)
        return Page(rows[:limit], rows[limit - 1].id if len(rows) > limit else None)
    return _tagged(memory.store, f"{search} {tag}", after, limit, tag)


def _tagged(store: Store, search: str, after: str | None, limit: int, tag: str) -> Page:
    """Return a page of those who have a tag: the search finds its words anywhere, and the tags themselves decide."""
    found: list[Row] = []
    size, looked = max(limit + 1, 200), 0
    while looked < _LOOKED_THROUGH:
        rows = store.contacts.page(search, after, size)
        people = store.contacts.several([row.id for row in rows])
        for row in rows:
            if not any(tag.casefold() == each.casefold() for each in people[row.id].tags if row.id in people):
                continue
            if len(found) == limit:
                return Page(tuple(found), found[-1].id)
            found.append(row)
        if len(rows) < size:
            return Page(tuple(found), None)
        after, looked = rows[-1].id, looked + len(rows)
    return Page(tuple(found), after)


def rest(memory: Memory, called: str, reason: Resting) -> Contact:
    """Let a person rest, and return them as they then are; raise BadInput for a rest that is over already."""
    if reason.until is not None and reason.until < memory.today:
        raise BadInput("--until lies in the past.", remedy="Name the last day of the rest, or leave it out.")
    person = memory.person(called)
    memory.store.contacts.rest(person.id, reason)
    return memory.store.contacts.get(person.id)


def suppress(memory: Memory, called: str, reason: str) -> Contact:
    """Mark a person as not to be contacted, for good; raise BadInput when there is nothing to recognise them by."""
    person = memory.person(called)
    memory.store.suppressions.add(person, reason, memory.today)
    return memory.store.contacts.get(person.id)


def wake(memory: Memory, called: str, reason: str) -> Contact:
    """End a rest and return the person; raise NotNow for one who asked not to be contacted, BadInput where there is no rest."""
    person = memory.person(called)
    if person.resting is None:
        raise BadInput(f"{person.name} is not resting.")
    memory.store.contacts.wake(person.id, reason)
    return memory.store.contacts.get(person.id)


def _shared(contact: Contact, other: Contact) -> str:
    """Return in words what only one person can have and both have; nothing where that is only the name."""
    if contact.id == other.id:
        return f"The id {contact.id}"
    if contact.address and address_key(contact.address) == address_key(other.address):
        return f"The address {contact.address}"
    if contact.handle and handle_key(contact.handle) == handle_key(other.handle):
        return f"The handle {contact.handle}"
    return ""
