"""What the memory holds of a person before a message to them is drafted: who they are, what was, and what teammates did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.actions.conduct import without_conduct
from outreach.actions.days import spoken
from outreach.domain.contact import Resting
from outreach.domain.history import History
from outreach.domain.ledger import HEARD, Entry
from outreach.workspace import read_contact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.actions.memory import Memory
    from outreach.domain.contact import Contact
    from outreach.store.ledger import DraftNotice


@dataclass(frozen=True, slots=True)
class Recalled:
    """A person and what is remembered of them.

    `kept` is false for one who stands in a file alone (`file`): of them there is no ledger, and nothing is kept. `given` counts
    how often each offer was given or promised this month, `teammates` says in a sentence each what others of the team did lately.
    """

    contact: Contact
    kept: bool
    file: str = ""
    history: History = field(default_factory=History)
    given: Mapping[str, int] = field(default_factory=dict)
    teammates: tuple[str, ...] = ()


def recall(memory: Memory, called: str) -> Recalled:
    """Return the person whom a name means: one who is kept, else one of `contacts/NAME.yaml`, else one of a file at that path.

    Whoever asked not to be contacted rests, in a file too. Raises BadInput where there is nobody, and for mistakes in a file.
    """
    given = memory.store.ledger.given_since(memory.today.replace(day=1))
    kept = contact = memory.store.contacts.find(called)
    if contact is None:
        contact = _written(memory, called)
        kept = _same(memory, contact)
    if kept is None:
        file = f"contacts/{called}.yaml" if called in memory.place.contact_ids() else called
        return Recalled(_held_to(memory, contact), kept=False, file=file, given=given)
    if contact is not kept:
        contact = contact.model_copy(update={"id": kept.id, "resting": kept.resting or contact.resting})
    history = memory.store.ledger.of(kept.id)
    return Recalled(_held_to(memory, contact), kept=True, history=history, given=given, teammates=_teammates(memory, kept))


def _written(memory: Memory, called: str) -> Contact:
    """Return the contact of a file, by its name in the workspace or by its path."""
    path = Path(called)
    if called in memory.place.contact_ids():
        return memory.place.contact(called)
    if path.exists() or len(path.parts) > 1 or path.suffix in {".yaml", ".yml"}:
        return read_contact(path)
    if memory.store.contacts.page(limit=1):
        return memory.store.contacts.get(called)  # raises, with near names
    return memory.place.contact(called)


def _same(memory: Memory, written: Contact) -> Contact | None:
    """Return who is kept under the address, handle or id of a person in a file."""
    for key in (written.address, written.handle, written.id):
        found = memory.store.contacts.find(key) if key else None
        if found is not None:
            return found
    return None


def _held_to(memory: Memory, contact: Contact) -> Contact:
    """Return the person as a message may know them: at rest without end when they asked not to be contacted."""
    contact = without_conduct(contact)
    mark = memory.store.suppressions.of(contact)
    return contact if mark is None else contact.model_copy(update={"resting": Resting(reason=mark.reason)})


def _teammates(memory: Memory, contact: Contact) -> tuple[str, ...]:
    """Say what others of the team did with this person within the days that the policy names, the latest first."""
    days = memory.settings.policy.teammate_days
    if memory.settings.by is None or not days:
        return ()
    others = memory.store.ledger.others(contact.id, memory.settings.by, memory.today - dt.timedelta(days=days))
    done = {each.message for each in others if isinstance(each, Entry)}
    told = (each for each in others if (each.kind not in HEARD if isinstance(each, Entry) else each.id not in done))
    return tuple(dict.fromkeys(_said(each, contact) for each in told))


def _said(done: Entry | DraftNotice, contact: Contact) -> str:
    if isinstance(done, Entry):
        return f"{done.by} {done.kind} {contact.name} on {spoken(done.on)}: {done.words}"
    what = f"with the ask: {done.ask}" if done.ask else "which asks nothing"
    if done.sent_on is not None:
        return f"{done.by} wrote to {contact.name} on {spoken(done.sent_on)}, {what}"
    return f"{done.by} drafted a message to {contact.name} on {spoken(done.made_on)}, {what}"
