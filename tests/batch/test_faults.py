"""A run against a server that fails in every way: 1 answer in 5, or each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.batch.command import Batch
from tests.batch.crowd import table, workspace
from tests.batch.model_server import Fault, Model, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
ROWS = 40
PASSING = (Fault.BUSY_FOR, Fault.BUSY, Fault.FAILED, Fault.DROPPED, Fault.CUT, Fault.HUNG)


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], Batch]:
    """Make a workspace that writes with the model at a URL to forty people."""

    def make(url: str, number: int = ROWS) -> Batch:
        place = workspace(tmp_path / "place", url, timeout=0.3, retries=3)
        table(place / "people.csv", number)
        return Batch(place, monkeypatch, capsys)

    # A server that asks for patience is given none here: the waits are tested where they are computed.
    monkeypatch.setattr("outreach.engines.retries.wait", lambda _error, _backoff: 0.0)
    return make


def test_one_answer_in_five_goes_wrong_and_every_row_ends_once(batch: Callable[[str], Batch]) -> None:
    """Busy, failed, dropped, hung, garbage, refused, cut off: what passes is tried again, the rest has a reason and a remedy."""
    model = Model(share=0.2, seed=7)
    with running(model) as url:
        run = batch(url)
        assert run.plan().code == 0
        said = run("run", "--at-once", "8")
        assert said.code == 1, said
        assert {fault for _, fault in model.asked} >= {"", *map(str, PASSING)}
        first = run.where()
        assert len(first) == ROWS
        assert {len(names) for names in first.values()} == {1}
        rejects = run.rows()["rejects.csv"]
        assert rejects
        assert all(row["outreach reason"].startswith("engine: ") and row["outreach remedy"] for row in rejects)
        model.share, before = 0.0, len(model.asked)
        run("resume", "--at-once", "8")
        again = {need for need, _ in model.asked[before:]}
    assert again == {row["need"] for row in rejects}
    assert {name for names in run.where().values() for name in names} <= {"cleared.csv", "held.csv"}


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.HUNG, Fault.PAGE, Fault.REFUSED])
def test_a_server_that_only_fails_stops_the_run_in_a_sentence(fault: Fault, batch: Callable[[str], Batch]) -> None:
    """The rows that it had no answer for wait for `resume`; none is lost."""
    with running(Model(share=1.0, faults=(fault,))) as url:
        run = batch(url)
        run.plan()
        said = run("run", "--at-once", "8")
    assert said.code == 3
    assert "The run stopped: the engine failed" in said.err
    assert "Traceback" not in said.err
    assert sum(map(len, run.rows().values())) == ROWS
