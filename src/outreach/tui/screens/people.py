"""People: search any number of them, see what is known, and write to one."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from outreach.errors import OutreachError
from outreach.tui import keys
from outreach.tui.outside import literal
from outreach.tui.screens.base import Framed
from outreach.tui.widgets.contact_view import ContactView
from outreach.tui.widgets.people_list import PeopleList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from outreach.domain.contact import Contact
    from outreach.domain.standing import Standing
    from outreach.tui.session import Person

PAGE = 100


class People(Framed):
    """A search field, the people found, and beside them what is known of the one under the cursor."""

    place = "people"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("people")]
    DEFAULT_CSS = """
    People #search { background: $surface; margin: 0 1; }
    People #count { color: $text-muted; padding: 0 2; height: 1; }
    People PeopleList { width: 1fr; }
    People ContactView { width: 1fr; border-left: vkey $border; }
    People.-narrow ContactView { display: none; }
    """

    def body(self) -> ComposeResult:
        """Return the search field, the list and the person."""
        yield Input(placeholder="Search people", id="search", compact=True, max_length=200)
        yield Static(id="count")
        with Horizontal():
            yield PeopleList(id="people")
            with Vertical():
                yield ContactView()

    def on_mount(self) -> None:
        """Show everybody."""
        self.query_one(PeopleList).focus()
        self.call_after_refresh(self._search, "")

    def on_screen_resume(self) -> None:
        """Show the person as they stand now: something may have been recorded meanwhile."""
        person = self.query_one(PeopleList).person
        if person is not None:
            self.work(partial(self._show, person), "person")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search with each key."""
        self._search(event.value)

    def on_input_submitted(self) -> None:
        """Go to the people found."""
        self.query_one(PeopleList).focus()

    def on_people_list_highlighted(self, event: PeopleList.Highlighted) -> None:
        """Show the person under the cursor."""
        self.work(partial(self._show, event.person), "person")

    def on_people_list_chosen(self) -> None:
        """Write to the person chosen."""
        self.action_compose()

    def on_people_list_more_wanted(self, event: PeopleList.MoreWanted) -> None:
        """Fetch the people who follow."""
        self.work(partial(self._more, event.after), "more")

    def action_search(self) -> None:
        """Go to the search field."""
        self.query_one("#search", Input).focus()

    def action_compose(self) -> None:
        """Write to the person under the cursor."""
        person = self.query_one(PeopleList).person
        if person is not None:
            self.interface.compose_to(person.id)

    def _search(self, text: str) -> None:
        self.work(partial(self._find, text), "search")

    async def _find(self, text: str) -> None:
        try:
            people = await asyncio.to_thread(self.session.people, text, None, PAGE)
            self.query_one(PeopleList).show(people, len(people) + (len(people) == PAGE))
            total = await asyncio.to_thread(self.session.count, text) if len(people) == PAGE else len(people)
        except OutreachError as error:
            self.interface.problem(error)
            return
        self.query_one(PeopleList).total = total
        self.query_one("#count", Static).update(_counted(total, text))

    async def _more(self, after: str) -> None:
        text = self.query_one("#search", Input).value
        self.query_one(PeopleList).extend(await asyncio.to_thread(self.session.people, text, after, PAGE))

    async def _show(self, person: Person | None) -> None:
        view = self.query_one(ContactView)
        if person is None:
            view.nobody()
            return
        try:
            contact, standing = await asyncio.to_thread(self._known, person.id)
        except OutreachError as error:
            self.interface.problem(error)
            return
        view.show(contact, standing)

    def _known(self, id_: str) -> tuple[Contact, Standing]:
        contact = self.session.contact(id_)
        return contact, self.session.standing(contact)


def _counted(total: int, text: str) -> Content:
    if not total:
        return literal(f"Nobody is found for “{text}”. Esc leaves the field." if text else "Nobody is here yet.")
    return Content("1 person" if total == 1 else f"{total:,} people")
