"""The message: how far it is, its words when they are cleared, the person's own words to change, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from outreach.tui.outside import literal, one_line
from outreach.tui.widgets.editor import Editor
from outreach.tui.widgets.findings_view import FindingsView
from outreach.tui.widgets.message_view import MessageView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from outreach.gate import ClearedMessage
    from outreach.lint.finding import Finding

SUBJECT_LENGTH = 300


class MessagePane(Vertical):
    """One of three at a time: a cleared message to read, own words to change, or what held a draft."""

    DEFAULT_CSS = """
    MessagePane > #stage { height: auto; max-height: 8; padding: 0 1; width: 1fr; }
    MessagePane > MessageView { height: 1fr; display: none; }
    MessagePane > #own { height: 1fr; display: none; }
    MessagePane > FindingsView { height: auto; max-height: 45%; display: none; margin-top: 1; }
    MessagePane.-reading > MessageView { display: block; }
    MessagePane.-writing > #own { display: block; }
    MessagePane.-found > FindingsView { display: block; }
    MessagePane.-held > FindingsView { max-height: 1fr; }
    MessagePane #subject { background: $surface; margin: 0 1; }
    MessagePane Editor { height: 1fr; border: none; background: $surface; margin: 1 1 0 1; padding: 0; }
    MessagePane Editor:focus { border: none; }
    """

    class Typed(Message):
        """The person's own words changed."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: list[str] = []

    def compose(self) -> ComposeResult:
        """Return the parts, of which some are shown at a time."""
        yield Static(id="stage")
        yield MessageView()
        with Vertical(id="own"):
            yield Input(placeholder="Subject", id="subject", compact=True, max_length=SUBJECT_LENGTH)
            yield Editor(id="body", placeholder="Write the message yourself.")
        yield FindingsView(id="found")

    @property
    def own(self) -> tuple[str, str]:
        """Return the person's own subject and body."""
        return self.query_one("#subject", Input).value, self.query_one(Editor).text

    @property
    def finding(self) -> Finding | None:
        """Return the finding under the cursor."""
        return self.query_one(FindingsView).finding

    def say(self, text: Content) -> None:
        """Say in a line or two how it stands."""
        self.query_one("#stage", Static).update(text)

    def empty(self, text: Content) -> None:
        """Show nothing but what to do next."""
        self._only()
        self.query_one(MessageView).clear()
        self.say(text)

    def stage(self, said: str) -> None:
        """Show one more stage of a draft on its way (empty: it begins)."""
        self._stages = [*self._stages[-5:], said] if said else ["choosing what to say"]
        done = [Content.styled("✗ " if each.startswith("held") else "✓ ", "$text-muted") + literal(one_line(each), "$text-muted")
                for each in self._stages[:-1]]  # fmt: skip
        now = Content.styled("… ", "bold $primary") + literal(one_line(self._stages[-1]), "bold")
        self._only()
        self.say(Content("\n").join([*done, now, Content.styled("  x stops it at once", "$text-muted")]))

    def read(self, message: ClearedMessage, said: Content, other: ClearedMessage | None = None) -> None:
        """Show a cleared message."""
        self._only("-reading")
        self.say(said)
        self.query_one(MessageView).show(message, other)

    def held(self, findings: Sequence[Finding], said: Content) -> None:
        """Show what held a draft, and none of its words."""
        self._only("-found", "-held")
        self.query_one(MessageView).clear()
        self.say(said)
        found = self.query_one(FindingsView)
        found.show(findings, own=False)
        found.focus()

    def write(self, subject: str, body: str) -> None:
        """Let the person change their own words."""
        self._only("-writing")
        with self.prevent(Input.Changed):
            self.query_one("#subject", Input).value = subject
        editor = self.query_one(Editor)
        if editor.text != body:
            editor.start(body)
        editor.focus()
        self.post_message(self.Typed())

    def mark(self, findings: Sequence[Finding], said: Content) -> None:
        """Mark what was found in the person's own words, with the reasons beside them."""
        self.query_one(Editor).mark(each for each in findings if each.place == "body")
        self.set_class(bool(findings), "-found")
        found = self.query_one(FindingsView)
        found.show(findings, own=True)
        if findings and self.screen.focused is None:
            found.focus()
        self.say(said)

    def rest(self) -> None:
        """Take the focus out of the fields, so that letters are keys."""
        target = self.query_one(FindingsView) if self.has_class("-found") else self.query_one(MessageView)
        if target.display and self.display:
            target.focus()
        else:
            self.screen.set_focus(None)

    def go_to(self, finding: Finding) -> None:
        """Put the cursor where a finding is."""
        if finding.place == "subject":
            self.query_one("#subject", Input).focus()
        else:
            editor = self.query_one(Editor)
            editor.focus()
            editor.go_to(finding.start)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Announce that the subject changed."""
        event.stop()
        self.post_message(self.Typed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the body."""
        event.stop()
        self.query_one(Editor).focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Announce that the body changed."""
        event.stop()
        self.post_message(self.Typed())

    def _only(self, *shown: str) -> None:
        for name in ("-reading", "-writing", "-found", "-held"):
            self.set_class(name in shown, name)
