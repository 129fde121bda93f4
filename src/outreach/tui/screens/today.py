"""Today: whom something could be given to now, and why; which promises are open; and who rests."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from outreach.errors import OutreachError
from outreach.tui import keys
from outreach.tui.outside import literal
from outreach.tui.screens.base import Framed
from outreach.tui.widgets.contact_view import ContactView
from outreach.tui.widgets.day_list import DayList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from outreach.actions.day import Suggestion
    from outreach.actions.day import Today as Day
    from outreach.domain.contact import Contact
    from outreach.domain.standing import Standing

_RECORDED = frozenset({"promise", "thanks"})
"""The causes of which one records that they are done; what answers a need or a silence is a message."""
REST = 0.08
"""Seconds without a key before what is beside the list follows it."""
_NOTHING = "Nothing calls for a gift today. 2 opens People: p there takes down what somebody said they need."
_NOBODY = "Nobody is kept yet. `outreach contacts import FILE` brings people in, `outreach contacts add NAME` one."


class Today(Framed):
    """The day's list, and beside it, where there is room, what is known of the person under the cursor."""

    place = "today"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("today")]
    DEFAULT_CSS = """
    Today #said { height: auto; padding: 1 2 0 2; width: 1fr; }
    Today DayList { width: 3fr; margin-top: 1; }
    Today #person { width: 2fr; border-left: vkey $border; }
    Today.-narrow #person, Today.-normal #person { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._files = 0

    def body(self) -> ComposeResult:
        """Return what is said of the day, the list, and the person."""
        yield Static(id="said")
        with Horizontal():
            yield DayList()
            with Vertical(id="person"):
                yield ContactView()

    def on_mount(self) -> None:
        """Let the arrow keys work at once."""
        self.query_one(DayList).focus()

    def on_screen_resume(self) -> None:
        """Look at the day anew whenever the screen is opened: something may have been recorded meanwhile."""
        self.call_after_refresh(lambda: self.work(self._load, "day"))

    def on_day_list_chosen(self, event: DayList.Chosen) -> None:
        """Write to the person chosen, with the offer that the day suggests."""
        self.interface.compose_to(event.row.contact_id, event.row.offer_id)

    def on_day_list_highlighted(self, event: DayList.Highlighted) -> None:
        """Show the person under the cursor, where there is room."""
        self.refresh_bindings()
        if self.has_class("-wide"):
            self.work(partial(self._show, event.row.contact_id if event.row else None), "person")

    def action_compose(self) -> None:
        """Write to the person under the cursor."""
        row = self.query_one(DayList).row
        if row is not None:
            self.interface.compose_to(row.contact_id, row.offer_id)

    def action_done(self) -> None:
        """Record that what the day calls for is done: the promise kept, or the thanks given."""
        row = self.query_one(DayList).row
        if row is not None and row.suggestion is not None:
            self.work(partial(self._done, row.suggestion), "day")

    def action_take_in(self) -> None:
        """Take the people of the contact files into the memory."""
        self.work(self._take_in, "day")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's signature
        """Tell whether something can be done now; what cannot is not shown."""
        row = self.query_one(DayList).row
        if action == "take_in":
            return self._files > 0
        if action == "done":
            return row is not None and row.suggestion is not None and row.suggestion.cause in _RECORDED
        return action != "compose" or row is not None

    async def _load(self) -> None:
        try:
            day = await asyncio.to_thread(self.session.today)
            self._files = await asyncio.to_thread(self.session.waiting_files) if day.nobody else 0
        except OutreachError as error:
            self.interface.problem(error)
            return
        self.query_one(DayList).show(day)
        self.query_one("#said", Static).update(self._said(day))
        self.refresh_bindings()

    async def _done(self, suggestion: Suggestion) -> None:
        record = self.session.kept_promise if suggestion.cause == "promise" else self.session.thanked
        try:
            said = await asyncio.to_thread(record, suggestion.contact.id)
        except OutreachError as error:
            self.interface.problem(error)
            return
        self.interface.say(said)
        await self._load()

    async def _take_in(self) -> None:
        try:
            said = await asyncio.to_thread(self.session.take_in)
        except OutreachError as error:
            self.interface.problem(error)
            return
        self.interface.say(said)
        await self._load()

    async def _show(self, contact_id: str | None) -> None:
        view = self.query_one(ContactView)
        if contact_id is None:
            view.nobody()
            return
        await asyncio.sleep(REST)
        try:
            contact, standing = await asyncio.to_thread(self._known, contact_id)
        except OutreachError as error:
            self.interface.problem(error)
            return
        view.show(contact, standing)

    def _known(self, contact_id: str) -> tuple[Contact, Standing]:
        contact = self.session.contact(contact_id)
        return contact, self.session.standing(contact)

    def _said(self, day: Day) -> Content:
        """Say in a line how the day stands; where nothing is to be done, which key comes next."""
        if day.nobody:
            return literal(_stand(self._files) if self._files else _NOBODY)
        if not day.write:
            return Content(_NOTHING)
        many = "One person" if len(day.write) == 1 else f"{len(day.write)} people"
        return Content.styled(f"{many} to give something to.", "bold") + Content("  Enter writes to the one under the cursor.")


def _stand(files: int) -> str:
    who = "One person stands" if files == 1 else f"{files} people stand"
    return f"{who} in contacts/, and nobody is remembered yet. t takes them in; from then on what passes between you is kept."
