"""The first screen where there is no workspace: three ways to begin."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from outreach.errors import OutreachError
from outreach.tui import keys
from outreach.tui.outside import literal
from outreach.tui.screens.base import Framed

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_WAYS = (
    ("try_it", "t", "Try it with the bundled people", "No key, no network; all of it is gone when you leave."),
    ("make", "m", "Make a workspace here", ""),
    ("open", "o", "Open a workspace", "Name the folder that it is in."),
)


class Welcome(Framed):
    """Three ways to begin; each is a key, a line to choose, and a command."""

    place = "welcome"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("welcome")]
    DEFAULT_CSS = """
    Welcome { align: center middle; }
    Welcome #card { width: 70; max-width: 100%; height: auto; padding: 1 2; }
    Welcome #card > * { width: 1fr; height: auto; background: $background; }
    Welcome OptionList { border: none; margin: 1 0; padding: 0; }
    Welcome OptionList:focus { border: none; }
    Welcome #folder { display: none; background: $surface; }
    Welcome #folder.-open { display: block; }
    Welcome #said { color: $error; }
    """

    def body(self) -> ComposeResult:
        """Return the greeting and the three ways."""
        with Vertical(id="card"):
            yield Static(
                Content.styled("Write to people one by one. Open with what you can give.", "bold")
                + Content(
                    "\n\nWhat presses, flatters or only asks is held before you see it.\nNothing is ever sent: people do that."
                )
            )
            yield OptionList(*(Option(self._prompt(key, title, says), id=name) for name, key, title, says in _WAYS), compact=True)
            yield Input(placeholder="a folder, such as ~/outreach", id="folder", compact=True, max_length=1000)
            yield Static(id="said")

    def on_mount(self) -> None:
        """Let the arrow keys work at once."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin the way chosen."""
        self.call_later(self.run_action, event.option_id or "")

    def action_try_it(self) -> None:
        """Open the bundled people."""
        from outreach.tui.bundled import Bundled  # noqa: PLC0415  # after the first paint

        self.interface.begin(Bundled())

    def action_make(self) -> None:
        """Make a workspace in this folder and open it."""
        self.work(self._make, "work")

    def action_open(self) -> None:
        """Ask which folder."""
        field = self.query_one("#folder", Input)
        field.add_class("-open")
        field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the workspace of the folder named."""
        self.work(partial(self._open, event.value), "work")

    async def _make(self) -> None:
        from outreach.actions.init import init  # noqa: PLC0415  # after the first paint

        try:
            await asyncio.to_thread(init, Path.cwd())
        except OutreachError as error:
            self._say(error)
        else:
            await self._open(str(Path.cwd()))

    async def _open(self, name: str) -> None:
        from outreach.tui.opening import open_folder  # noqa: PLC0415  # after the first paint

        try:
            session = await asyncio.to_thread(open_folder, name)
        except OutreachError as error:
            self._say(error)
        else:
            self.interface.begin(session)

    def _say(self, error: OutreachError) -> None:
        self.query_one("#said", Static).update(literal(str(error)))

    @staticmethod
    def _prompt(key: str, title: str, says: str) -> Content:
        text = says or f"In {literal(str(Path.cwd()), longest=200).plain}; what is there is never overwritten."
        return Content.styled(f" {key}  ", "bold $primary") + Content.styled(title, "bold") + Content(f"\n    {text}")
