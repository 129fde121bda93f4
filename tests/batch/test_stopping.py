"""A run that is told to end, a second process beside it, and a disk that takes no more."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.batch.command import Batch, read
from tests.batch.crowd import table, workspace
from tests.batch.killing import PLAN, start
from tests.batch.model_server import Model, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "\0", "/"])  # "/": processes are asked for by a socket file
ROWS, AT_ONCE = 30, 4
RUN = ("batch", "run", "--at-once", str(AT_ONCE))


@pytest.fixture
def model() -> Model:
    """Return a server's model that takes a moment for each answer."""
    return Model(seconds=0.05)


@pytest.fixture
def batch(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Batch]:
    """Give a planned run over thirty rows."""
    with running(model) as url:
        place = workspace(tmp_path / "place", url, timeout=20.0, retries=0)
        table(place / "people.csv", ROWS)
        run = Batch(place, monkeypatch, capsys)
        assert run.plan().code == 0
        yield run


def at_work(batch: Batch, model: Model, requests: int) -> ForkServerProcess:
    """Return a process that has sent so many requests of the run."""
    process = start(batch.place, *RUN)
    while len(model.asked) < requests and process.is_alive():
        process.join(0.005)
    assert process.is_alive(), (batch.place / "said").read_text(encoding="utf-8")
    return process


def ended(process: ForkServerProcess) -> int | None:
    """Return the exit code of a process that comes to its end."""
    process.join(60)
    return process.exitcode


def lost(batch: Batch, folder: Path | None = None) -> int:
    """Return how many rows the journal has as lost at kills."""
    with closing(sqlite3.connect((folder or batch.place / "runs" / "people") / "journal.db")) as connection:
        return int(connection.execute("SELECT SUM(lost) FROM rows").fetchone()[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_finishes_what_is_in_flight(number: signal.Signals, batch: Batch, model: Model) -> None:
    """It says how to go on, every row stands in a table, and going on asks for no row again."""
    process = at_work(batch, model, 6)
    os.kill(process.pid or 0, number)
    assert ended(process) == 1
    said = (batch.place / "said").read_text(encoding="utf-8")
    assert "Stopping: what is in flight is finished and kept." in said
    assert "The run stopped: you stopped it. Go on: `outreach batch resume" in said
    rows = batch.rows()
    waiting = [row["need"] for row in rows["rejects.csv"] if row["outreach reason"].startswith("not-yet")]
    assert len(rows["cleared.csv"]) + len(waiting) == ROWS
    asked = [need for need, _ in model.asked]
    assert set(asked).isdisjoint(waiting)
    assert batch("resume", "--at-once", "4").code == 0
    assert sorted(need for need, _ in model.asked[len(asked) :]) == sorted(waiting)
    assert lost(batch) == 0


def test_a_second_ctrl_c_breaks_off_and_no_row_is_lost(batch: Batch, model: Model) -> None:
    """What was in flight is counted as lost, and drafted when the run goes on."""
    model.seconds = 15.0
    process = at_work(batch, model, AT_ONCE)
    os.kill(process.pid or 0, signal.SIGINT)
    while "Stopping" not in (batch.place / "said").read_text(encoding="utf-8"):
        process.join(0.005)
    os.kill(process.pid or 0, signal.SIGINT)
    assert ended(process) == 130
    assert "Broken off; what was finished is kept. Go on: `outreach batch resume" in (batch.place / "said").read_text("utf-8")
    model.seconds = 0.0
    said = batch("resume", "--at-once", "4")
    assert said.code == 0, said
    assert f"{AT_ONCE} rows were in flight when the run was killed" in said.err
    assert lost(batch) == AT_ONCE
    assert len(batch.rows()["cleared.csv"]) == ROWS


def test_a_second_process_is_told_that_one_is_at_work(batch: Batch, model: Model) -> None:
    """In a sentence, for each verb that would change the run; the first goes on."""
    process = at_work(batch, model, 1)
    for argv in (["resume"], ["run"], ["plan", "people.csv"], ["report"]):
        said = batch(*argv)
        assert said.code == 2, argv
        assert "Another process is at work on the run in" in said.err
        assert said.out == ""
    assert ended(process) == 0
    assert len(model.asked) == ROWS


def test_a_file_that_may_not_grow_further_stops_the_run_in_a_sentence(batch: Batch, model: Model) -> None:
    """As where the disk is full or a quota used up: what was judged is kept, and going on asks for no more than was in flight."""
    process = start(batch.place, *RUN, most_bytes=90_000)
    assert ended(process) == 3
    said = (batch.place / "said").read_text(encoding="utf-8")
    assert said.count("outreach: ") == 1, said
    assert "cannot be read or written" in said or "is full" in said
    _goes_on(batch, model, ("resume", "--at-once", "4"), batch.place / "runs" / "people")


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """Mount a small disk of memory on a folder while the block runs; skip the test where that is not permitted."""
    mount = shutil.which("mount")
    folder.mkdir()
    if (
        mount is None
        or subprocess.run(  # noqa: S603  # a fixed command line
            [mount, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("a small disk can only be mounted by root, where mounting is permitted")
    try:
        yield
    finally:
        subprocess.run([shutil.which("umount") or "umount", "-l", str(folder)], check=True)  # noqa: S603


def test_a_full_disk_stops_the_run_in_a_sentence_and_going_on_does_the_rest(batch: Batch, model: Model, tmp_path: Path) -> None:
    """The disk that the run lies on is filled while it is at work."""
    disk = tmp_path / "disk"
    with small_disk(disk, 1_000):
        assert batch(*PLAN[1:], "--run", str(disk / "run")).code == 0
        filler = disk / "filler"
        filler.write_bytes(b"\0" * (shutil.disk_usage(disk).free - 120_000))
        said = batch(*RUN[1:], "--run", str(disk / "run"))
        assert said.code == 3, said
        assert "is full" in said.err
        assert said.err.count("outreach: ") == 1, said.err
        filler.unlink()
        _goes_on(batch, model, ("resume", "--at-once", "4", "--run", str(disk / "run")), disk / "run")


def _goes_on(batch: Batch, model: Model, argv: tuple[str, ...], folder: Path) -> None:
    """Check that going on finishes every row, and pays twice for none but those that it reports as lost."""
    said = batch(*argv)
    assert said.code == 0, said
    rows = read(folder / "cleared.csv")
    assert len({row["need"] for row in rows}) == len(rows) == ROWS
    assert len(model.asked) - ROWS <= lost(batch, folder) <= AT_ONCE
