"""Review: the cleared messages of a run one at a time; one key keeps, changes or drops each. What is decided is kept at once."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from outreach.errors import OutreachError
from outreach.gate import Held
from outreach.tui import keys
from outreach.tui.live import LiveLint
from outreach.tui.outside import literal, one_line
from outreach.tui.screens.base import Framed
from outreach.tui.widgets.message_pane import MessagePane

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from outreach.actions.batch_review import Decision, Item, Reviewing
    from outreach.lint.finding import Finding
    from outreach.tui.widgets.editor import Editor
    from outreach.tui.widgets.findings_view import FindingsView


class Review(Framed):
    """The queue of one run, which is held as long as the screen is open; it begins at the first row without a decision."""

    place = "review"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("review")]
    DEFAULT_CSS = """
    Review #who { padding: 0 1; height: auto; width: 1fr; }
    Review MessagePane { height: 1fr; }
    """

    def __init__(self, folder: Path) -> None:
        """Review the run in a folder."""
        super().__init__()
        self._folder = folder
        self._held = ExitStack()
        self._review: Reviewing | None = None
        self._rows: tuple[int, ...] = ()
        self._at = 0
        self._item: Item | None = None
        self._writing = False
        self._lint = LiveLint(self, self._judged)

    def body(self) -> ComposeResult:
        """Return who the message is to, and the message."""
        yield Static(id="who")
        yield MessagePane()

    def on_mount(self) -> None:
        """Take hold of the run."""
        self.work(self._open, "review")

    def on_unmount(self) -> None:
        """Let go of the run, where the screen is closed by anything but its own key."""
        self._held.close()

    def action_keep(self) -> None:
        """Keep the message, and go on to the next."""
        from outreach.actions.batch_review import Decision  # noqa: PLC0415  # the run is open

        self._decide(Decision.KEPT)

    def action_drop(self) -> None:
        """Drop the message, and go on to the next."""
        from outreach.actions.batch_review import Decision  # noqa: PLC0415  # the run is open

        self._decide(Decision.DROPPED)

    def action_undo(self) -> None:
        """Take back what was decided about the message."""
        self._decide(None)

    def action_next(self) -> None:
        """Go on to the next message, and decide nothing."""
        self._go(1)

    def action_previous(self) -> None:
        """Go back to the message before."""
        self._go(-1)

    def action_edit(self) -> None:
        """Change the message: from here on the words are the person's own."""
        if self._item is not None and self._item.message is not None:
            self._writing = True
            self.query_one(MessagePane).write(self._item.message.subject, self._item.message.body)
            self.refresh_bindings()

    def action_save(self) -> None:
        """Keep the changed message, if it clears."""
        self.work(self._save, "review")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's signature
        """Tell whether something can be done now; what cannot is not shown."""
        if self._writing or self._item is None:
            return action == "save" and self._writing
        if action == "undo":
            return self._item.decision is not None
        return action != "save" and (action not in {"keep", "edit"} or self._item.message is not None)

    def leave(self) -> None:
        """Leave the words as they were; from reading, write the tables anew and go back to the runs."""
        if self._writing:
            self._writing = False
            self._lint.stop()
            self.work(self._show, "review")
        else:
            self.work(self._finish, "review")

    def on_message_pane_typed(self) -> None:
        """Judge what was typed, in a moment."""
        review, item = self._review, self._item
        if self._writing and review is not None and item is not None:
            subject, body = self.query_one(MessagePane).own
            self._lint.changed(lambda: review.lint(item.row, subject, body))

    def on_findings_view_picked(self, event: FindingsView.Picked) -> None:
        """Go to the words that a finding is about."""
        self.query_one(MessagePane).go_to(event.finding)

    def on_editor_refused(self, event: Editor.Refused) -> None:
        """Say that what was pasted is too long."""
        event.stop()
        self.interface.say("That is longer than any message, and was not pasted.")

    def _judged(self, findings: tuple[Finding, ...]) -> None:
        if self._writing:
            errors = any(each.severity == "error" for each in findings)
            said = Content.styled("✗ Your own text does not clear yet.", "bold $error") if errors else _CLEARS
            self.query_one(MessagePane).mark(findings, said)

    def _decide(self, decision: Decision | None) -> None:
        self.work(partial(self._decided, decision), "review")

    def _go(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), max(len(self._rows) - 1, 0))
        self.work(self._show, "review")

    async def _open(self) -> None:
        try:
            self._review = await asyncio.to_thread(self._take_hold)
            turns = await asyncio.to_thread(lambda review: tuple(review.queue()), self._review)
        except OutreachError as error:
            self.interface.problem(error)
            self.dismiss()
            return
        self._rows = tuple(turn.row for turn in turns)
        self._at = next((at for at, turn in enumerate(turns) if turn.decision is None), 0)
        await self._show()

    def _take_hold(self) -> Reviewing:
        return self._held.enter_context(self.session.batches.review(self._folder))

    async def _show(self) -> None:
        pane = self.query_one(MessagePane)
        if self._review is None or not self._rows:
            pane.empty(Content("No message of this run was cleared. Esc goes back."))
            return
        try:
            self._item = await asyncio.to_thread(self._review.item, self._rows[self._at])
        except OutreachError as error:
            self.interface.problem(error)
            return
        self.query_one("#who", Static).update(self._who(self._item))
        if self._item.message is not None:
            pane.read(
                self._item.message, Content.styled("✓ Cleared", "bold $success") + Content(f"  {_DECIDED[self._item.decision]}")
            )
            pane.rest()
        else:
            pane.empty(Content.styled("Today's rules hold it, so it is not shown. ", "bold $warning") + literal(self._item.held))
        self.refresh_bindings()

    def _who(self, item: Item) -> Content:
        place = Content(f"{self._at + 1:,} of {len(self._rows):,}  ")
        return (
            place
            + literal(one_line(item.name, 100), "bold")
            + literal(f"  row {item.row:,} · {one_line(item.offer_id, 60)}", "$text-muted")
        )

    async def _decided(self, decision: Decision | None) -> None:
        if self._review is None or self._item is None:
            return
        try:
            await asyncio.to_thread(self._review.decide, self._item.row, decision)
        except OutreachError as error:
            self.interface.problem(error)
            return
        if decision is not None and self._at + 1 < len(self._rows):
            self._at += 1
        elif decision is not None:
            self.interface.say("That was the last of them. Esc writes the tables and goes back.")
        await self._show()

    async def _save(self) -> None:
        if self._review is None or self._item is None:
            return
        subject, body = self.query_one(MessagePane).own
        try:
            outcome = await asyncio.to_thread(self._review.edit, self._item.row, subject, body)
        except OutreachError as error:
            self.interface.problem(error)
            return
        if isinstance(outcome, Held):
            said = Content.styled("✗ It does not clear: mend what is marked first.", "bold $error")
            self.query_one(MessagePane).mark(outcome.findings, said)
            return
        self._writing = False
        await self._show()

    async def _finish(self) -> None:
        if self._review is not None:
            try:
                await asyncio.to_thread(self._review.finish)
            except OutreachError as error:
                self.interface.problem(error)
            await asyncio.to_thread(self._held.close)
        self.dismiss()


_CLEARS = Content.styled("✓ Your own text clears.", "bold $success") + Content(" ^s keeps it.")
_DECIDED = {
    None: "nothing decided yet", "kept": "kept", "dropped": "dropped: it leaves cleared.csv", "edited": "changed by you",
}  # fmt: skip
"""What was decided about a message, in words."""
