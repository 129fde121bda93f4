"""Batch and Review: a table is planned, run, stopped, gone on with and reviewed, by the keys alone."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from outreach.tui.bundled import Bundled
from outreach.tui.screens.batch import Batch
from outreach.tui.screens.review import Review
from outreach.tui.widgets.editor import Editor
from tests.tui.driving import LARGE, SMALL, linted, opened, play, press, text
from tests.tui.runs import run, table

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.tui.app import Interface


def _read(app: Interface) -> str:
    """Return what stands on the screen as running text."""
    return " ".join(text(app).replace("▏", " ").split())


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_table_is_planned_run_and_reviewed(size: tuple[int, int], tmp_path: Path) -> None:
    """Who would be written to and who not, the messages, one kept, one changed, one dropped; the tables say so."""
    table(tmp_path)
    session = Bundled()

    async def scene() -> None:
        async with opened(session, size, at="batch") as (app, pilot):
            assert "p plans one over a table of people" in _read(app)
            await press(pilot, "p", *"people.csv", "enter", *"read one page", "enter")
            assert "nothing was spent" in _read(app)
            assert "3 to be drafted" in _read(app)
            assert "1 too little is known" in _read(app)
            assert "Asks: read one page" in _read(app)
            await press(pilot, "r")
            assert "3 cleared" in _read(app)
            await press(pilot, "v")
            assert isinstance(app.screen, Review)
            assert "1 of 3 Ada Reed" in _read(app)
            assert "Hello Ada," in text(app)
            await press(pilot, "k")
            assert "2 of 3 Bea Stone" in _read(app)
            await press(pilot, "e", *"You owe me. ")
            await linted(pilot)
            assert "✗ Your own text does not clear yet." in text(app)
            await press(pilot, "ctrl+s")
            assert "mend what is marked first" in _read(app)
            app.screen.query_one(Editor).focus()
            await press(pilot, *["backspace"] * 12, *"Dear Bea. ")
            await linted(pilot)
            await press(pilot, "ctrl+s")
            assert "changed by you" in _read(app)
            await press(pilot, "right", "x")
            await press(pilot, "u")
            assert "nothing decided yet" in _read(app)
            await press(pilot, "x", "escape")
            assert isinstance(app.screen, Batch)

    play(scene())
    (folder,) = session.batches.runs()
    cleared, held = _rows(folder / "cleared.csv"), _rows(folder / "held.csv")
    assert [(row["name"], row["outreach review"]) for row in cleared] == [("Ada Reed", "kept"), ("Bea Stone", "edited")]
    assert "Dear Bea." in cleared[1]["outreach message"]
    assert [row["name"] for row in held] == ["Cem Field"]


def test_a_review_goes_on_where_it_was_left(tmp_path: Path) -> None:
    """What is decided is kept at once; the next review begins at the first message without a decision."""
    session = Bundled()
    run(session, tmp_path)

    async def scene() -> None:
        async with opened(session, at="batch") as (app, pilot):
            for name in ("Ada Reed", "Bea Stone"):
                await press(pilot, "v")
                assert name in text(app)
                await press(pilot, "k", "escape")

    play(scene())


def test_a_run_that_is_stopped_goes_on(tmp_path: Path) -> None:
    """Stopped before its first row it keeps everything as planned; `r` goes on, and every row ends once."""
    session = Bundled()
    planned = session.batches.plan(str(table(tmp_path)), "")
    work = session.batches.run(planned.folder, lambda _: None)
    work.stop()
    assert work.result().stopped == "you stopped it"

    async def scene() -> None:
        async with opened(session, at="batch") as (app, pilot):
            assert "3 to be drafted" in _read(app)
            await press(pilot, "r")
            assert "3 cleared" in _read(app)
            assert not app.screen.check_action("run", ())

    play(scene())
    assert len(_rows(planned.folder / "cleared.csv")) == 3


def test_a_table_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """One sentence with what to do; nothing is planned, and the fields stay open."""
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    session = Bundled()

    async def scene() -> None:
        async with opened(session, at="batch") as (app, pilot):
            for name, keys in (("nowhere.csv", ("enter",)), ("empty.csv", ("enter", *"stale", "enter"))):
                await press(pilot, "p", *name, *keys)
                assert name in _read(app).replace("▌ ", "")
                assert app.screen.focused is app.screen.query_one("#table")
                await press(pilot, "escape")
            await press(pilot, "p")
            assert app.screen.query_one("#ask", Input).value == ""
            await press(pilot, "escape")
            await press(pilot, "1", "6")
            assert "There is no run yet" in _read(app)

    play(scene())
    assert session.batches.runs() == ()


def test_a_run_that_another_process_holds_is_not_reviewed(tmp_path: Path) -> None:
    """That is one sentence, and the runs are there again."""
    session = Bundled()
    folder = run(session, tmp_path)

    async def scene() -> None:
        async with opened(session, at="batch") as (app, pilot):
            await press(pilot, "v")
            assert isinstance(app.screen, Batch)
            assert "Another process is at work" in _read(app).replace("▌ ", "")

    with session.batches.review(folder):
        play(scene())
