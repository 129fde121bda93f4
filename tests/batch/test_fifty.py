"""Fifty people of one table, written to by the offline engine: no two messages read like each other."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING

import pytest

from outreach import wiring
from outreach.actions.batch import asked, plan, prepare, run
from outreach.actions.memory import Memory
from outreach.domain.size import Size
from tests.batch import fifty

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.actions.batch import Ran

SETTINGS = """\
sender:
  name: Maren Tveit
  role: Host of Slow Repair, a podcast about mending things
engine:
  name: offline
"""
SIGN_OFF = "Best wishes,\nMaren Tveit\nHost of Slow Repair, a podcast about mending things"


def batch(folder: Path, offers: int, *, asks: bool) -> Ran:
    """Plan and run the table of fifty in a workspace with so many offers."""
    (folder / "outreach.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "offers.yaml").write_text(fifty.offers(offers), encoding="utf-8")
    place = wiring.required_workspace(folder)
    settings = wiring.settings(place)
    with wiring.store(place, settings) as store:
        memory = Memory(store, place, settings, dt.date(2026, 11, 24))
        tools = wiring.batch(place, settings, None)
        wanted = asked(tools, ask=None, size=Size.SMALL, offer_id=None, channel=None)
        table, job = prepare(memory, fifty.table(folder / "people.csv", offers, asks=asks), [], wanted)
        plan(memory, table, job, folder / "run", tools.library)
        return asyncio.run(run(memory, folder / "run", tools, lambda _: None))


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of five words of a text."""
    words = re.findall(r"[\w'\u2019]+", text.lower())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


@pytest.mark.parametrize("asks", [False, True])
@pytest.mark.parametrize("offers", [1, 2, 5])
def test_fifty_messages_do_not_read_like_each_other(tmp_path: Path, offers: int, asks: bool) -> None:
    """No two share their first sentence, and none shares a fifth of its five-word runs with another; at most two are held for it.

    What the sender says to all (the offer's title and detail, the ask, the sign-off) is the same by intent and left out.
    """
    ran = batch(tmp_path, offers, asks=asks)
    with (tmp_path / "run" / "cleared.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(ran.rows.values()) == 50
    assert ran.tables["rejects.csv"] == 0
    assert len(rows) >= 48
    texts = [row["outreach message"].partition("\n\n")[2] for row in rows]
    openers = {re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0] for text in texts}
    assert len(openers) == len(rows)
    given = {offer.id: runs(offer.title) | runs(offer.detail or "") for offer in wiring.required_workspace(tmp_path).offers()}
    own = [
        runs(text) - given[row["outreach offer"]] - runs(row.get("ask") or "") - runs(SIGN_OFF)
        for row, text in zip(rows, texts, strict=True)
    ]
    assert max(len(one & other) / min(len(one), len(other)) for one, other in itertools.combinations(own, 2)) < 0.2
