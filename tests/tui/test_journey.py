"""What a person does from the first screen to a message that is sent."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from textual.widgets import Input

from outreach.actions.init import init
from outreach.tui.bundled import Bundled
from outreach.tui.running import DraftRun
from outreach.tui.screens.compose import Compose
from outreach.tui.screens.people import People
from outreach.tui.widgets.editor import Editor
from outreach.tui.widgets.people_list import PeopleList
from tests.tui.conftest import BAD, CANARY, GOOD
from tests.tui.driving import LARGE, linted, opened, play, press, settle, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot


async def _to_nour(pilot: Pilot[None]) -> None:
    """From the people to the message to Nour."""
    await press(pilot, "slash", *"nour", "enter", "enter")


def test_from_welcome_to_a_message_that_was_sent(scripted: Callable[..., None]) -> None:
    """Welcome, search, compose, held, remedy, cleared, edit, copy, sent; and then asking is not wise for a while."""
    scripted(BAD, GOOD)

    async def scene() -> None:
        async with opened() as (app, pilot):
            assert "Try it with the bundled people" in text(app)
            await press(pilot, "t")
            assert isinstance(app.screen, People)
            await _to_nour(pilot)
            assert isinstance(app.screen, Compose)
            await press(pilot, "d")
            assert "Held, and not shown" in text(app)
            assert "copy" not in [action for action in ("copy", "save", "sent") if app.screen.check_action(action, ())]
            await press(pilot, "d")
            assert "✓ Cleared" in text(app)
            assert "my annotated list of 31 small grants" in text(app)
            await press(pilot, "e", *"You owe me. ")
            await linted(pilot)
            assert "does not clear yet" in text(app)
            await press(pilot, "f5")
            assert app.clipboard == ""
            await press(pilot, *["backspace"] * 13)
            await linted(pilot)
            assert "Your own text clears" in text(app)
            await press(pilot, "f5")
            assert app.clipboard.startswith("Subject: A list of small grants")
            await press(pilot, "escape", "i")
            assert isinstance(app.screen, People)
            assert "wait until" in " ".join(text(app).split()).replace("▏ ", "")

    play(scene())


def test_a_workspace_is_made_and_opened(tmp_path: Path) -> None:
    """`m` makes a workspace here; its people are there at once."""

    async def scene() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "m")
            await settle(pilot)
            assert (tmp_path / "outreach.yaml").is_file()
            assert "Robin Sample" in text(app)

    play(scene())


def test_a_folder_without_a_workspace_is_told(tmp_path: Path) -> None:
    """`o` asks which; a wrong one is a sentence with a next step."""

    async def scene() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "o", *"nowhere", "enter")
            assert "There is no workspace in that folder." in text(app)
            assert "or make one" in text(app)

    play(scene())


def test_what_was_begun_is_there_next_time(tmp_path: Path, scripted: Callable[..., None]) -> None:
    """The ask and the person's own words are kept in a file that nobody else may read, and an engine's are not."""
    scripted(GOOD | {"offer_id": "newsletter-feature", "fact_ids": []})
    init(tmp_path)

    async def first() -> None:
        async with opened(folder=tmp_path) as (_, pilot):
            await press(pilot, "enter")
            await press(pilot, "a", *"read one page")
            await press(pilot, "escape")

    async def second() -> None:
        async with opened(folder=tmp_path) as (app, pilot):
            await press(pilot, "3")
            assert app.screen.query_one("#ask", Input).value == "read one page"

    play(first())
    (file,) = (tmp_path / "state").rglob("*.json")
    assert file.stat().st_mode & 0o077 == 0
    assert json.loads(file.read_text(encoding="utf-8"))["ask"] == "read one page"
    play(second())


def test_versions_can_be_compared_and_undone(scripted: Callable[..., None]) -> None:
    """Another version, the one before below it, and back."""
    other = GOOD | {"subject": "31 small grants for your workshop"}
    scripted(GOOD, other)

    async def scene() -> None:
        async with opened(Bundled(), LARGE) as (app, pilot):
            await _to_nour(pilot)
            await press(pilot, "d")
            await press(pilot, "v")
            assert "31 small grants for your workshop" in text(app)
            assert "the version before" not in text(app)
            await press(pilot, "equals_sign")
            assert "the version before" in text(app)
            await press(pilot, "u")
            assert "A list of small grants for your" in text(app)

    play(scene())


def test_a_message_is_saved_once_and_never_over_another(scripted: Callable[..., None], tmp_path: Path) -> None:
    """Saving twice makes two files, each a mail that is not sent."""
    scripted(GOOD)

    async def scene() -> None:
        async with opened(Bundled()) as (_, pilot):
            await _to_nour(pilot)
            await press(pilot, "d")
            await press(pilot, "s")
            await press(pilot, "s")

    play(scene())
    assert sorted(path.name for path in tmp_path.glob("*.eml")) == ["nour-haddad-2.eml", "nour-haddad.eml"]
    assert "X-Unsent: 1" in (tmp_path / "nour-haddad.eml").read_text(encoding="utf-8")


def test_own_words_that_do_not_clear_can_be_let_stand_with_a_reason(scripted: Callable[..., None], tmp_path: Path) -> None:
    """A finding in a person's own text is waived for this message; then it can be saved."""
    scripted(GOOD)

    async def scene() -> None:
        async with opened(Bundled()) as (app, pilot):
            await _to_nour(pilot)
            await press(pilot, "d")
            await press(pilot, "e")
            app.screen.query_one(Editor).start("Hello Nour,\n\nYou owe me.\n\nMaren Tveit")
            await linted(pilot)
            await press(pilot, "escape")
            for _ in range(8):
                if "does not clear yet" not in text(app):
                    break
                await press(pilot, "w", *"so", "enter")
                await linted(pilot)
            await press(pilot, "s")

    play(scene())
    assert list(tmp_path.glob("*.eml"))


def test_drafting_is_stopped_at_once() -> None:
    """`x` stops a draft that would take for ever."""

    async def endless() -> None:
        await asyncio.sleep(3600)

    session = Bundled()
    session.draft = lambda *_: DraftRun(endless)  # type: ignore[method-assign, arg-type]

    async def scene() -> None:
        async with opened(session) as (app, pilot):
            await _to_nour(pilot)
            await pilot.press("d")
            await pilot.pause()
            assert "x stops it at once" in text(app)
            await press(pilot, "x")
            assert "Stopped." in text(app)

    play(scene())


def test_nobody_found_says_the_next_key() -> None:
    """An empty list tells how to go on."""

    async def scene() -> None:
        async with opened(Bundled()) as (app, pilot):
            await press(pilot, "slash", *"zzz")
            assert "Nobody is found for “zzz”" in text(app)
            assert app.screen.query_one(PeopleList).person is None

    play(scene())


def test_a_held_draft_shows_its_remedies_and_none_of_its_words(scripted: Callable[..., None]) -> None:
    """Rule, reason, and the key that does the remedy."""
    scripted(BAD)

    async def scene() -> None:
        async with opened(Bundled(), LARGE) as (app, pilot):
            await _to_nour(pilot)
            await press(pilot, "d")
            assert "→ " in text(app)
            assert CANARY not in text(app).lower()

    play(scene())
