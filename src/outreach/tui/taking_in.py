"""Take people of contact files into the memory, so that what passes between you is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.importing import Tally, carry_out
from outreach.actions.sorting import Fate
from outreach.actions.sources import files
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.actions.memory import Memory


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
