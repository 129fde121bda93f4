"""Compose: what I know, what I bring and ask, and the message. It shows an engine's words only when they are cleared."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content

from outreach.errors import OutreachError
from outreach.tui import keys
from outreach.tui.composition import Composition
from outreach.tui.outside import literal, one_line
from outreach.tui.screens.base import Framed
from outreach.tui.screens.making import Making
from outreach.tui.widgets.bring_view import BringView
from outreach.tui.widgets.contact_view import ContactView
from outreach.tui.widgets.message_pane import MessagePane
from outreach.tui.widgets.steps import Steps

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from outreach.domain.contact import Contact
    from outreach.domain.standing import Standing
    from outreach.gate import ClearedMessage
    from outreach.tui.session import Choice

_KNOW, _BRING, _MESSAGE = range(3)
_START = "d drafts the message: it opens with the offer you chose, and nothing is shown that was not cleared."


class Compose(Making, Framed):
    """The three steps: side by side where there is room, one at a time where there is not."""

    place = "compose"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("compose")]
    DEFAULT_CSS = """
    Compose ContactView { width: 3fr; }
    Compose BringView { width: 4fr; border-left: vkey $border; }
    Compose MessagePane { width: 5fr; border-left: vkey $border; }
    Compose.-wide Steps { display: none; }
    Compose.-narrow #panes > *, Compose.-normal #panes > * { display: none; border-left: none; width: 1fr; }
    Compose.-narrow #panes > .-here, Compose.-normal #panes > .-here { display: block; }
    """

    def body(self) -> ComposeResult:
        """Return the steps and the three panes."""
        yield Steps()
        with Horizontal(id="panes"):
            yield ContactView()
            yield BringView()
            yield MessagePane()

    def on_mount(self) -> None:
        """Begin where one left off, or say how to begin."""
        self._step(_MESSAGE)
        self.query_one(ContactView).nobody()
        self.pane.empty(Content("Choose a person first: 2 opens People."))
        if self.composition is None:
            self.work(self._restore, "person")

    async def _restore(self) -> None:
        kept = await asyncio.to_thread(self.session.unfinished)
        if kept is not None and self.composition is None:
            await self._begin(kept.contact_id, None)

    def begin(self, contact_id: str, offer_id: str | None = None) -> None:
        """Begin a message to a person, with an offer where one is named; one begun to the same person before goes on."""
        if self.composition is None or self.composition.contact.id != contact_id:
            self.work(partial(self._begin, contact_id, offer_id), "person")
        else:
            self.query_one(BringView).choose()

    async def _begin(self, contact_id: str, offer_id: str | None) -> None:
        try:
            contact, standing, choices = await asyncio.to_thread(self._known, contact_id)
            kept = await asyncio.to_thread(self.session.unfinished)
        except OutreachError as error:
            self.pane.empty(literal(str(error)))
            return
        self.composition = Composition(contact, choices, offer_id)
        if kept is not None and kept.contact_id == contact_id:
            self.composition.offer_id, self.composition.ask = kept.offer_id or offer_id, kept.ask
            self.composition.waiting = (kept.subject, kept.body) if kept.body else None
        self.standing = standing
        self.query_one(ContactView).show(contact, standing)
        self._show_bring()
        waiting = "" if self.composition.waiting is None else "\n\nYour own text is kept: draft, then e brings it back."
        self.pane.empty(Content(f"{_START}{waiting}"))
        self._step(_BRING)
        self.query_one(BringView).choose()
        self.refresh_bindings()

    def _known(self, contact_id: str) -> tuple[Contact, Standing, tuple[Choice, ...]]:
        contact = self.session.contact(contact_id)
        return contact, self.session.standing(contact), self.session.choices(contact)

    # What widgets announce.

    def on_bring_view_offer_chosen(self, event: BringView.OfferChosen) -> None:
        """Take the offer chosen."""
        if self.composition is not None:
            self.composition.offer_id = event.offer_id
            self._show_bring()
            self.keep()

    def on_bring_view_ask_changed(self, event: BringView.AskChanged) -> None:
        """Take the ask."""
        if self.composition is not None:
            self.composition.ask = event.ask
            self.keep()

    def on_steps_clicked(self, event: Steps.Clicked) -> None:
        """Open the step clicked."""
        self._step(event.step)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let the line of the steps follow the focus."""
        for step, kind in enumerate((ContactView, BringView, MessagePane)):
            if any(isinstance(each, kind) for each in event.widget.ancestors_with_self):
                self.query_one(Steps).step = step

    # What keys do.

    def action_next_step(self) -> None:
        """Go to the next step."""
        self._step(min(_MESSAGE, self.query_one(Steps).step + 1), focus=True)

    def action_previous_step(self) -> None:
        """Go to the step before."""
        self._step(max(_KNOW, self.query_one(Steps).step - 1), focus=True)

    def action_choose_offer(self) -> None:
        """Choose another offer."""
        self._step(_BRING)
        self.query_one(BringView).choose()

    def action_change_ask(self) -> None:
        """Change the ask."""
        self._step(_BRING)
        self.query_one(BringView).ask()

    def action_give_only(self) -> None:
        """Ask for nothing."""
        self.query_one(BringView).ask(clear=True)
        self.interface.say("This message asks for nothing.")

    def action_add_fact(self) -> None:
        """Go to the person, where facts are added."""
        self.interface.switch_to("people")

    def action_copy(self) -> None:
        """Copy the message, if it is cleared."""
        from outreach.tui.leaving import copy  # noqa: PLC0415  # when it is needed

        self.leave_with(lambda message: copy(self.app, message))

    def action_save(self) -> None:
        """Save the message, if it is cleared."""
        from outreach.tui.leaving import save  # noqa: PLC0415  # when it is needed

        name = self.composition.contact.id if self.composition else "message"
        self.leave_with(lambda message: f"Saved as {save(message, name, Path.cwd()).name}.")

    def action_mail(self) -> None:
        """Open the message in the mail program, if it is cleared."""
        from outreach.tui.leaving import mail  # noqa: PLC0415  # when it is needed

        self.leave_with(mail)

    def action_sent(self) -> None:
        """Record that the person sent the message."""
        self.leave_with(self._sent)

    def _sent(self, message: ClearedMessage) -> str:
        composition = self.composition
        if composition is None or composition.version is None:
            return ""
        said = self.session.sent(message, composition.version.written)
        self.session.keep(None)
        self.app.call_from_thread(self._over)
        return said

    def _over(self) -> None:
        self.composition = None
        self.query_one(ContactView).nobody()
        self.pane.empty(Content("It is recorded. 1 opens Today for the next message."))
        self.interface.switch_to(keys.PLACES[0].name)
        self.refresh_bindings()

    def leave(self) -> None:
        """Leave a field for the pane it is in; from there, go back to the people."""
        focused = self.focused
        if focused is not None and focused.check_consume_key("a", "a"):
            self.pane.rest() if self.query_one(Steps).step == _MESSAGE else self.query_one(BringView).choose()
        elif self.query_one(Steps).step > _KNOW and not self.has_class("-wide"):
            self.action_previous_step()
        else:
            self.interface.switch_to("people")

    def step_to_message(self) -> None:
        """Open the message."""
        self._step(_MESSAGE)

    def _step(self, step: int, *, focus: bool = False) -> None:
        self.query_one(Steps).step = step
        panes = self.query_one("#panes", Horizontal).children
        for index, pane in enumerate(panes):
            pane.set_class(index == step, "-here")
        if focus:
            (self.query_one(ContactView).focus, self.query_one(BringView).choose, self.pane.rest)[step]()

    def _show_bring(self) -> None:
        composition = self.composition
        if composition is not None and self.standing is not None:
            chosen = composition.offer_id or next((each.offer.id for each in composition.choices if each.why), None)
            self.query_one(BringView).show(composition.choices, self.standing, chosen, composition.ask)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's signature
        """Tell whether something can be done now; what cannot is not shown."""
        return self.possible(action)

    def said_of(self, written_by: str, attempts: int) -> Content:
        """Return the line over a cleared message."""
        many = "" if attempts == 1 else f" in {attempts} attempts"
        return Content.styled("✓ Cleared  ", "bold $success") + literal(one_line(f"by {written_by}{many}"), "$text-muted")
