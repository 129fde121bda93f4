"""Forget a person: what would go, and then it goes, everywhere but in files that are the user's own to delete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.actions import unfinished
from outreach.errors import BadInput
from outreach.store.keys import address_key, handle_key
from outreach.workspace import CONTACTS, read_contact

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.actions.memory import Memory
    from outreach.domain.contact import Contact


@dataclass(frozen=True, slots=True)
class Held:
    """How much is held on a person, in the order in which it is told: what it is, and how often."""

    contact: Contact
    counts: tuple[tuple[str, int], ...]

    @property
    def can_be_marked(self) -> bool:
        """Tell whether there is an address or a handle to recognise them by later."""
        return bool(self.contact.address or self.contact.handle)


@dataclass(frozen=True, slots=True)
class Erased:
    """What is left of a person: how many salted marks, and the files that still hold words about them."""

    marks: int
    files: tuple[str, ...]


def held(memory: Memory, called: str) -> Held:
    """Return how much is held on whom an id, address, handle or name means; raise BadInput where there is nobody."""
    contact = memory.person(called)
    everything = memory.store.contacts.everything(contact.id)
    counts = (
        ("facts and needs", len(contact.facts)),
        ("proposals", len(everything["proposals"])),
        ("ledger entries", len(everything["ledger"])),
        ("messages", len(everything["messages"])),
        ("rests", len(everything["rests"])),
    )
    return Held(contact, counts)


def forget(memory: Memory, contact: Contact, *, mark: bool) -> Erased:
    """Erase a person from the memory, and a message to them that was begun.

    With `mark`, an import that brings them again finds them marked as not to be contacted.
    """
    unfinished.forget(unfinished.place_for(memory.place.root), contact.id)
    gone = memory.store.contacts.forget(contact.id, mark, memory.today)
    return Erased(gone.marks, (*gone.residue, *map(str, _files(memory, contact))))


def _files(memory: Memory, contact: Contact) -> tuple[Path, ...]:
    """Return the hand-written contact files that are about a person: they are the user's own, and are not deleted."""
    folder = memory.place.root / CONTACTS
    return tuple(path for path in sorted(folder.glob("*.yaml")) if _is_about(path, contact))


def _is_about(path: Path, contact: Contact) -> bool:
    try:
        other = read_contact(path)
    except BadInput:
        return path.stem == contact.id
    if other.id == contact.id:
        return True
    addresses = address_key(contact.address), address_key(other.address)
    handles = handle_key(contact.handle), handle_key(other.handle)
    return any(own is not None and own == theirs for own, theirs in (addresses, handles))
