"""What was gathered about a person waits until somebody of the team accepts or drops it; nothing else becomes a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.naming import ids_for
from outreach.actions.values import made
from outreach.domain.fact import Fact, FactKind, Source
from outreach.errors import BadInput
from outreach.store.proposals import Waiting

if TYPE_CHECKING:
    from outreach.actions.memory import Memory
    from outreach.domain.contact import Contact

Waits = Waiting
"""A proposal that waits for a person: its number, whom it is about, and what was found."""
_CALLED = {"text": "--as"}


def waiting(memory: Memory, person: Contact, number: int) -> Waiting:
    """Return what waits about a person under a number; raise BadInput, naming the numbers there are, where nothing does."""
    there = memory.store.proposals.of(person.id)
    found = next((each for each in there if each.id == number), None)
    if found is None:
        numbers = ", ".join(str(each.id) for each in there[:20])
        remedy = f"Waiting: {numbers}." if numbers else f"`outreach contacts note {person.id}` proposes something out of a text."
        raise BadInput(f"Nothing about {person.name} waits under the number {number}.", remedy=remedy)
    return found


def accept(memory: Memory, found: Waiting, text: str | None = None, kind: FactKind | None = None) -> Fact:
    """Make what waits a fact or a need and return it; `text` says it in a person's own words (None: the words found)."""
    said = None
    if text is not None:
        said = made(Fact, {"id": "x", "text": text}, _CALLED).text
    return memory.store.proposals.accept(found.id, said, kind, memory.today)


def drop(memory: Memory, found: Waiting) -> None:
    """Drop what waits."""
    memory.store.proposals.drop(found.id)


def add_fact(memory: Memory, person: Contact, text: str, kind: FactKind, source: Source | None) -> Fact:
    """Add a fact or need in the words of whoever noted it, and return it; one that lacked a source gets it.

    Raises BadInput for one that is known already.
    """
    option = "--need" if kind is FactKind.NEED else "--fact"
    fact = fact_of(text, kind, source, option, tuple(each.id for each in person.facts))
    known = next((each for each in person.facts if each.text.casefold() == fact.text.casefold()), None)
    if known is None:
        memory.store.contacts.add_fact(person.id, fact, memory.today)
        return fact
    if known.source is not None or source is None:
        raise BadInput(f"This is known about {person.name} already.", remedy=f"See `outreach contacts show {person.id}`.")
    mended = known.model_copy(update={"source": source, "kind": kind})
    facts = tuple(mended if each.id == known.id else each for each in person.facts)
    memory.store.contacts.change(person.model_copy(update={"facts": facts}), memory.today)
    return mended


def drop_fact(memory: Memory, person: Contact, fact_id: str) -> None:
    """Drop what is known; raise BadInput, naming what there is, for an id of none."""
    memory.store.contacts.drop_fact(person.id, fact_id)


def fact_of(text: str, kind: FactKind, source: Source | None, option: str, taken: tuple[str, ...]) -> Fact:
    """Return a fact of these words with an id that is not taken; raise BadInput, naming the option, for words it cannot hold."""
    words = " ".join(text.split()[:6])
    id_ = next(id_ for id_ in ids_for(words) if id_ not in taken) if words else "fact"
    return made(Fact, {"id": id_, "text": text, "kind": kind, "source": source}, {"text": option})
