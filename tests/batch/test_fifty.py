"""Fifty people of one table, written to by the offline engine: no two messages read like each other."""

from __future__ import annotations

import csv
import itertools
import re
from typing import TYPE_CHECKING

import pytest

from outreach import wiring
from tests.batch.fifty import SIGN_OFF, batch

if TYPE_CHECKING:
    from pathlib import Path


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
