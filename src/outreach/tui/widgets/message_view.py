"""The only widget that shows what an engine wrote, and it takes nothing but a cleared message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from outreach.tui.outside import clean, literal, one_line

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from outreach.gate import ClearedMessage


class MessageView(VerticalScroll):
    """A cleared message to read: whom it goes to, its subject, its body. Another version may stand below it, to compare."""

    DEFAULT_CSS = """
    MessageView { padding: 0 1; background: $background; }
    MessageView > Static { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """Make the one text."""
        yield Static(id="words")

    def show(self, message: ClearedMessage, other: ClearedMessage | None = None) -> None:
        """Show a cleared message, and below it the version before where it is given."""
        content = _whole(message)
        if other is not None:
            content = Content("\n\n").join(
                [content, Content.styled("── the version before ──", "$text-muted"), _compared(other, message)]
            )
        self.query_one("#words", Static).update(content)
        self.scroll_home(animate=False)

    def clear(self) -> None:
        """Show nothing."""
        self.query_one("#words", Static).update(Content(""))


def _whole(message: ClearedMessage) -> Content:
    lines = []
    if message.name:
        address = f" <{one_line(message.address)}>" if message.address else ""
        lines.append(Content.styled("To       ", "$text-muted") + Content(f"{one_line(message.name)}{address}"))
    if message.subject:
        lines.append(Content.styled("Subject  ", "$text-muted") + literal(one_line(message.subject), "bold"))
    return Content("\n").join([*lines, Content(""), literal(message.body)])


def _compared(other: ClearedMessage, message: ClearedMessage) -> Content:
    """Return a version with the lines that the other has not set apart by a mark and in bold."""
    there = {line.strip() for line in clean(message.body).splitlines()}
    lines = [Content.styled("Subject  ", "$text-muted") + literal(one_line(other.subject))] if other.subject else []
    for line in clean(other.body).splitlines():
        new = bool(line.strip()) and line.strip() not in there
        lines.append(Content.styled("≠ ", "bold $warning") + literal(line, "bold") if new else literal(line))
    return Content("\n").join(lines)
