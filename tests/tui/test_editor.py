"""The field for one's own words shows what it keeps of earlier lines exactly as it would draw them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from outreach.lint.linter import Linter
from outreach.lint.rulebook import load
from outreach.tui.widgets.editor import Editor
from tests.tui.driving import play, press

if TYPE_CHECKING:
    from textual.app import ComposeResult

_TEXT = "Hello (you),\n\nYou owe me an answer, and (as I said) one about the catalogue of the spring.\n\nA\ttab here."


class _One(App[None]):
    def compose(self) -> ComposeResult:
        """Return the field alone."""
        yield Editor()


def test_lines_that_are_kept_look_as_if_drawn_anew() -> None:
    """After each key, mark, selection, change of width and of colours: brackets, wrapped lines, tabs and margins among it."""
    linter = Linter(load(None))

    async def scene() -> None:
        app = _One()
        async with app.run_test(size=(30, 14)) as pilot:
            editor = app.query_one(Editor)
            editor.focus()
            editor.start(_TEXT)
            for key in ("a", "enter", "down", "end", "x", "backspace", "(", "left", "shift+left", "up", "shift+down", "f1"):
                await press(pilot, key)
                editor.mark(linter.lint("", editor.text).findings)
                _same(editor)
            await pilot.resize_terminal(24, 14)
            _same(editor)
            app.theme = "textual-light"
            await pilot.pause()
            _same(editor)
            await press(pilot, "ctrl+a", "delete")
            editor.mark(())
            _same(editor)

    play(scene())


def _same(editor: Editor) -> None:
    kept = [editor.render_line(y) for y in range(editor.size.height)]
    again = [editor.render_line(y) for y in range(editor.size.height)]
    editor.notify_style_update()
    assert kept == again == [editor.render_line(y) for y in range(editor.size.height)]
