"""The rows that an import skipped: in their own columns, with the reason, inert, and whole or not there."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from outreach.actions.skipped import REASON, SkippedRows
from outreach.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> list[list[str]]:
    """Return the cells of a file of skipped rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_rows_keep_their_columns(tmp_path: Path) -> None:
    """Too few cells are filled up, too many stand together in the last column; formulas and escapes are inert."""
    with SkippedRows(tmp_path / "a.csv", ("Name", "Email")) as rows:
        rows.add(("=1+1", "x\x1b[2J"), "no name")
        rows.add(("Bo",), "too short")
        rows.add(("Cy", "c", "d"), "too long")
        assert not (tmp_path / "a.csv.skipped.csv").exists()
    assert read(rows.path) == [
        ["Name", "Email", REASON],
        ["'=1+1", "x[2J", "no name"],
        ["Bo", "", "too short"],
        ["Cy", "c | d", "too long"],
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv.skipped.csv"]


def test_without_a_row_there_is_no_file(tmp_path: Path) -> None:
    """Nothing is made for nothing."""
    with SkippedRows(tmp_path / "a.csv", ("Name",)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_stop_leaves_the_file_of_before(tmp_path: Path) -> None:
    """Half a file is none."""
    (tmp_path / "a.csv.skipped.csv").write_text("before", encoding="utf-8")
    rows = SkippedRows(tmp_path / "a.csv", ("Name",))
    rows.add(("Bo",), "why")
    rows.__exit__(KeyboardInterrupt)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("a.csv.skipped.csv", "before")]


def test_a_folder_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    """One sentence that names the file."""
    rows = SkippedRows(tmp_path / "no" / "a.csv", ("Name",))
    with pytest.raises(BadInput, match=r"skipped\.csv: "):
        rows.add(("Bo",), "why")
