"""Gather what a text may say of a person: it is proposed in the exact words of the text, and waits for somebody to accept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.errors import BadInput
from outreach.gathering.extract import Voice, propose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.actions.memory import Memory
    from outreach.actions.proposals import Waits
    from outreach.domain.contact import Contact
    from outreach.domain.fact import Source
    from outreach.domain.proposal import Proposal


def from_text(memory: Memory, person: Contact, text: str, source: Source, *, theirs: bool) -> tuple[Waits, ...]:
    """Propose out of a text and return what waits of it; `theirs` tells that the person speaks in it, not somebody else.

    What the contact's facts quote already is left out. Raises BadInput for a text without words.
    """
    if not text.strip():
        raise BadInput("The text holds no words.", remedy="Paste what they wrote, or what you noted.")
    voice = Voice.OWN if theirs else Voice.NOTE
    return _keep(memory, person, propose(text, source, voice=voice, name=person.name))


def _keep(memory: Memory, person: Contact, found: Iterable[Proposal]) -> tuple[Waits, ...]:
    numbers = memory.store.proposals.add(person.id, found)
    waiting = {each.id: each for each in memory.store.proposals.of(person.id)}
    return tuple(waiting[number] for number in numbers if number in waiting)
