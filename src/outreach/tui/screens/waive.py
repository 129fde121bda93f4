"""Let one finding stand in one's own text, for this one message, with a reason that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from outreach.tui.outside import literal, one_line

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from outreach.lint.finding import Finding


class Waive(ModalScreen[str]):
    """Ask for the reason; the answer is empty when the finding is to hold."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss('')", "Close")]
    DEFAULT_CSS = """
    Waive { align: center middle; background: $background 60%; }
    Waive Vertical { width: 64; max-width: 100%; height: auto; padding: 1 2; background: $panel; border: round $primary; }
    Waive Static { height: auto; width: 1fr; }
    Waive Input { background: $surface; margin-top: 1; }
    """

    def __init__(self, finding: Finding) -> None:
        """Ask about one finding."""
        super().__init__()
        self._finding = finding

    def compose(self) -> ComposeResult:
        """Return what is asked, and the field."""
        with Vertical():
            found = self._finding
            yield Static(
                Content.styled(f"Let {one_line(found.code, 20)} stand in this message?\n", "bold")
                + literal(one_line(found.says))
                + Content("\nSay why: the reason is kept with the message. Esc lets it hold.")
            )
            yield Input(placeholder="because …", compact=True, max_length=300)

    def on_mount(self) -> None:
        """Let the person type at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the reason."""
        event.stop()
        self.dismiss(one_line(event.value))
