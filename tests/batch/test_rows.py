"""The rows of a table as people: a day that nobody can tell is no day that a message may name."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from outreach.batch.rows import people
from outreach.gathering.columns import map_columns
from outreach.gathering.csv_file import open_csv

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(("written", "read"), [("2026-10-12", True), ("", True), ("31/02/26ish", False), ("2027-08-01", False)])
def test_a_date_that_cannot_be_told_or_is_still_to_come_leaves_the_row_out(written: str, read: bool, tmp_path: Path) -> None:
    """With the reason; a row without a date is as old as the list."""
    path = tmp_path / "people.csv"
    row = f"Ada Reed,ada@people.example,Is looking for a welder,her blog,{written}"
    path.write_text(f"name,email,need,source,date\n{row}\n", encoding="utf-8")
    table = open_csv(path)
    (person,) = people(table, map_columns(table), DAY)
    assert (person.contact is not None) is read
    assert read or "its date cannot be told for sure" in person.fault
