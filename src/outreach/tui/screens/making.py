"""The making of a message, for the screen Compose: drafting, one's own words, versions, and what holds them."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from outreach.errors import OutreachError
from outreach.gate import ClearedMessage, Held, Waiver
from outreach.tui.live import LiveLint
from outreach.tui.outside import literal, one_line
from outreach.tui.remedies import remedy
from outreach.tui.screens.base import Framed
from outreach.tui.session import Stopped
from outreach.tui.widgets.message_pane import MessagePane

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.worker import Worker

    from outreach.actions.draft import Written
    from outreach.domain.standing import Standing
    from outreach.gate import Outcome
    from outreach.lint.finding import Finding
    from outreach.tui.composition import Composition, Version
    from outreach.tui.widgets.editor import Editor
    from outreach.tui.widgets.findings_view import FindingsView

_NEEDS: dict[str, Callable[[Composition], bool]] = {
    "stop": lambda _: False,
    **dict.fromkeys(("draft", "choose_offer", "change_ask", "give_only", "add_fact"), lambda _: True),
    **dict.fromkeys(("copy", "save", "sent", "mail", "another"), lambda made: made.version is not None),
    **dict.fromkeys(("edit", "external"), lambda made: made.written is not None),
    "compare": lambda made: made.before is not None,
    "undo": lambda made: made.at > 0,
    "waive": lambda made: made.version is not None and made.version.own is not None,
}
"""What has to be there of a message before something can be done with it."""


class Making(Framed):
    """What happens to the message; the screen that shows the steps around it is Compose."""

    def __init__(self) -> None:
        super().__init__()
        self.composition: Composition | None = None
        self.standing: Standing | None = None
        self._drafting: Worker[None] | None = None
        self._comparing = False
        self._lint = LiveLint(self, self._judged)

    @property
    def pane(self) -> MessagePane:
        """Return the pane of the message."""
        return self.query_one(MessagePane)

    def possible(self, action: str) -> bool:
        """Tell whether something can be done now."""
        made = self.composition
        if action not in _NEEDS:
            return True
        if made is None or self._drafting is not None:
            return action == "stop" and self._drafting is not None
        return _NEEDS[action](made) and (action != "waive" or self.pane.finding is not None)

    def step_to_message(self) -> None:
        """Open the pane of the message, where only one has room."""

    def said_of(self, written_by: str, attempts: int, why: str) -> Content:
        """Return the line over a cleared message."""
        raise NotImplementedError

    # Drafting.

    def action_draft(self) -> None:
        """Draft the message."""
        if self.composition is not None and self._drafting is None:
            self._store_own()
            self.step_to_message()
            self.pane.stage("")
            self.pane.rest()
            self._drafting = self.work(partial(self._draft, self.composition), "draft")
            self.keep()
            self.refresh_bindings()

    def action_another(self) -> None:
        """Write another version."""
        self.action_draft()

    def action_stop(self) -> None:
        """Stop drafting at once."""
        if self._drafting is not None:
            self._drafting.cancel()
            self._drafting = None
            self._show_version(Content("Stopped. d drafts again."))

    async def _draft(self, made: Composition) -> None:
        running = self.session.draft(made.wanted, self._notice)
        try:
            written = await asyncio.to_thread(running.result)
        except asyncio.CancelledError:
            running.stop()
            raise
        except Stopped:
            return
        except OutreachError as error:
            self._drafting = None
            self._failed(error)
            return
        self._drafting = None
        if made is self.composition:
            self._came(made, written)

    def _notice(self, stage: str) -> None:
        """Pass a stage on from the thread that drafts."""
        self.call_from_thread(self._stage, stage)

    def call_from_thread(self, call: Callable[[str], None], text: str) -> None:
        """Call something on the screen's own thread, and do not wait for it."""
        self.interface.soon(call, text)

    def _stage(self, stage: str) -> None:
        if self._drafting is not None:
            self.pane.stage(stage)

    def _came(self, made: Composition, written: Written) -> None:
        outcome = written.outcome
        made.came(written, outcome if isinstance(outcome, ClearedMessage) else None)
        if isinstance(outcome, Held):
            said = Content.styled("✗ Held, and not shown: ", "bold $error") + Content(f"{one_line(written.ended)}.")
            self.pane.held(outcome.findings, said)
        else:
            self._show_version()
        self.refresh_bindings()

    def _failed(self, error: OutreachError) -> None:
        self.pane.empty(
            Content.styled("No draft. ", "bold $warning")
            + literal(one_line(error.message, 1000))
            + Content("\n\n")
            + literal(one_line(error.remedy, 1000), "$text-muted")
            + Content("\n\nf add a fact   o another offer   a change the ask   d try again")
        )
        self.refresh_bindings()

    # Versions.

    def _show_version(self, said: Content | None = None) -> None:
        made = self.composition
        version = made.version if made else None
        if made is None or version is None:
            self.pane.empty(said or Content("d drafts the message."))
        elif version.own is not None:
            self.pane.write(*version.own)
        elif version.message is not None:
            written = version.written
            line = said or self.said_of(written.engine, len(written.holds) + 1, written.why)
            self.pane.read(version.message, line, made.before if self._comparing else None)
            self.pane.rest()
        self.refresh_bindings()

    def action_compare(self) -> None:
        """Show the version before below this one, or no longer."""
        self._comparing = not self._comparing
        self._show_version()

    def action_undo(self) -> None:
        """Go back to the version before."""
        if self.composition is not None:
            self._store_own()
            self.composition.undo()
            self._show_version()
            self.keep()

    # One's own words.

    def action_edit(self) -> None:
        """Change the message: what is written from here on are the person's own words."""
        if self.composition is not None and self.composition.write_own() is not None:
            self.step_to_message()
            self._show_version()

    def action_external(self) -> None:
        """Change the message in the person's own editor."""
        from outreach.tui.own_editor import change  # noqa: PLC0415  # when it is needed

        self._store_own()
        version = self.composition.write_own() if self.composition is not None else None
        if version is None or version.own is None:
            return
        try:
            version.own = change(self.app, *version.own)
        except OutreachError as error:
            self.interface.problem(error)
        self._show_version()
        self.keep()

    def on_message_pane_typed(self) -> None:
        """Judge what was typed, in a moment."""
        version = self._own_version()
        if version is not None:
            subject, body = self.pane.own
            self._lint.changed(lambda: self._lint_own(version, subject, body))

    def _lint_own(self, version: Version, subject: str, body: str) -> tuple[Finding, ...]:
        found = self.session.lint(subject, body, version.written.brief).findings
        waived = {waiver.code for waiver in version.waivers}
        return tuple(each for each in found if each.code not in waived)

    def _judged(self, findings: tuple[Finding, ...]) -> None:
        if self._own_version() is None:
            return
        errors = sum(each.severity == "error" for each in findings)
        if errors:
            said = Content.styled("✗ Your own text does not clear yet", "bold $error") + Content(
                ", so it cannot be copied or saved."
            )
        else:
            said = Content.styled("✓ Your own text clears", "bold $success") + Content(
                ", with the marks below." if findings else "."
            )
        self.pane.mark(findings, said)
        self._store_own()
        self.keep()
        self.refresh_bindings()

    def on_findings_view_picked(self, event: FindingsView.Picked) -> None:
        """Do what a finding asks for: in own words, go to the place; else what its key does."""
        if self._own_version() is not None:
            self.pane.go_to(event.finding)
        else:
            self.call_later(self.run_action, remedy(event.finding, own=False).name)

    def on_editor_refused(self, event: Editor.Refused) -> None:
        """Say that what was pasted is too long."""
        event.stop()
        self.interface.say("That is longer than any message, and was not pasted.")

    def action_waive(self) -> None:
        """Let the finding under the cursor stand, with a reason."""
        from outreach.tui.screens.waive import Waive  # noqa: PLC0415  # opened seldom

        version, finding = self._own_version(), self.pane.finding
        if version is None or finding is None:
            return

        def take(reason: str | None) -> None:
            if reason:
                version.waivers = (*version.waivers, Waiver(finding.code, reason))
                self.on_message_pane_typed()

        self.app.push_screen(Waive(finding), take)

    # Leaving.

    def leave_with(self, way: Callable[[ClearedMessage], str]) -> None:
        """Let the message go some way, if it is cleared: own words are cleared here and now."""
        self._store_own()
        version = self.composition.version if self.composition is not None else None
        if version is not None:
            self.work(partial(self._go, version, way), "leave")

    async def _go(self, version: Version, way: Callable[[ClearedMessage], str]) -> None:
        try:
            outcome = await asyncio.to_thread(self._clear, version)
            if isinstance(outcome, Held):
                self.pane.mark(outcome.findings, Content.styled("✗ It does not clear: mend what is marked first.", "bold $error"))
                return
            said = await asyncio.to_thread(way, outcome)
        except OutreachError as error:
            self.interface.problem(error)
        else:
            self.interface.say(said)

    def _clear(self, version: Version) -> Outcome:
        if version.message is not None:
            return version.message
        return self.session.clear(*(version.own or ("", "")), version.written.brief, version.waivers)

    def keep(self) -> None:
        """Keep what was begun for the next time."""
        if self.composition is not None:
            self.session.keep(self.composition.unfinished)

    def _own_version(self) -> Version | None:
        version = self.composition.version if self.composition is not None else None
        return version if version is not None and version.own is not None else None

    def _store_own(self) -> None:
        version = self._own_version()
        if version is not None and self.pane.has_class("-writing"):
            version.own = self.pane.own
