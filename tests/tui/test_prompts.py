"""Prompts: previewed for a person, checked, copied to be changed, compared with the shipped ones, tried, by the keys alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from outreach import wiring
from outreach.actions.prompts_own import eject
from outreach.domain.draft import Usage
from outreach.trials.case import Case, Ended
from outreach.trials.kept import Kept, Tried, save
from outreach.tui.bundled import Bundled
from outreach.tui.screens import prompts
from outreach.tui.widgets.prompt_pane import PromptPane
from outreach.tui.widgets.prompts_list import PromptsList
from tests.tui.driving import LARGE, SMALL, opened, play, press, settle, text

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from outreach.tui.app import Interface


def _read(app: Interface) -> str:
    """Return what stands on the screen as running text."""
    return " ".join(text(app).replace("▏", " ").replace("║", " ").split())


def _pane(app: Interface) -> str:
    """Return all that stands in the pane, what is scrolled away too, as running text."""
    return " ".join(" ".join(str(each.render()) for each in app.screen.query_one(PromptPane).children).split())


def _own(session: Bundled, name: str) -> Path:
    """Copy a prompt into the workspace of a session."""
    return eject(wiring.prompts(session.place), name).path


def _tried(folder: Path) -> None:
    """Keep a trial of two versions over four samples."""
    ends = {"shipped": (Ended.FIRST, Ended.FIRST, Ended.REPAIRED, Ended.HELD), "yours": (Ended.FIRST,) * 4}
    versions = tuple(
        Tried(
            name=name,
            prompts={},
            cases=tuple(
                Case(
                    sample=str(at), ended=end, words=80, rules=("PRS04 rarity-words",) if end is Ended.HELD else (), usage=Usage()
                )
                for at, end in enumerate(each)
            ),
        )
        for name, each in ends.items()
    )
    when = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
    save(
        folder,
        Kept(when=when, engine="x", recorded=True, samples="s", briefs=4, repeat=1, rulebook="r", versions=versions),
    )


async def _to(app: Interface, pilot: Pilot[None], name: str) -> None:
    """Move the cursor to a prompt."""
    listed = app.screen.query_one(PromptsList)
    listed.highlighted = listed.get_option_index(name)
    await settle(pilot)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_prompt_is_shown_as_it_would_be_sent(size: tuple[int, int]) -> None:
    """For the first person, for one named, for the next, and for a sample; parts, data, tokens and the prefix are told."""

    async def scene() -> None:
        async with opened(Bundled(), size, at="prompts") as (app, pilot):
            assert "✓ draft shipped" in _read(app)
            first = app.session.people("", None, 2) if app.session is not None else ()
            assert f"For {first[0].name} by" in _pane(app)
            for said in ("SYSTEM", "USER", "voice.md, shipped", "brief: data, in part written by strangers", "are the same for"):
                assert said in _pane(app)
            await press(pilot, "c", *"nour-haddad", "enter")
            assert "For Nour Haddad by" in _pane(app)
            assert "a repair café in Malmö" in _pane(app)
            await press(pilot, "end")
            assert "small grants" in _read(app)
            await press(pilot, "escape", "c", "enter")
            assert "(a sample)" in _pane(app)
            await press(pilot, "n")
            assert f"For {first[0].name} by" in _pane(app)
            await press(pilot, "n")
            assert f"For {first[1].name} by" in _pane(app)
            await press(pilot, "c", *"nobody-here", "enter")
            assert "There is no contact 'nobody-here'" in _pane(app)

    play(scene())


def test_a_partial_is_shown_in_the_prompt_that_includes_it() -> None:
    """Nothing of it is sent alone."""

    async def scene() -> None:
        async with opened(Bundled(), LARGE, at="prompts") as (app, pilot):
            await _to(app, pilot, "partials/voice")
            assert "draft, which includes voice. For" in _pane(app)
            await press(pilot, "k")
            assert "A part that prompts include." in _pane(app)

    play(scene())


def test_a_shipped_prompt_is_copied_before_it_is_changed() -> None:
    """`e` says where it was put; where no editor can be opened that is a sentence, and the copy stays to be changed."""
    session = Bundled()
    own = session.place.prompts / "draft.md"

    async def scene() -> None:
        async with opened(session, LARGE, at="prompts") as (app, pilot):
            assert not app.screen.check_action("diff", ())
            await press(pilot, "e")
            assert own.exists()
            assert "From now on it is the one that counts." in _read(app)
            assert "Your editor cannot be opened from here. Change draft.md" in _read(app).replace("▌ ", "")
            assert "✓ draft yours" in _read(app)
            before = own.read_text(encoding="utf-8")
            await press(pilot, "e")
            assert own.read_text(encoding="utf-8") == before
            await press(pilot, "d")
            assert "prompts/draft.md says what the shipped one says." in _pane(app)

    play(scene())


def test_what_an_editor_saves_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken brace is told with its file and line, in check and preview; mended and changed, it is a difference."""
    monkeypatch.setattr(prompts, "EVERY", 0.02)
    session = Bundled()
    own = _own(session, "draft")
    right = own.read_text(encoding="utf-8")
    line = right.splitlines().index("# user") + 2

    async def until(app: Interface, pilot: Pilot[None], said: str) -> None:
        for _ in range(500):
            await pilot.pause(0.02)
            if said in _read(app):
                break
        await settle(pilot)
        assert said in _read(app)

    async def scene() -> None:
        async with opened(session, LARGE, at="prompts") as (app, pilot):
            assert "✓ draft yours" in _read(app)
            own.write_text(right.replace("# user\n", "# user\n{{ brief }\n"), encoding="utf-8")
            await until(app, pilot, "✗ draft yours")
            assert f"prompts/draft.md, line {line}" in _pane(app)
            await press(pilot, "k")
            assert f"✗ prompts/draft.md, line {line}" in _pane(app)
            own.write_text(right.replace("# user\n", "# user\nWrite warmly.\n"), encoding="utf-8")
            await until(app, pilot, "✓ draft yours")
            assert "✓ Nothing is wrong with it." in _pane(app)
            await press(pilot, "d")
            assert "+Write warmly." in _pane(app)
            assert "The shipped one has not changed since this copy was made." in _pane(app)

    play(scene())


