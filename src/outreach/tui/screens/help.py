"""Help: what can be done on the screen that one came from, with which key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from outreach.tui import keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

_FOCUS = {
    "PeopleList": "The list: ↑ ↓ move, PgUp PgDn Home End go further, Enter chooses.",
    "OptionList": "The list: ↑ ↓ move, Enter chooses.",
    "FindingsView": "What was found: ↑ ↓ move, Enter does what the finding asks for.",
    "Editor": "Your own text: what is found is underlined as you type. ^z undoes, ^y redoes, Esc leaves the field.",
    "Input": "A field: type, Enter takes it, Esc leaves it.",
}


class Help(ModalScreen[None]):
    """The keys of one screen, those of the widget in focus first."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,question_mark,f1", "dismiss", "Close")]
    DEFAULT_CSS = """
    Help { align: center middle; background: $background 60%; }
    Help VerticalScroll { width: 72; max-width: 100%; height: auto; max-height: 90%; padding: 1 2; }
    Help VerticalScroll { background: $panel; border: round $primary; }
    Help Static { width: 1fr; height: auto; }
    """

    def __init__(self, place: str, focused: str) -> None:
        """Explain a screen; `focused` is the class of the widget in focus."""
        super().__init__()
        self._place = place
        self._focused = focused

    def compose(self) -> ComposeResult:
        """Return the one text."""
        with VerticalScroll():
            yield Static(Content("\n").join(self._lines()))

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    def _lines(self) -> Iterator[Content]:
        if self._focused in _FOCUS:
            yield Content.styled("Here", "bold")
            yield from (Content(_FOCUS[self._focused]), Content(""))
        own = [action for action in keys.of(self._place) if action.screen != keys.EVERYWHERE]
        everywhere = [action for action in keys.of(self._place) if action.screen == keys.EVERYWHERE]
        for title, actions in (("On this screen", own), ("Everywhere", everywhere)):
            yield Content.styled(title, "bold")
            for action in actions:
                shown = " ".join(keys.shown(key) for key in action.keys)
                yield Content.styled(f"{shown:<9}", "bold $primary") + Content(action.says)
            yield Content("")
        yield Content.styled("In a text field letters type; Esc leaves the field. Esc closes this.", "$text-muted")
