"""What passed between you and one person, the latest first, and whether something about them waits to be settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from outreach.actions.days import spoken
from outreach.tui.outside import literal, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.domain.ledger import Entry
    from outreach.tui.session import Past

MOST = 50
"""So many entries are shown; `outreach contacts show` has all of them."""
_HAPPENED = {
    "gave": "you gave", "asked": "you asked", "received": "they gave", "thanked": "you thanked them", "replied": "they answered",
    "promised": "you promised",
}  # fmt: skip


class Timeline(VerticalScroll, can_focus=False):
    """The ledger of one person; nothing is shown where there is none."""

    DEFAULT_CSS = """
    Timeline { height: auto; max-height: 50%; padding: 0 1; background: $background; }
    Timeline > Static { width: 1fr; height: auto; }
    """

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(Static(id="past"))

    def show(self, past: Past | None) -> None:
        """Show what passed; None: nobody is chosen."""
        self.query_one("#past", Static).update(Content("\n").join(_lines(past)) if past is not None else Content(""))
        self.scroll_home(animate=False)


def _lines(past: Past) -> Iterator[Content]:
    if past.waiting:
        many = "1 proposal waits" if past.waiting == 1 else f"{past.waiting} proposals wait"
        yield Content.styled(f"{many}: p settles them.", "$warning")
    if past.entries:
        yield Content.styled("What passed between you", "bold $primary")
    yield from map(_line, past.entries[-MOST:][::-1])


def _line(entry: Entry) -> Content:
    what = _HAPPENED[str(entry.kind)]
    return Content.styled(f"● {spoken(entry.on)}  {what}: ", "$text-muted") + literal(one_line(entry.words))
