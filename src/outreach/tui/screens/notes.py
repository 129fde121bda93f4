"""Notes: paste what somebody wrote, or what you noted of them; what it says is proposed, and you accept, reword or drop it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Checkbox, Input, Static

from outreach.errors import OutreachError
from outreach.tui import keys
from outreach.tui.outside import literal, one_line
from outreach.tui.screens.base import Framed
from outreach.tui.widgets.editor import Editor
from outreach.tui.widgets.proposals_list import ProposalsList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from outreach.tui.session import Person

_HOW = "Paste a text about them. ^s proposes what it says, in its own words; only what you accept is known."
_EMPTY = "Nothing in it says what they do, want or struggle with. If they wrote it themselves, tick that and press ^s again."
_SETTLE = "a accepts, e says it in your words, x drops."


class Tick(Checkbox):
    """A box whose mark is there only when it is ticked, so that no colour is needed to tell."""

    def watch_value(self) -> None:
        """Put the mark in or take it out."""
        self.BUTTON_INNER = "✓" if self.value else " "
        super().watch_value()

    def on_mount(self) -> None:
        """Begin without a mark."""
        self.BUTTON_INNER = " "


class Notes(Framed):
    """A field for a text, where it is from, whose words they are, and what it proposes."""

    place = "notes"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("notes")]
    DEFAULT_CSS = """
    Notes #who { padding: 0 1; height: auto; }
    Notes #taking { height: auto; }
    Notes Editor { height: 6; border: none; background: $surface; margin: 0 1; }
    Notes.-wide Editor { height: 12; }
    Notes Input { background: $surface; margin: 0 1; }
    Notes Checkbox { margin: 0 1; background: $background; }
    Notes #said { padding: 1 1 0 1; height: auto; width: 1fr; }
    Notes #words { display: none; }
    Notes #words.-open { display: block; }
    """

    def __init__(self, person: Person) -> None:
        """Take notes on one person."""
        super().__init__()
        self._person = person

    def body(self) -> ComposeResult:
        """Return the parts."""
        yield Static(Content.styled("Notes on ", "bold $primary") + literal(one_line(self._person.name), "bold"), id="who")
        with Vertical(id="taking"):
            yield Editor(id="text", placeholder="Paste what they wrote, or what you noted")
            yield Input(placeholder="where it is from, such as: her newsletter", id="where", compact=True, max_length=200)
            yield Tick("They wrote it themselves", id="theirs", compact=True)
        yield Static(Content(_HOW), id="said")
        yield ProposalsList()
        yield Input(placeholder="in your words", id="words", compact=True, max_length=300, select_on_focus=False)

    def on_mount(self) -> None:
        """Let a text be pasted at once, and show what waits already."""
        self.query_one("#text").focus()
        self.work(self._load, "settle")

    def action_propose(self) -> None:
        """Propose what the text says."""
        self.work(self._propose, "settle")

    def action_accept(self) -> None:
        """Accept the proposal under the cursor as it stands."""
        self._settle(lambda found: self.session.accept(found, None))

    def action_drop(self) -> None:
        """Drop the proposal under the cursor."""
        self._settle(self.session.drop)

    def action_edit(self) -> None:
        """Say the proposal under the cursor in one's own words."""
        found = self.query_one(ProposalsList).found
        if found is not None:
            field = self.query_one("#words", Input)
            field.value = found.proposal.quote.rstrip(".")
            field.add_class("-open")
            field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Accept what was worded anew; from the other field, propose."""
        if event.input.id == "words":
            words = event.value
            self._settle(lambda found: self.session.accept(found, words))
        else:
            self.action_propose()

    def on_editor_refused(self) -> None:
        """Say that what was pasted is too long."""
        self.interface.say("That is too long to paste: take the part that is about them.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's signature
        """Tell whether something can be done now; what cannot is not shown."""
        return action not in {"accept", "edit", "drop"} or self.query_one(ProposalsList).found is not None

    def leave(self) -> None:
        """Leave a field for the proposals; from them, or where there are none, go back."""
        waiting = self.query_one(ProposalsList)
        if waiting.has_focus or waiting.found is None:
            self.dismiss()
        else:
            self._to_proposals()

    async def _load(self) -> None:
        try:
            waiting = await asyncio.to_thread(self.session.proposals, self._person.id)
        except OutreachError as error:
            self.interface.problem(error)
            return
        self.query_one(ProposalsList).show(waiting)
        if waiting:
            self._say(_SETTLE)
        self.refresh_bindings()

    async def _propose(self) -> None:
        text, where = self.query_one(Editor).text, self.query_one("#where", Input).value
        theirs = self.query_one("#theirs", Checkbox).value
        try:
            found = await asyncio.to_thread(self.session.propose, self._person.id, text, where, theirs=theirs)
        except OutreachError as error:
            self.interface.problem(error)
            return
        await self._load()
        if found:
            self._to_proposals()
        else:
            self._say(_EMPTY)

    def _settle(self, way: Callable[..., str]) -> None:
        found = self.query_one(ProposalsList).found
        if found is not None:
            self.work(partial(self._settled, partial(way, found)), "settle")

    async def _settled(self, way: Callable[[], str]) -> None:
        try:
            said = await asyncio.to_thread(way)
        except OutreachError as error:
            self.interface.problem(error)
            return
        await self._load()
        self._to_proposals()
        more = self.query_one(ProposalsList).found is not None
        self._say(f"{said} {_SETTLE if more else 'Esc goes back.'}")

    def _to_proposals(self) -> None:
        self.query_one("#words").remove_class("-open")
        self.query_one(ProposalsList).focus()

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(literal(text))
