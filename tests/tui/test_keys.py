"""Every key of the table does what the table says, and no screen has a key that the table does not know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach.tui import keys
from outreach.tui.app import Interface
from outreach.tui.bundled import Bundled
from outreach.tui.screens.batch import Batch
from outreach.tui.screens.compose import Compose
from outreach.tui.screens.help import Help
from outreach.tui.screens.notes import Notes
from outreach.tui.screens.offer import Offer
from outreach.tui.screens.offers import Offers
from outreach.tui.screens.people import People
from outreach.tui.screens.prompts import Prompts
from outreach.tui.screens.review import Review
from outreach.tui.screens.rules import Rules
from outreach.tui.screens.today import Today
from outreach.tui.screens.welcome import Welcome
from outreach.tui.widgets.proposals_list import ProposalsList
from tests.tui.driving import opened, play, press, settle, text
from tests.tui.runs import run

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from outreach.tui.screens.base import Framed

SCREENS: dict[str, type[Framed]] = {
    "welcome": Welcome,
    "today": Today,
    "people": People,
    "notes": Notes,
    "compose": Compose,
    "offers": Offers,
    "offer": Offer,
    "rules": Rules,
    "batch": Batch,
    "prompts": Prompts,
    "review": Review,
}
OVER = {"notes": "people", "offer": "offers", "review": "batch"}
"""The screens that are opened from a main screen, and from which."""


def _place(screen: str) -> str:
    """Return the main screen that a screen is, or is opened from."""
    return OVER.get(screen, screen)


def _session(screen: str, folder: Path) -> Bundled | None:
    """Return the session that a screen is opened on: a review needs a run."""
    session = Bundled()
    if screen == "review":
        run(session, folder)
    return session if screen != "welcome" else None


async def _over(app: Interface, pilot: Pilot[None], screen: str) -> None:
    """Open what is opened from a main screen, with the focus in no field."""
    if screen == "notes":
        await press(pilot, "p")
        app.screen.query_one(ProposalsList).focus()
    elif screen == "offer":
        await press(pilot, "n")
    elif screen == "review":
        await press(pilot, "v")


def test_every_screen_of_the_table_is_there() -> None:
    """The places and the screens of the actions are the screens there are."""
    assert {action.screen for action in keys.ACTIONS} == {*SCREENS, keys.EVERYWHERE}
    assert {place.name for place in keys.PLACES} == set(SCREENS) - {"welcome", *OVER}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_has_two_meanings_on_a_screen(screen: str) -> None:
    """A key of a screen is no key of everywhere, and none of another action of it."""
    used = [key for action in keys.of(screen) for key in action.keys]
    assert len(used) == len(set(used))


@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_of_a_screen_does_its_action(screen: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each key is pressed, with the focus in no field, and its action runs, that one and no other."""
    done: list[str] = []
    for action in keys.ACTIONS:
        if action.screen == screen:
            monkeypatch.setattr(SCREENS[screen], f"action_{action.name}", lambda _, name=action.name: done.append(name))
    monkeypatch.setattr(SCREENS[screen], "check_action", lambda *_: True)

    session = _session(screen, tmp_path)

    async def scene() -> None:
        async with opened(session, at=_place(screen)) as (app, pilot):
            await _over(app, pilot, screen)
            for action in keys.ACTIONS:
                for key in action.keys if action.screen == screen else ():
                    done.clear()
                    await pilot.press(key)
                    await pilot.pause()
                    assert done == [action.name], key

    play(scene())


def test_every_key_of_everywhere_does_its_action(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys that work on all screens."""
    done: list[str] = []
    plain = [action for action in keys.ACTIONS if action.screen == keys.EVERYWHERE]
    for name in {action.name.removeprefix("app.").partition("(")[0] for action in plain}:
        monkeypatch.setattr(Interface, f"action_{name}", lambda _, *given, name=name: done.append("".join((name, *given))))

    async def scene() -> None:
        async with opened(Bundled()) as (_, pilot):
            for action in plain:
                for key in action.keys:
                    done.clear()
                    await pilot.press(key)
                    await pilot.pause()
                    assert done == [action.name.removeprefix("app.").translate({ord(sign): "" for sign in "()'"})], key

    play(scene())


@pytest.mark.parametrize("screen", SCREENS)
def test_help_tells_every_key_of_the_screen(screen: str, tmp_path: Path) -> None:
    """F1 opens the help of the screen, with all that the table says of it; Esc closes it."""
    session = _session(screen, tmp_path)

    async def scene() -> None:
        async with opened(session, (120, 60), at=_place(screen)) as (app, pilot):
            await _over(app, pilot, screen)
            await press(pilot, "f1")
            assert isinstance(app.screen, Help)
            for action in keys.of(screen):
                assert action.says[:40] in text(app), action
            await press(pilot, "escape")
            assert isinstance(app.screen, SCREENS[screen])

    play(scene())


def test_the_palette_finds_and_does() -> None:
    """`ctrl+p`, a few letters and Enter do what a key would."""

    async def scene() -> None:
        async with opened(Bundled()) as (app, pilot):
            await press(pilot, "ctrl+p")
            await press(pilot, *"rules", "enter")
            await settle(pilot)
            assert isinstance(app.screen, Rules)

    play(scene())


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_help_and_commands_survive_any_width(width: int) -> None:
    """From 40 to 200 columns the footer begins with Help and Commands, on every screen."""

    async def scene() -> None:
        async with opened(Bundled(), (width, 24)) as (app, pilot):
            for screen in keys.PLACES:
                app.action_go(screen.name)
                await settle(pilot)
                assert "Help" in text(app).splitlines()[-1]
                assert "Commands" in text(app).splitlines()[-1]

    play(scene())


def test_the_themes_follow_one_another() -> None:
    """Dark, light, high contrast, and dark again."""

    async def scene() -> None:
        async with opened() as (app, pilot):
            seen = [app.theme]
            for _ in range(3):
                await press(pilot, "ctrl+t")
                seen.append(app.theme)
            assert seen == ["dark", "light", "contrast", "dark"]

    play(scene())


def test_the_table_stands_in_the_readme() -> None:
    """A row for every action; what changes in the program changes there."""
    table = keys.table().strip()
    assert len(table.splitlines()) == len(keys.ACTIONS) + 2
    assert table in (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
