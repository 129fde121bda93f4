"""Tables of every making: rows, or one clear sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import BadInput
from outreach.gathering.csv_file import open_csv
from tests.gathering.torture import Table, tables, write

if TYPE_CHECKING:
    from pathlib import Path

TABLES = tables()


def test_the_set_is_large() -> None:
    """Each file has a name of its own, and there are many."""
    assert len({table.name for table in TABLES}) == len(TABLES) >= 40


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_ends_in_rows_or_in_one_sentence(table: Table, tmp_path: Path) -> None:
    """Sound rows have a cell for every column; faulty rows are there, with what is wrong with them."""
    path = write(table, tmp_path)
    if table.refused:
        with pytest.raises(BadInput, match=table.refused) as caught:
            open_csv(path)
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)
        return
    opened = open_csv(path)
    rows = list(opened.rows())
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert (sum(not row.fault for row in rows), sum(bool(row.fault) for row in rows)) == (table.sound, table.faulty)
    assert all(len(row.cells) == len(opened.columns) for row in rows if not row.fault)
    assert len(set(opened.columns)) == len(opened.columns)


def read(path: Path) -> list[list[str]]:
    """Return the cells of every row."""
    return [list(row.cells) for row in open_csv(path).rows()]


@pytest.mark.parametrize(
    ("name", "described", "cell"),
    [
        ("utf-8", "UTF-8, cells between semicolons, 3 columns named on line 1", "Zoë Bäcker"),
        ("utf-8 with a mark", "UTF-8, cells between semicolons, 3 columns named on line 1", "Zoë Bäcker"),
        ("utf-16 with a mark", "UTF-16, cells between semicolons, 3 columns named on line 1", "Zoë Bäcker"),
        ("cp1252", "Windows-1252 (guessed from its letters), cells between semicolons, 3 columns named on line 1", "Zoë Bäcker"),
        (
            "cp1250",
            "Windows-1250 (guessed from its letters), cells between semicolons, 2 columns named on line 1",
            "Šárka Dvořáková",
        ),
        ("cp1251", "Windows-1251 (guessed from its letters), cells between semicolons, 2 columns named on line 1", "Иван Петров"),
        ("shift jis", "cp932 (guessed from its letters), cells between commas, 2 columns named on line 1", "山田太郎"),
        ("gb18030", "gb18030 (guessed from its letters), cells between commas, 2 columns named on line 1", "王小明"),
        ("tabs", "ASCII, cells between tabs, 4 columns named on line 1", "Nour Haddad"),
        ("bars", "ASCII, cells between bars, 4 columns named on line 1", "Nour Haddad"),
        ("declared by Excel", "ASCII, cells between semicolons, 2 columns named on line 2", "A B"),
        ("no header", "ASCII, cells between commas, 3 columns without names", "Nour Haddad"),
        ("a preamble", "UTF-8, cells between commas, 7 columns named on line 4", "Nour"),
    ],
)
def test_what_was_found_is_named(name: str, described: str, cell: str, tmp_path: Path) -> None:
    """Encoding, delimiter and header are said, and the first cell reads as it was written."""
    opened = open_csv(write(next(table for table in TABLES if table.name == name), tmp_path))
    assert opened.description == described
    assert next(opened.rows()).cells[0] == cell


def test_cells_keep_what_they_hold(tmp_path: Path) -> None:
    """Line breaks, quotes and blanks inside a cell stand as they are."""
    path = tmp_path / "a.csv"
    path.write_bytes(b'name,notes\n A ,"first\nsecond\r\n ""third"""\nB,\n')
    assert read(path) == [[" A ", 'first\nsecond\r\n "third"'], ["B", ""]]


def test_rows_know_their_line(tmp_path: Path) -> None:
    """Also below a preamble, blank lines, cells of several lines and a quote that nothing closes."""
    path = tmp_path / "a.csv"
    path.write_bytes(b'Notes:\n"two\nlines"\n\nFirst Name,Last Name\nA,B\n\n"C\nC",D\nE,"F\nG,H\n')
    rows = list(open_csv(path).rows())
    assert [(row.line, row.cells, bool(row.fault)) for row in rows] == [
        (6, ("A", "B"), False),
        (8, ("C\nC", "D"), False),
        (10, ("E", '"F'), True),
        (11, ("G", "H"), False),
    ]


def test_a_faulty_row_says_what_is_wrong(tmp_path: Path) -> None:
    """In a sentence that goes on after the row."""
    path = tmp_path / "a.csv"
    path.write_bytes(b'name,email\nA,a@x.example,z\nB\nC,"c\nD,d@x.example\n')
    assert [row.fault for row in open_csv(path).rows()] == [
        "it has 3 cells where there are 2 columns",
        "it has 1 cell where there are 2 columns",
        "a quotation mark opens a cell here and nothing closes it",
        "",
    ]


def test_cells_missing_at_the_end_are_empty_with_a_remark(tmp_path: Path) -> None:
    """Excel leaves them out now and then."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"name,email,notes\nA,a@x.example\n")
    (row,) = open_csv(path).rows()
    assert (row.cells, row.fault) == (("A", "a@x.example", ""), "")
    assert row.remark == "it has 2 cells where there are 3 columns; the rest is taken as empty"


def test_columns_of_one_name_are_numbered(tmp_path: Path) -> None:
    """Every column can be named, and no two alike."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"name,email,email,email (2),,\nA,b,c,d,e,f\n")
    assert open_csv(path).columns == ("name", "email", "email (3)", "email (2)", "Column 5", "Column 6")
    assert open_csv(path).header == ("name", "email", "email", "email (2)", "", "")


@pytest.mark.parametrize("what", ["folder", "missing", "pipe", "locked"])
def test_what_is_no_file(what: str, tmp_path: Path) -> None:
    """A folder, a pipe and a file that is not there are a sentence, and nothing hangs."""
    path = tmp_path / what
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "locked":
        path.write_text("name\nA\n", encoding="utf-8")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("whoever runs the tests may read everything")
    with pytest.raises(BadInput):
        open_csv(path)


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """Whatever a file holds, it is read or refused."""
    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_bytes(raw)
    try:
        rows = list(open_csv(path).rows())
    except BadInput:
        return
    assert all(cell.encode("utf-8") is not None for row in rows for cell in row.cells)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Ten times the rows take no more than a few megabytes more."""
    script = (
        "import resource, sys; from pathlib import Path; from outreach.gathering.csv_file import open_csv\n"
        "print(sum(1 for _ in open_csv(Path(sys.argv[1])).rows()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks = []
    for count in (10_000, 100_000):
        path = tmp_path / f"{count}.csv"
        line = '"Person {0}",p{0}@x.example,"looks for a printer, and\nfor paper"\n'
        path.write_text("name,email,need\n" + "".join(line.format(number) for number in range(count)), encoding="utf-8")
        run = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)  # noqa: S603  # our own script
        rows, peak = map(int, run.stdout.split())
        assert rows == count
        peaks.append(peak)
    assert peaks[1] - peaks[0] < 8_000  # kilobytes