def test_that_the_shipped_one_has_moved_on_is_told() -> None:
    """In the list, by the check, and beside the difference."""
    session = Bundled()
    own = _own(session, "voice")
    said = own.read_text(encoding="utf-8")
    digest = said.partition("digest ")[2][:12]
    own.write_text(said.replace(digest, "0123456789ab"), encoding="utf-8")

    async def scene() -> None:
        async with opened(session, LARGE, at="prompts") as (app, pilot):
            assert "✓ voice yours (behind)" in _read(app)
            await _to(app, pilot, "partials/voice")
            await press(pilot, "k")
            assert "The shipped one has moved on" in _pane(app)
            await press(pilot, "right")
            assert "it was 0123456789ab, and is" in _pane(app)

    play(scene())


def test_what_stands_beside_the_prompts_is_told() -> None:
    """A file that changes nothing is no prompt, so it is told above the list and by every check."""
    session = Bundled()
    session.place.prompts.mkdir(exist_ok=True)
    (session.place.prompts / "notes.txt").write_text("x", encoding="utf-8")

    async def scene() -> None:
        async with opened(session, LARGE, at="prompts") as (app, pilot):
            assert "Something beside the prompts is wrong" in _read(app)
            await press(pilot, "k")
            assert "✗ prompts/notes.txt: is read by nothing" in _pane(app)

    play(scene())


def test_the_last_trial_is_a_chart_with_numbers() -> None:
    """Bars, counts and ranges for each version; before any trial, what makes one."""
    session = Bundled()

    async def scene() -> None:
        async with opened(session, LARGE, at="prompts") as (app, pilot):
            await press(pilot, "t")
            assert "`outreach prompts try` compares versions" in _read(app)
            _tried(session.place.root / "tries")
            await press(pilot, "k", "t")
            assert "shipped █████░░░░░ 2 of 4: between 15% and 85%" in _read(app)
            assert "yours ██████████ 4 of 4: between 51% and 100%" in _read(app)
            assert "held: 1 by PRS04 rarity-words" in _read(app)

    play(scene())


def test_where_there_is_little_room_one_pane_is_open_at_a_time() -> None:
    """At 40 columns enter reads the prompt in place of the list, and esc goes back."""

    async def scene() -> None:
        async with opened(Bundled(), (40, 20), at="prompts") as (app, pilot):
            assert "✓ draft shipped" in _read(app)
            assert "[Preview]" not in text(app)
            await press(pilot, "enter")
            assert "[Preview]" in text(app)
            assert "✓ draft" not in _read(app)
            await press(pilot, "escape", "k")
            assert "[Check]" in text(app)
            await press(pilot, "escape")
            assert "✓ draft shipped" in _read(app)

    play(scene())
