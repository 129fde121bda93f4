"""The people whom the payloads came in with, door by door; each door is gone through once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from outreach import wiring
from outreach.actions.memory import Memory
from outreach.store.store import Store
from tests.injection import doors
from tests.injection.payloads import ALL, Payload

if TYPE_CHECKING:
    from outreach.domain.brief import Brief
    from outreach.lint.linter import Linter
    from outreach.workspace import Workspace

INNOCENT = Payload(len(ALL), "innocent", "Throws pots", "Sells them on Saturdays", "")


class Came(NamedTuple):
    """A workspace, its linter, and by door the brief to each person who came through it (by the number of the payload)."""

    place: Workspace
    linter: Linter
    briefs: dict[str, dict[int, Brief]]


@pytest.fixture(scope="session")
def came(tmp_path_factory: pytest.TempPathFactory) -> Came:
    """Go through every door with every payload, and with an innocent text."""
    folder = tmp_path_factory.mktemp("injection")
    place = doors.make_workspace(folder)
    given = wiring.settings_but_the_engine(place)
    carried = (*ALL, INNOCENT)
    found = {"file": [doors.file(folder, each) for each in carried], "table": doors.table(folder, carried)}
    for door in ("note", "page"):
        with Store.open(f"sqlite:///{folder / door}.db") as store:
            doors.keep(store, carried)
            memory = Memory(store, place, given, doors.DAY)
            found[door] = [doors.note(memory, each) for each in carried] if door == "note" else list(doors.pages(memory, carried))
    numbers = {each.name: each.number for each in carried}
    briefs = {door: {numbers[each.name]: doors.brief_of(each, place) for each in people} for door, people in found.items()}
    return Came(place, wiring.linter(place, drafting=True), briefs)
