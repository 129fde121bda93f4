"""Hostile names, notes and files: whatever comes out of `outreach contacts` commands no terminal and no spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

pytestmark = pytest.mark.usefixtures("place")

HOSTILE = "Mal\x1b[31m\u202elory \u2066<b>=cmd|' /C calc'!A0</b> [red]x[/red]"
COMMANDING = {"\x1b", "\u202e", "\u2066", "\x07"}


def test_hostile_words_command_nothing(cli: Callable[..., Ran]) -> None:
    """Escapes and direction marks come out of no verb; markup and formulas are plain text."""
    ran = cli("contacts", "add", HOSTILE, "--id", "mal", "--handle", HOSTILE, "--role", HOSTILE, "--tag", HOSTILE)
    assert ran.code == 0, ran.err
    note = f"Runs a shop {HOSTILE}."
    for argv in (
        ("note", "mal", note, "--where", HOSTILE),
        ("note", "mal", "--need", note, "--where", HOSTILE),
        ("rest", "mal", "--reason", HOSTILE),
        ("list",),
        ("list", HOSTILE),
        ("list", "--format", "json"),
        ("show", "mal"),
        ("show", "mal", "--format", "json"),
        ("rank",),
        ("export", "mal"),
        ("show", HOSTILE + "x"),
        ("forget", "mal", "--yes"),
    ):
        ran = cli("contacts", *argv)
        assert not COMMANDING & set(ran.out + ran.err), argv
        assert ran.code in {0, 2}, argv


def test_a_hostile_table_is_inert(cli: Callable[..., Ran]) -> None:
    """Formulas, escapes, a megabyte in one cell: skipped or kept, printed without commands, given back without formulas."""
    rows = [
        ("Name", "Email", "Notes"),
        ("=HYPERLINK(1)", "+1@x.example", "@SUM(A1)"),
        ("Bo \x1b\x07Li", "bo@li.example", "\u202eLooks for a booker for the spring tour."),
        ("Cy Berg", "not an address", "-2+3"),
        ("Dee Fox", "dee@fox.example", "x" * 1_000_000),
        ("../../etc/passwd", "path@x.example", ""),
    ]
    with Path("bad.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    ran = cli("contacts", "import", "bad.csv", "--all", "--yes")
    assert ran.code == 0, ran.err
    assert not COMMANDING & set(ran.out + ran.err)
    skipped = Path("bad.csv.skipped.csv").read_text(encoding="utf-8-sig")
    assert not COMMANDING & set(skipped)
    cells = [cell for row in csv.reader(skipped.splitlines()) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert not COMMANDING & set(cli("contacts", "list").out)
    assert "Bo" in cli("contacts", "show", "bo@li.example").out


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"Name,Email\n", b"\xff\xfe", b"%PDF-1.7 x", b"just words"])
def test_a_file_that_holds_no_people_is_told(cli: Callable[..., Ran], content: bytes) -> None:
    """One sentence, exit code 2, whatever it is."""
    Path("odd.csv").write_bytes(content)
    ran = cli("contacts", "import", "odd.csv", "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert "odd.csv" in ran.err
    assert "Traceback" not in ran.err
