"""How the screens look, at 80x24 and 120x40: as text everywhere, and as pictures in dark, light and without colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from outreach import wiring
from outreach.actions.prompts_own import eject
from outreach.prompting import tokens
from outreach.tui.bundled import Bundled
from tests.tui.conftest import BAD, GOOD
from tests.tui.driving import LARGE, SMALL, linted, opened, play, press, text, to_nour
from tests.tui.runs import table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

SCENES: dict[str, tuple[str, ...]] = {
    "people": (),
    "people-found": ("slash", *"repair"),
    "people-nobody": ("slash", *"zz"),
    "bring": ("slash", *"nour", "enter", "enter"),
    "cleared": ("slash", *"nour", "enter", "enter", "d"),
    "editing": ("slash", *"nour", "enter", "enter", "d", "e", *"You owe me. "),
    "help": ("question_mark",),
    "offers": ("4",),
    "offer": ("4", "enter"),
    "prompts": ("7",),
    "prompts-check": ("7", "right"),
}


@pytest.fixture(autouse=True)
def _uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Estimate tokens, whether or not this machine has what counts them."""
    monkeypatch.setattr(tokens, "_encoding", lambda: None)


class Text(SingleFileSnapshotExtension):
    """One text file a screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class Picture(SingleFileSnapshotExtension):
    """One SVG a screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("scene", SCENES)
def test_screens(scene: str, size: tuple[int, int], scripted: Callable[..., None], snapshot: SnapshotAssertion) -> None:
    """Every screen with the bundled people."""
    scripted(GOOD)

    async def show() -> None:
        async with opened(Bundled(), size) as (app, pilot):
            for key in SCENES[scene]:
                await (press if len(key) > 1 or key in "d47" else type(pilot).press)(pilot, key)
            await linted(pilot)
            assert text(app) == snapshot(extension_class=Text)

    play(show())


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_a_held_draft(size: tuple[int, int], scripted: Callable[..., None], snapshot: SnapshotAssertion) -> None:
    """What a hold looks like."""
    scripted(BAD)

    async def show() -> None:
        async with opened(Bundled(), size) as (app, pilot):
            await to_nour(app, pilot)
            await press(pilot, "d")
            assert text(app) == snapshot(extension_class=Text)

    play(show())


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("scene", ["batch", "review"])
def test_a_run(scene: str, size: tuple[int, int], tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """A run that has ended, and the first of its messages."""
    session = Bundled()
    table(tmp_path)
    planned = session.batches.plan("people.csv", "")
    session.batches.run(planned.folder, lambda _: None).result()
    if scene == "batch":
        plan = planned.folder / "plan.json"
        plan.write_text(plan.read_text(encoding="utf-8").replace(str(tmp_path), "/home/ines"), encoding="utf-8")

    async def show() -> None:
        async with opened(session, size, at="batch") as (app, pilot):
            if scene == "review":
                await press(pilot, "v")
            assert text(app) == snapshot(extension_class=Text)

    play(show())


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_prompts_of_ones_own(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    """What differs from the shipped one, with a mistake in it."""
    session = Bundled()
    own = eject(wiring.prompts(session.place), "draft").path
    own.write_text(own.read_text(encoding="utf-8").replace("# user\n", "# user\n{{ brief }\n"), encoding="utf-8")

    async def show() -> None:
        async with opened(session, size, at="prompts") as (app, pilot):
            await press(pilot, "d")
            assert text(app) == snapshot(extension_class=Text)

    play(show())


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_the_welcome(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    """What one sees where there is no workspace."""
    monkeypatch.setattr("pathlib.Path.cwd", lambda: __import__("pathlib").Path("/home/ines/letters"))

    async def show() -> None:
        async with opened(size=size) as (app, _):
            assert text(app) == snapshot(extension_class=Text)

    play(show())


@pytest.mark.parametrize("colours", ["dark", "light", "contrast", "none"])
def test_colours(
    colours: str, monkeypatch: pytest.MonkeyPatch, scripted: Callable[..., None], snapshot: SnapshotAssertion
) -> None:
    """The message under edit in each theme, and in greys under NO_COLOR: everything is still told apart."""
    scripted(GOOD)
    if colours == "none":
        monkeypatch.setenv("NO_COLOR", "1")

    async def show() -> None:
        async with opened(Bundled(), LARGE) as (app, pilot):
            if colours != "none":
                app.theme = colours
            await to_nour(app, pilot)
            await press(pilot, "d")
            await press(pilot, "e", *"You owe me. ")
            await linted(pilot)
            await press(pilot, "escape")
            drawn = re.sub(r"terminal-\d+", "terminal", app.export_screenshot())
            if colours == "none":
                greys = {
                    colour for colour in re.findall(r"#[0-9a-f]{6}", drawn) if len({colour[1:3], colour[3:5], colour[5:]}) > 1
                }
                assert greys <= {"#ff5f57", "#febc2e", "#28c840", "#c5c8c6"}, "the frame around the picture alone has a colour"
            assert drawn == snapshot(extension_class=Picture)

    play(show())
