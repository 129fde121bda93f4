"""Forget a person: what would go, and then it goes, everywhere but in files that are the user's own to delete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.actions import unfinished
from outreach.batch.forgetting import forget as empty
from outreach.batch.journal import FILE as JOURNAL
from outreach.errors import BadInput
from outreach.store.keys import address_key, handle_key
from outreach.workspace import CONTACTS, RUNS, read_contact

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
    """What is left of a person: how many salted marks, and the files that still hold words about them.

    `rows` of runs were emptied, and the files in `removed` were removed from these: a run's report writes them anew.
    """

    marks: int
    files: tuple[str, ...]
    rows: int = 0
    removed: tuple[str, ...] = ()


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
    """Erase a person from the memory, from the runs of the workspace, and a message to them that was begun.

    With `mark`, an import that brings them again finds them marked as not to be contacted. Raises BadInput, before anything is
    erased, where a process is at work on a run.
    """
    emptied = [empty(folder, lambda other: _is_row_about(other, contact), _words(contact)) for folder in _runs(memory)]
    unfinished.forget(unfinished.place_for(memory.place.root), contact.id)
    gone = memory.store.contacts.forget(contact.id, mark, memory.today)
    files = (*gone.residue, *map(str, _files(memory, contact)), *(str(path) for run in emptied for path in run.files))
    removed = tuple(str(path) for run in emptied for path in run.removed)
    return Erased(gone.marks, tuple(dict.fromkeys(files)), sum(run.rows for run in emptied), removed)


def _runs(memory: Memory) -> list[Path]:
    """Return the folders of the workspace's runs; those that were planned elsewhere are not known of."""
    return sorted(path.parent for path in (memory.place.root / RUNS).glob(f"*/{JOURNAL}"))


def _is_row_about(other: Contact, contact: Contact) -> bool:
    """Tell whether a row is about a person: by address or handle, and by its id alone where it has neither."""
    if other.address is None and other.handle is None:
        return other.id == contact.id
    return _reached_alike(other, contact)


def _words(contact: Contact) -> tuple[str, ...]:
    """Return what a file about a person would hold."""
    return tuple(word for word in (contact.address, contact.handle, contact.name) if word)


def _files(memory: Memory, contact: Contact) -> tuple[Path, ...]:
    """Return the hand-written contact files that are about a person: they are the user's own, and are not deleted."""
    folder = memory.place.root / CONTACTS
    return tuple(path for path in sorted(folder.glob("*.yaml")) if _is_about(path, contact))


def _is_about(path: Path, contact: Contact) -> bool:
    try:
        other = read_contact(path)
    except BadInput:
        return path.stem == contact.id
    return other.id == contact.id or _reached_alike(other, contact)


def _reached_alike(other: Contact, contact: Contact) -> bool:
    addresses = address_key(contact.address), address_key(other.address)
    handles = handle_key(contact.handle), handle_key(other.handle)
    return any(own is not None and own == theirs for own, theirs in (addresses, handles))
