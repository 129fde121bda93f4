"""A list of people of any length: only the lines that are seen are drawn, and further rows come when they are neared."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from outreach.tui.outside import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from outreach.tui.session import Person

AHEAD = 30
"""So many rows before the last one loaded, the next are asked for."""


class PeopleList(ScrollView, can_focus=True):
    """Rows of people with a cursor. It announces `Highlighted`, `Chosen` and `MoreWanted`, and asks nobody for anything."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "people-list--row", "people-list--cursor", "people-list--cursor-blurred", "people-list--quiet", "people-list--bar",
    }  # fmt: skip
    DEFAULT_CSS = """
    PeopleList {
        background: $background; scrollbar-size-horizontal: 0; scrollbar-size-vertical: 1;
        & .people-list--row { color: $foreground; background: $background; }
        & .people-list--quiet { color: $text-muted; }
        & .people-list--bar { color: $primary; }
        & .people-list--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
        & .people-list--cursor-blurred { color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-1000000000)", show=False),
        Binding("end", "move(1000000000)", show=False),
        Binding("enter", "choose", show=False),
    ]

    cursor: reactive[int] = reactive(0, init=False)

    class Highlighted(Message):
        """The cursor stands on another person (None: on nobody)."""

        def __init__(self, person: Person | None) -> None:
            super().__init__()
            self.person = person

    class Chosen(Message):
        """A person was chosen with Enter or a click on the row of the cursor."""

        def __init__(self, person: Person) -> None:
            super().__init__()
            self.person = person

    class MoreWanted(Message):
        """The rows after the last one loaded are wanted."""

        def __init__(self, after: str) -> None:
            super().__init__()
            self.after = after

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._people: list[Person] = []
        self.total = 0
        self._asked = ""

    @property
    def person(self) -> Person | None:
        """Return the person on whom the cursor stands."""
        return self._people[self.cursor] if self.cursor < len(self._people) else None

    def show(self, people: Sequence[Person], total: int) -> None:
        """Show other people, of `total` that there are; the cursor goes to the first."""
        self._people, self.total, self._asked = list(people), total, ""
        self.set_reactive(PeopleList.cursor, 0)
        self.scroll_to(0, 0, animate=False)
        self._resized()
        self.post_message(self.Highlighted(self.person))

    def extend(self, people: Sequence[Person]) -> None:
        """Add the people who follow those shown."""
        self._people.extend(people)
        self._resized()

    def watch_cursor(self, cursor: int) -> None:
        """Keep the cursor in sight and tell who stands there."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if cursor < top:
            self.scroll_to(y=cursor, animate=False, immediate=True)
        elif cursor >= top + height:
            self.scroll_to(y=cursor - height + 1, animate=False, immediate=True)
        self.refresh()
        self.post_message(self.Highlighted(self.person))
        self._want_more(cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more when the last rows are neared by wheel or bar."""
        super().watch_scroll_y(old_value, new_value)
        self._want_more(round(new_value) + self.size.height)

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        if self._people:
            self.cursor = max(0, min(len(self._people) - 1, self.cursor + rows))

    def action_page(self, pages: int) -> None:
        """Move the cursor by so many pages."""
        self.action_move(pages * max(1, self.size.height - 1))

    def action_choose(self) -> None:
        """Announce the person under the cursor as chosen."""
        if self.person is not None:
            self.post_message(self.Chosen(self.person))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked; a click on the row of the cursor chooses."""
        row = event.y + self.scroll_offset.y
        if row == self.cursor:
            self.action_choose()
        elif row < len(self._people):
            self.cursor = row

    def render_line(self, y: int) -> Strip:
        """Return one line of the list."""
        row, width = y + self.scroll_offset.y, self.size.width
        base = self.get_component_rich_style("people-list--row")
        if row >= len(self._people):
            return Strip.blank(width, base)
        here = row == self.cursor
        if here:
            base = self.get_component_rich_style(f"people-list--cursor{'' if self.has_focus else '-blurred'}")
        quiet = base if here else base + Style(color=self.get_component_rich_style("people-list--quiet").color)
        bar = base + Style(color=self.get_component_rich_style("people-list--bar").color)
        return Strip([Segment("▌" if here else " ", bar), *self._cells(self._people[row], width - 1, base, quiet)], width)

    def _cells(self, person: Person, width: int, base: Style, quiet: Style) -> list[Segment]:
        """Return name, what they do, and the note, each in its column, those that find room."""
        note = 13 if width >= 50 else 0
        name = min(30, max(16, width * 2 // 5)) if width >= 34 else width
        about = width - name - note
        texts = ((person.name, name, base), (person.about, about, quiet), (person.note, note, quiet))
        return [Segment(_fit(text, room), style) for text, room, style in texts if room > 0]

    def _resized(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._people))
        self.refresh()

    def _want_more(self, row: int) -> None:
        if self._people and len(self._people) < self.total and row >= len(self._people) - AHEAD:
            last = self._people[-1].id
            if last != self._asked:
                self._asked = last
                self.post_message(self.MoreWanted(last))


def _fit(text: str, width: int) -> str:
    """Return a text in exactly so many cells, the last of them blank."""
    text = one_line(text, 200)
    if len(text) > width - 1:
        text = f"{text[: max(0, width - 2)]}…"
    return set_cell_size(text, width)
