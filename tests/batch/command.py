"""`outreach batch` in this process, in a workspace of its own, and the tables that it leaves."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from outreach.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TABLES = ("cleared.csv", "held.csv", "rejects.csv")


class Said(NamedTuple):
    """What a command came to: its exit code, and what it printed to standard output and to standard error."""

    code: int
    out: str
    err: str


class Batch:
    """The command in one workspace; the run lies in `runs/people`."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.chdir(place)
        self.place = place
        self._capsys = capsys

    def __call__(self, *argv: str) -> Said:
        """Run `outreach batch` with these arguments."""
        self._capsys.readouterr()
        code = main(["batch", *argv])
        captured = self._capsys.readouterr()
        return Said(code, captured.out, captured.err)

    def plan(self) -> Said:
        """Plan over people.csv, everybody offered the same."""
        return self("plan", "people.csv", "--offer", "manual")

    def rows(self) -> dict[str, list[dict[str, str]]]:
        """Return the rows of each table of the run."""
        return {name: read(self.place / "runs" / "people" / name) for name in TABLES}

    def where(self, column: str = "need") -> dict[str, list[str]]:
        """Return for each value of a column in which tables it stands, once for each row."""
        found: dict[str, list[str]] = {}
        for name, rows in self.rows().items():
            for row in rows:
                found.setdefault(row[column], []).append(name)
        return found


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table that a run wrote."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
