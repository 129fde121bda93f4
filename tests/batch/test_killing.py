"""Runs that are killed at moments of chance; fifty times by hand: `python -m tests.batch.killing --times 50`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.batch.killing import AT_ONCE, kill_often

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.block_network(
    allowed_hosts=["127.0.0.1", "\0", "/"]
)  # the server that forks the processes is asked by a socket file
def test_after_kills_every_row_ends_once_and_what_was_in_flight_is_reported(tmp_path: Path) -> None:
    """No row is asked for again but those in flight at a kill, and the run reports how many these were."""
    told = kill_often(tmp_path, 5, number=40, seed=20260302)
    assert told.kills == 5
    assert len(told.tables) == 40
    assert {len(tables) for tables in told.tables.values()} == {1}
    assert told.paid_twice == []
    assert told.most_lost <= AT_ONCE
    assert sum(told.runs.values()) - 40 <= sum(told.lost.values())
