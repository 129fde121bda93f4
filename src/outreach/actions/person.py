"""One person as a whole: what is known and since when, what waits, what happened, what may be done, what could be given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.errors import BadInput
from outreach.matching import match
from outreach.standing import outlook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.actions.memory import Memory
    from outreach.domain.contact import Contact
    from outreach.domain.history import History
    from outreach.domain.standing import Standing
    from outreach.matching import Match
    from outreach.store.proposals import Waiting
    from outreach.store.suppressions import Suppression


@dataclass(frozen=True, slots=True)
class Person:
    """A contact with all that is to be seen of them.

    `noted` tells on which day each fact was noted, `messages` how many are kept, `sent` how many of these were sent; `trouble`
    says why the offers could not be read, where they could not.
    """

    contact: Contact
    noted: Mapping[str, dt.date]
    waiting: tuple[Waiting, ...]
    history: History
    standing: Standing
    suppression: Suppression | None
    fitting: tuple[Match, ...]
    messages: int
    sent: int
    trouble: str = ""


def person(memory: Memory, called: str) -> Person:
    """Return whom an id, address, handle or name means; raise BadInput where there is nobody."""
    store = memory.store
    contact = memory.person(called)
    held = store.contacts.everything(contact.id)
    history = store.ledger.of(contact.id)
    fitting, trouble = _fitting(memory, contact)
    return Person(
        contact=contact,
        noted={id_: dt.date.fromisoformat(day) for id_, day in held["noted"].items() if day},
        waiting=store.proposals.of(contact.id),
        history=history,
        standing=outlook(contact, history, memory.settings.policy, memory.today),
        suppression=store.suppressions.of(contact),
        fitting=fitting,
        messages=len(held["messages"]),
        sent=sum(message["sent_on"] is not None for message in held["messages"]),
        trouble=trouble,
    )


def _fitting(memory: Memory, contact: Contact) -> tuple[tuple[Match, ...], str]:
    """Return the offers that meet something known, or why nothing can be said of them."""
    try:
        return match(contact, memory.place.offers(), memory.today), ""
    except BadInput as error:
        return (), error.message
