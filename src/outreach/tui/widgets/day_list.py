"""The day's list: whom something could be given to and why, grouped by what calls for it, and whom to leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from outreach.tui.outside import literal, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.actions.day import Left, Suggestion, Today

_TITLES = {
    "promise": "Promised, and not given yet", "thanks": "Thanks owed", "need": "Something to give",
    "silence": "A long silence",
}  # fmt: skip
_LEAVE = "Leave alone for now"


class Row(NamedTuple):
    """Somebody on the list; `suggestion` is None for one to leave alone."""

    contact_id: str
    suggestion: Suggestion | None = None

    @property
    def offer_id(self) -> str | None:
        """Return the offer that the day suggests."""
        return self.suggestion.offer_id if self.suggestion is not None else None


class DayList(OptionList):
    """A row for each person under the heading of what calls for a gift. It announces `Highlighted` and `Chosen`."""

    DEFAULT_CSS = """
    DayList { border: none; padding: 0 1; background: $background; height: 1fr; }
    DayList:focus { border: none; background: $background; }
    DayList.-textual-compact { padding: 0 1; }
    """

    class Highlighted(Message):
        """The cursor stands on another person (None: on nobody)."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    class Chosen(Message):
        """A person was chosen."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._rows: dict[int, Row] = {}

    @property
    def row(self) -> Row | None:
        """Return the row under the cursor."""
        return self._rows.get(self.highlighted) if self.highlighted is not None else None

    def show(self, day: Today) -> None:
        """Show a day; the cursor stays with the person it was on, and goes to the first where they are gone."""
        before = self.row
        options: list[Option] = []
        self._rows = {}
        for prompt, row in _entries(day):
            if row is not None:
                self._rows[len(options)] = row
            options.append(Option(prompt, disabled=row is None))
        self.clear_options()
        self.add_options(options)
        again = [at for at, row in self._rows.items() if before is not None and row.contact_id == before.contact_id]
        self.highlighted = next(iter([*again, *self._rows]), None)
        self.post_message(self.Highlighted(self.row))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell who stands under the cursor."""
        event.stop()
        self.post_message(self.Highlighted(self.row))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Announce the person chosen."""
        event.stop()
        if self.row is not None:
            self.post_message(self.Chosen(self.row))


def _entries(day: Today) -> Iterator[tuple[Content, Row | None]]:
    """Yield the lines of the list: a heading before the first row of each kind."""
    heading = ""
    for each in day.write:
        title = _TITLES[str(each.cause)]
        if title != heading:
            yield _heading(title, first=not heading), None
            heading = title
        yield _person(each), Row(each.contact.id, each)
    for index, left in enumerate(day.leave):
        if not index:
            yield _heading(_LEAVE, first=not heading), None
        yield _left(left), Row(left.contact.id)


def _heading(title: str, *, first: bool) -> Content:
    return Content("" if first else "\n") + Content.styled(title, "bold $primary")


def _person(each: Suggestion) -> Content:
    role = literal(f"  {one_line(each.contact.role, 60)}" if each.contact.role else "", "dim")
    name, reason = literal(one_line(each.contact.name, 100), "bold"), literal(one_line(f"{each.reason}."))
    return name + role + Content("\n") + reason


def _left(left: Left) -> Content:
    return literal(one_line(left.contact.name, 100), "bold") + Content("\n") + literal(one_line(f"{left.reason}."), "dim")
