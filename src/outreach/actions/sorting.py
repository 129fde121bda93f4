"""What becomes of each person that a file brings: added, merged into somebody who is here, as they are here already, or skipped.

Identity is the casefolded address or handle, and the id that a person gave by hand. A name alone is none: two may share it. One
who is brought with nothing but the name of somebody here is skipped, unless it brings nothing new.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from outreach.actions.naming import ids_for
from outreach.store.keys import address_key, handle_key, sort_name
from outreach.store.merging import merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.actions.sources import Brought
    from outreach.domain.contact import Contact
    from outreach.store.store import Store

_SURE = 2
"""So many may have what only one can: one the address, one the handle. The store names them first."""
_NAMESAKES = 20
"""So many people of one name are held against a record that brings a name alone."""


class Fate(StrEnum):
    """What becomes of a record."""

    ADD = "add"
    MERGE = "merge"
    SAME = "same"
    SKIP = "skip"


class Sorted(NamedTuple):
    """A record and what becomes of it.

    `contact` is the person to be added, under a free id, or what is to be merged into `into`; `reason` says why it is skipped.
    `changes` tells what a merge adds, `namesake` who has the same name as one to be added, and
    `resting` that this one asked not to be contacted and will be kept at rest.
    """

    brought: Brought
    fate: Fate
    contact: Contact | None = None
    into: Contact | None = None
    reason: str = ""
    changes: tuple[str, ...] = ()
    namesake: Contact | None = None
    resting: bool = False


def sort(store: Store, several: Sequence[Brought]) -> list[Sorted]:
    """Return what becomes of some records, no two of which are the same person (see `claims`)."""
    taken: set[str] = set()
    found: list[Sorted] = []
    free = _free_stems(store, several)
    alike = [_alike(store, each) for each in several]
    people = store.contacts.several(list(dict.fromkeys(id_ for ids in alike for id_ in ids)))
    for each, ids in zip(several, alike, strict=True):
        if each.contact is None:
            found.append(Sorted(each, Fate.SKIP, reason=each.fault))
            continue
        done = _one(each, each.contact, [people[id_] for id_ in ids if id_ in people])
        if done.fate is Fate.ADD and done.contact is not None:
            id_ = done.contact.id if each.own_id else _free_id(store, done.contact, taken, free)
            taken.add(id_)
            done = done._replace(contact=done.contact.model_copy(update={"id": id_}))
        found.append(done)
    return found


def claims(each: Brought) -> frozenset[str]:
    """Return what tells who a record is about: two records that share one of these may be the same person."""
    contact = each.contact
    if contact is None:
        return frozenset()
    address, handle = address_key(contact.address), handle_key(contact.handle)
    known = {f"address:{address}"} if address else set()
    known |= {f"handle:{handle}"} if handle else set()
    known |= {f"id:{contact.id}"} if each.own_id else set()
    return frozenset(known or {f"name:{sort_name(contact.name)}"})


def _alike(store: Store, each: Brought) -> tuple[str, ...]:
    """Return the ids of those whom a record may be about, the surer first; some of them may be nobody's."""
    contact = each.contact
    if contact is None:
        return ()
    most = _SURE if contact.address or contact.handle else _NAMESAKES
    own = (contact.id,) if each.own_id else ()
    return tuple(dict.fromkeys((*own, *store.contacts.same(contact)[:most])))


def _one(each: Brought, contact: Contact, people: Sequence[Contact]) -> Sorted:
    """Return what becomes of a record, held against the people whom it may be about, the surer first."""
    sure = [other for other in people if _is_same(contact, other, own_id=each.own_id)]
    if len(sure) > 1:
        names = " and ".join(f"{other.name} ({other.id})" for other in sure[:2])
        return Sorted(each, Fate.SKIP, reason=f"it has what is known of two people, {names}: say who it is")
    if sure:
        return _merge(each, contact, sure[0])
    if contact.address or contact.handle or each.own_id or not people:
        return Sorted(each, Fate.ADD, contact=contact, namesake=people[0] if people else None)
    for other in people:
        same = _merge(each, contact, other)
        if same.fate is Fate.SAME:
            return same
    who = f"{people[0].name} ({people[0].id})"
    return Sorted(each, Fate.SKIP, reason=f"{who} has this name, and no address or handle tells whether it is the same person")


def _merge(each: Brought, contact: Contact, other: Contact) -> Sorted:
    """Return the merge into somebody who is here; what would leave a broken record is skipped."""
    try:
        after = merged(other, contact)
    except ValueError:
        return Sorted(each, Fate.SKIP, reason=f"it cannot be merged into {other.name} ({other.id})")
    changes = _changes(other, after)
    return Sorted(each, Fate.MERGE if changes else Fate.SAME, contact=contact, into=other, changes=changes)


def _changes(before: Contact, after: Contact) -> tuple[str, ...]:
    """Return in a few words each what a merge adds."""
    plain = ("greeting", "address", "handle", "role")
    changes = [f"{name} {value}" for name in plain if (value := getattr(after, name)) != getattr(before, name)]
    if after.resting != before.resting and after.resting is not None:
        changes.append(f"a rest ({after.resting.reason})")
    changes += [f"tag {tag}" for tag in after.tags[len(before.tags) :]]
    changes += [f"{fact.kind} “{fact.text}”" for fact in after.facts[len(before.facts) :]]
    return tuple(changes)


def _is_same(contact: Contact, other: Contact, *, own_id: bool) -> bool:
    address, handle = address_key(contact.address), handle_key(contact.handle)
    if own_id and contact.id == other.id:
        return True
    return (address is not None and address == address_key(other.address)) or (
        handle is not None and handle == handle_key(other.handle)
    )


def _free_stems(store: Store, several: Sequence[Brought]) -> set[str]:
    """Return which of the plainest ids for these people nobody has, asked for all of them at once."""
    stems = {next(ids_for(each.contact.name, each.contact.address, each.contact.handle)) for each in several if each.contact}
    return stems - set(store.contacts.several(sorted(stems)))


def _free_id(store: Store, contact: Contact, taken: set[str], free: set[str]) -> str:
    """Return an id that nobody has, kept or among those sorted with this one."""
    for id_ in ids_for(contact.name, contact.address, contact.handle):
        if id_ not in taken and (id_ in free or not store.contacts.several([id_])):
            return id_
    raise AssertionError  # ids_for never ends
