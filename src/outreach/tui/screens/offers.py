"""Offers: what you can really give, how much of it is promised and given this month, and what is used up."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from outreach import wiring
from outreach.errors import OutreachError
from outreach.tui import keys
from outreach.tui.outside import literal, one_line
from outreach.tui.screens.base import Framed
from outreach.tui.widgets.offers_list import OffersList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from outreach.domain.offer import Offer as AnOffer
    from outreach.tui.session import Flaw, Stock

_NONE = "There is no offer yet, so nothing can be drafted. n adds one: something that you would do for a stranger."


class Offers(Framed):
    """The inventory, read anew whenever the screen is opened."""

    place = "offers"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("offers")]
    DEFAULT_CSS = """
    Offers #said { height: auto; max-height: 50%; padding: 1 2 0 2; width: 1fr; }
    Offers OffersList { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._doomed = ""

    def body(self) -> ComposeResult:
        """Return what is said of the inventory, and the inventory."""
        yield Static(id="said")
        yield OffersList()

    def on_mount(self) -> None:
        """Let the arrow keys work at once."""
        self.query_one(OffersList).focus()

    def on_screen_resume(self) -> None:
        """Read the inventory anew: something may have been given meanwhile."""
        self.call_after_refresh(lambda: self.work(self._load, "offers"))

    def on_option_list_option_selected(self) -> None:
        """Change the offer chosen."""
        self.action_edit()

    def action_edit(self) -> None:
        """Change the offer under the cursor."""
        offer = self.query_one(OffersList).offer
        if offer is not None:
            self._open(offer)

    def action_new(self) -> None:
        """Add an offer."""
        self._open(None)

    def action_remove(self) -> None:
        """Take the offer under the cursor out of the file, when this is pressed twice."""
        offer = self.query_one(OffersList).offer
        if offer is not None and self._doomed == offer.id:
            self.work(partial(self._remove, offer.id), "offers")
        elif offer is not None:
            self._doomed = offer.id
            self.interface.say(f"x once more takes {one_line(offer.id, 60)} out of offers.yaml.")

    def action_external(self) -> None:
        """Change the file in the person's own editor, and read it anew."""
        from outreach.tui.own_editor import change_file  # noqa: PLC0415  # when it is needed

        try:
            change_file(self.app, self.session.offers_file)
        except OutreachError as error:
            self.interface.problem(error)
        self.work(self._load, "offers")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's signature
        """Tell whether something can be done now; what cannot is not shown."""
        return action not in {"edit", "remove"} or self.query_one(OffersList).offer is not None

    async def _remove(self, id_: str) -> None:
        self._doomed = ""
        try:
            await asyncio.to_thread(self.session.remove_offer, id_)
        except OutreachError as error:
            self.interface.problem(error)
        await self._load()

    def _open(self, offer: AnOffer | None) -> None:
        from outreach.tui.screens.offer import Offer  # noqa: PLC0415  # opened later

        self.app.push_screen(Offer(offer))

    async def _load(self) -> None:
        said = self.query_one("#said", Static)
        try:
            stocks = await asyncio.to_thread(self.session.inventory)
        except OutreachError as error:
            said.update(Content.styled("The offers cannot be read. ", "bold $error") + literal(str(error)))
            return
        self.query_one(OffersList).show(stocks, wiring.today())
        self.refresh_bindings()
        said.update(_said(stocks, ()))
        try:
            flaws = await asyncio.to_thread(self.session.flaws)
        except OutreachError as error:
            self.interface.problem(error)
            return
        self.query_one(OffersList).show(stocks, wiring.today(), flaws)
        said.update(_said(stocks, flaws))


def _said(stocks: tuple[Stock, ...], flaws: tuple[Flaw, ...]) -> Content:
    """Say what the list is, and what is wrong with offers that are not on it any more."""
    there = {stock.offer.id for stock in stocks}
    gone = [
        literal(f"\n! {one_line(flaw.offer_id, 60)}, {one_line(flaw.says)}", "$warning")
        for flaw in flaws
        if flaw.offer_id not in there
    ]
    if not stocks:
        return Content("").join([Content(_NONE), *gone])
    head = Content.styled("What you can give.", "bold") + Content("  Every message opens with one of these.")
    return Content("").join([head, *gone])
