"""Words that are held are on no screen, in no screenshot, clipboard or file, and in nothing that a crash leaves."""

from __future__ import annotations

import os
import pty
import sys
import time
from typing import TYPE_CHECKING, NoReturn

import pytest

from outreach import drafting, gate, wiring
from outreach.actions import draft as draft_action
from outreach.actions.init import init
from outreach.engines import scripted as scripted_engine
from outreach.lint.linter import Linter
from outreach.tui.app import Interface
from outreach.tui.bundled import Bundled
from outreach.tui.widgets.findings_view import FindingsView
from outreach.tui.widgets.message_view import MessageView
from tests.tui.conftest import BAD, CANARY, GOOD
from tests.tui.driving import LARGE, opened, play, press, text, to_nour
from tests.tui.runs import table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STAGES: dict[str, tuple[object, str]] = {
    "the brief": (draft_action, "make_brief"),
    "the loop": (draft_action, "write"),
    "the engine": (scripted_engine.Scripted, "write"),
    "reading a reply": (scripted_engine, "draft_of"),
    "the gate": (drafting, "clear"),
    "the judging": (gate, "_judge"),
    "the linter": (Linter, "_findings"),
    "keeping the better draft": (drafting, "_keep_better"),
    "showing a message": (MessageView, "show"),
    "showing findings": (FindingsView, "show"),
}


def fail(*_: object, **__: object) -> NoReturn:
    """Raise an error that quotes the words, from a frame that holds them."""
    words = BAD["offer"]
    raise RuntimeError(words)


def _nowhere(app: Interface, folder: Path) -> None:
    """Look for the canary wherever words could be."""
    assert CANARY not in text(app).lower()
    assert CANARY not in app.export_screenshot().lower()
    assert CANARY not in app.clipboard.lower()
    assert CANARY not in str(list(app._notifications)).lower()
    for path in folder.rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes().lower(), path


def test_a_held_draft_is_nowhere(scripted: Callable[..., None], tmp_path: Path) -> None:
    """Whatever is pressed after a hold, none of its words turn up."""
    scripted(BAD)

    async def scene() -> None:
        async with opened(Bundled(), LARGE) as (app, pilot):
            await to_nour(app, pilot)
            await press(pilot, "d")
            _nowhere(app, tmp_path)
            for keys in (
                "y",
                "s",
                "i",
                "m",
                "v",
                "equals_sign",
                "u",
                "e",
                "f5",
                "escape",
                "left",
                "question_mark",
                "escape",
                "d",
            ):
                await press(pilot, keys)
                _nowhere(app, tmp_path)

    play(scene())


def test_a_cleared_message_is_seen_by_the_same_looks(scripted: Callable[..., None]) -> None:
    """The looks above find words that are shown: the test can fail."""
    scripted(GOOD | {"body": f"Each entry has the amount and the closing month of the {CANARY} grant."})
    session = Bundled()
    session.__dict__["linter"] = wiring.linter(None)

    async def scene() -> None:
        async with opened(session, LARGE) as (app, pilot):
            await to_nour(app, pilot)
            await press(pilot, "d")
            await press(pilot, "e", "f5")
            assert CANARY in text(app).lower()

    play(scene())


@pytest.mark.parametrize("stage", STAGES)
def test_a_crash_shows_no_words(stage: str, scripted: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks, nothing is left to be printed, and the command line is told kind and place alone."""
    scripted(BAD)
    monkeypatch.setattr(*STAGES[stage], fail)
    broke: list[BaseException | None] = []

    async def scene() -> None:
        app = Interface()
        try:
            async with app.run_test(size=LARGE) as pilot:
                app.begin(Bundled())
                await press(pilot, "slash", *"nour", "enter", "enter")
                await press(pilot, "d")
                assert CANARY not in text(app).lower()
        except BaseException as error:  # noqa: BLE001  # run_test raises what broke the app
            broke.append(error)
        assert app._exit_renderables == []
        assert app.broke is None or isinstance(app.broke, RuntimeError)

    play(scene())


CRASH = """
import sys
from outreach import __main__
from outreach.tui.screens.compose import Compose
def fail(self):
    words = "CANARY and a key sk-123"
    raise RuntimeError(words)
Compose.action_draft = fail
Compose.check_action = lambda *_: True
sys.argv = ["outreach"]
sys.exit(__main__.main())
"""


def test_a_crash_on_a_terminal_is_one_sentence(tmp_path: Path) -> None:
    """In a terminal of its own: no traceback, no local variable, exit code 4, and the terminal as it was."""
    init(tmp_path)
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, "-c", CRASH.replace("CANARY", CANARY)])  # noqa: S606  # our own program
    wrote = _read(terminal, until=b"contacts/")
    os.write(terminal, b"3")
    wrote += _read(terminal, until=b"Choose")
    os.write(terminal, b"d")
    rest = _read(terminal, until=b"internal error")
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 4
    assert CANARY.encode() not in wrote + rest
    assert b"sk-123" not in rest
    assert b"Traceback" not in rest
    assert rest.rstrip().endswith(b").")
    assert b"internal error (RuntimeError at outreach." in rest


def _read(terminal: int, until: bytes, seconds: float = 20.0) -> bytes:
    """Return what a terminal writes up to some words, or to its end."""
    wrote, stop = b"", time.monotonic() + seconds
    while time.monotonic() < stop and until not in wrote:
        try:
            wrote += os.read(terminal, 65536)
        except OSError:
            break
    time.sleep(0.2)
    return wrote


def test_a_run_that_is_held_is_nowhere(scripted: Callable[..., None], tmp_path: Path) -> None:
    """Run, looked at and reviewed in the interface: no held word on a screen, or in a file of the run."""
    scripted(BAD)
    session = Bundled()
    folder = session.batches.plan(str(table(tmp_path)), "").folder

    async def scene() -> None:
        async with opened(session, LARGE, at="batch") as (app, pilot):
            for key in ("r", "v", "escape", "p", "escape", "1", "6"):
                await press(pilot, key)
                _nowhere(app, tmp_path)
                _nowhere(app, folder)
            assert "held" in text(app)

    play(scene())
    assert (folder / "held.csv").stat().st_size > 300
