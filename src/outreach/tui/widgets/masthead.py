"""The first line of every screen: where one is, where one can go, and in which workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from outreach.tui.keys import PLACES
from outreach.tui.outside import one_line

if TYPE_CHECKING:
    from textual import events

_ROOM = len("outreach") + 12
"""Columns for the names of the program and of the workspace; where there are fewer, the program's is left out."""


class Masthead(Widget):
    """One line: the program, the main screens with their keys, and the workspace at the right."""

    DEFAULT_CSS = """
    Masthead { height: 1; dock: top; background: $panel; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, place: str, title: str, *, open_: bool) -> None:
        """Name the screen that is open and the workspace; `open_` tells whether there is one to move about in."""
        super().__init__()
        self._place = place
        self._title = one_line(title, 60)
        self._open = open_
        self._spots: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Return the line for the width there is."""
        width, self._spots = self.content_size.width, []
        places = PLACES if self._open else ()
        names = sum(len(f"  {each.key} {each.title}") for each in places)
        line = Content.styled("outreach", "bold $primary") if width >= names + _ROOM or width < names else Content("")
        for place in places:
            here = place.name == self._place
            if width < names and not here:
                continue
            line += Content("  " if line.cell_length else "")
            start = line.cell_length
            name = Content.styled(place.title, "bold underline $foreground" if here else "")
            line += Content.styled(f"{place.key} ", "dim") + name
            self._spots.append((start, line.cell_length, place.name))
        room = width - line.cell_length - 2
        workspace = Content(self._title if room > 4 else "").truncate(max(0, room), ellipsis=True)
        return line + Content(" " * max(0, width - line.cell_length - workspace.cell_length)) + workspace

    async def on_click(self, event: events.Click) -> None:
        """Open the screen that was clicked."""
        for start, end, name in self._spots:
            if start <= event.x - self.gutter.left < end:
                await self.run_action(f"app.go('{name}')")
