"""The three steps of a message in one line, where only one of them has room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

STEPS = ("What I know", "What I bring and ask", "The message")
_SHORT = ("Know", "Bring and ask", "Message")


class Steps(Widget):
    """The steps, the one that is open set apart. It announces the step clicked."""

    DEFAULT_CSS = """
    Steps { height: 1; padding: 0 1; color: $text-muted; }
    """

    step: reactive[int] = reactive(0)

    class Clicked(Message):
        """A step was clicked."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def render(self) -> Content:
        """Return the line."""
        parts = []
        for index, name in enumerate(self._names()):
            here = index == self.step
            parts.append(Content.styled(f"{'●' if here else '○'} {name}", "bold $foreground" if here else ""))
        return Content("  ").join([*parts, Content.styled("← →", "$primary")])

    def on_click(self, event: events.Click) -> None:
        """Announce the step under the mouse."""
        at = self.gutter.left
        for index, name in enumerate(self._names()):
            at += len(name) + 4
            if event.x < at:
                self.post_message(self.Clicked(index))
                return

    def _names(self) -> tuple[str, ...]:
        return STEPS if self.content_size.width >= 64 else _SHORT
