"""Take people of contact files, and what a text says of somebody, into the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.gather import from_text
from outreach.actions.importing import Tally, carry_out
from outreach.actions.sorting import Fate
from outreach.actions.sources import files
from outreach.actions.values import made
from outreach.domain.fact import Source
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.actions.memory import Memory
    from outreach.actions.proposals import Waits
    from outreach.domain.contact import Contact

OWN_NOTES = "your notes"
"""What a text that is pasted without a word on where it is from is said to be from."""


def take_in(memory: Memory, names: Sequence[str]) -> str:
    """Import the files of these names and say what was done; raise BadInput, with the reason, when all are refused."""
    folder = memory.place.root / "contacts"
    tally = carry_out(memory, files([folder / f"{name}.yaml" for name in names], (), memory.today), Tally(), lambda _: None)
    refused = [done for done in tally.examples.get(Fate.SKIP, []) if done.reason]
    done = tally.records - tally.counts[Fate.SKIP]
    if not done:
        raise BadInput(refused[0].reason if refused else "No contact file is there.", remedy="Mend the file in contacts/.")
    said = "One person is remembered now." if done == 1 else f"{done} people are remembered now."
    return f"{said} {tally.counts[Fate.SKIP]} refused: {refused[0].reason}" if refused else said


def remember(memory: Memory, contact_id: str) -> Contact:
    """Return a person who is kept, taken in from their file where they were not; BadInput where there is nobody."""
    if memory.store.contacts.find(contact_id) is None and contact_id in memory.place.contact_ids():
        take_in(memory, [contact_id])
    return memory.person(contact_id)


def propose(memory: Memory, contact_id: str, text: str, where: str, *, theirs: bool) -> tuple[Waits, ...]:
    """Keep what a text proposes about a person, and return what of it waits; BadInput for a text without words."""
    person = remember(memory, contact_id)
    if not where.strip():
        try:
            return from_text(memory, person, text, None, own=theirs)
        except BadInput:  # it is no thread of mails, which would say itself where it is from
            where = OWN_NOTES
    source = made(Source, {"where": where, "when": memory.today}, {"where": "where it is from"})
    return from_text(memory, person, text, source, own=theirs)
