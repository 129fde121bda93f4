"""What one brings and asks: the offers with the reason each fits, the ask, and what is wise now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from outreach.tui.outside import literal, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from outreach.domain.standing import Standing
    from outreach.tui.session import Choice

ASK_LENGTH = 300


class BringView(Vertical):
    """The offers to choose from and the field of the ask."""

    DEFAULT_CSS = """
    BringView { padding: 0 1; }
    BringView Static { height: auto; width: 1fr; }
    BringView OptionList { height: 1fr; border: none; padding: 0; background: $background; }
    BringView OptionList:focus { border: none; }
    BringView #ask-label { margin-top: 1; }
    BringView #ask { background: $surface; }
    BringView #wise { margin-top: 1; color: $text-muted; max-height: 4; }
    """

    class OfferChosen(Message):
        """An offer was chosen."""

        def __init__(self, offer_id: str) -> None:
            super().__init__()
            self.offer_id = offer_id

    class AskChanged(Message):
        """The ask was changed; empty: nothing is asked."""

        def __init__(self, ask: str) -> None:
            super().__init__()
            self.ask = ask

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()

    def compose(self) -> ComposeResult:
        """Return the list, the field and what is wise."""
        yield Static(Content.styled("What I bring", "bold $primary"))
        yield OptionList(id="offers", compact=True)
        yield Static(
            Content.styled("What I ask", "bold $primary") + Content.styled("  Would you …", "$text-muted"), id="ask-label"
        )
        yield Input(placeholder="nothing: this message only gives", id="ask", compact=True, max_length=ASK_LENGTH)
        yield Static(id="wise")

    def show(self, choices: Sequence[Choice], standing: Standing, offer_id: str | None, ask: str) -> None:
        """Show the offers, the one chosen (or the best) under the cursor, and the ask."""
        self._choices = tuple(choices)
        offers = self.query_one("#offers", OptionList)
        offers.clear_options()
        offers.add_options([Option(self._prompt(each, each.offer.id == offer_id)) for each in self._choices])
        chosen = [index for index, each in enumerate(self._choices) if each.offer.id == offer_id]
        if self._choices:
            offers.highlighted = chosen[0] if chosen else 0
        else:
            offers.add_option(Option(Content("You have no offer yet. 4 opens Offers: n there adds one."), disabled=True))
        field = self.query_one("#ask", Input)
        if field.value != ask:
            with self.prevent(Input.Changed):
                field.value = ask
        self.query_one("#wise", Static).update(literal(one_line(f"{standing.reason}.")))

    def choose(self) -> None:
        """Let the person choose an offer."""
        self.query_one("#offers", OptionList).focus()

    def ask(self, *, clear: bool = False) -> None:
        """Let the person change the ask, or take it away."""
        field = self.query_one("#ask", Input)
        if clear:
            field.value = ""
        else:
            field.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Announce the offer chosen."""
        event.stop()
        self.post_message(self.OfferChosen(self._choices[event.option_index].offer.id))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Announce the ask."""
        event.stop()
        self.post_message(self.AskChanged(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go back to the offers."""
        event.stop()
        self.choose()

    @staticmethod
    def _prompt(choice: Choice, chosen: bool) -> Content:
        title = Content.styled("● " if chosen else "○ ", "$primary") + literal(
            one_line(choice.offer.title), "bold" if chosen else ""
        )
        why = one_line(choice.why) or "nothing recorded says that they need it"
        return title + Content("\n") + literal(why, "$text-muted")
