"""Each table of the torture set, planned and run: drafts or one clear sentence, no row lost, nothing dangerous written."""

from __future__ import annotations

import csv
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from outreach.gathering.csv_file import open_csv
from tests.batch.command import TABLES, Batch, Said
from tests.batch.crowd import workspace
from tests.batch.torture import files, places, put

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gathering.torture import Table

FILES, PLACES = files(), places()
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FORMULA = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace that writes with the offline engine; its memory stays empty, so one does for all."""
    return workspace(tmp_path_factory.mktemp("torture") / "place")


@pytest.fixture
def batch(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Batch:
    """Give the command in it."""
    return Batch(place, monkeypatch, capsys)


def is_one_sentence(said: Said) -> bool:
    """Tell whether a command said one thing that is wrong, and perhaps what to do."""
    return said.code == 2 and said.out == "" and said.err.count("outreach: ") == 1 and len(said.err.splitlines()) <= 2


@pytest.mark.parametrize("table", FILES, ids=[table.name for table in FILES])
def test_a_file_ends_in_drafts_or_one_sentence(table: Table, batch: Batch) -> None:
    """As many rows come out of the three tables as the file has."""
    path = put(table, batch.place)
    folder = batch.place / "runs" / path.stem
    planned = batch("plan", path.name, "--offer", "manual")
    assert "Traceback" not in planned.err
    assert "internal error" not in planned.err
    if planned.code:
        assert is_one_sentence(planned), planned
        return
    ran = batch("run", "--run", str(folder))
    assert ran.code in {0, 1}, ran
    written = [row for name in TABLES for row in _written(folder / name)]
    assert len(written) == sum(1 for _ in open_csv(path).rows())


@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_file_is_named_in_one_sentence(name: str, batch: Batch) -> None:
    """And nothing waits for it."""
    path = batch.place / "people.csv"
    PLACES[name](path)
    assert is_one_sentence(batch("plan", "people.csv"))
    if path.is_symlink() or path.is_fifo():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)


def _written(path: Path) -> list[list[str]]:
    """Return the rows of a table that a run wrote, its header left off, each cell of them looked at."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows:
        assert len(row) == len(rows[0])
        for cell in row:
            assert not _FORMULA.match(cell), cell[:80]
            assert not _CONTROL.search(cell), cell[:80]
    return rows[1:]
