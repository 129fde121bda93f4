"""The inventory: each offer with what is left of it, said in words and not by a colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from outreach.actions.days import spoken
from outreach.tui.outside import literal, one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from outreach.domain.offer import Offer
    from outreach.tui.session import Flaw, Stock


class OffersList(OptionList):
    """The offers, in the order of the file."""

    DEFAULT_CSS = """
    OffersList { border: none; padding: 0 1; background: $background; height: 1fr; }
    OffersList:focus { border: none; background: $background; }
    OffersList.-textual-compact { padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._offers: tuple[Offer, ...] = ()

    @property
    def offer(self) -> Offer | None:
        """Return the offer under the cursor."""
        return self._offers[self.highlighted] if self.highlighted is not None and self._offers else None

    def show(self, stocks: Sequence[Stock], today: dt.date, flaws: Sequence[Flaw] = ()) -> None:
        """Show the inventory as it stands today, with what is wrong with an offer below it; the cursor keeps its place."""
        at = self.highlighted or 0
        self._offers = tuple(each.offer for each in stocks)
        self.clear_options()
        self.add_options([Option(_prompt(each, today, flaws)) for each in stocks])
        self.highlighted = min(at, len(stocks) - 1) if stocks else None


def _prompt(stock: Stock, today: dt.date, flaws: Sequence[Flaw]) -> Content:
    offer = stock.offer
    gone = gone_in_words(stock, today)
    title = literal(one_line(offer.title), "bold") + Content.styled(f"  {gone}" if gone else "", "bold $warning")
    said = literal(f"\n{one_line(offer.id, 60)} · {offer.kind} · {left_in_words(stock)}", "dim")
    if offer.expires is not None and not gone:
        said += Content.styled(f" · until {spoken(offer.expires)}", "dim")
    detail = literal(f"\n{one_line(offer.detail)}") if offer.detail else Content("")
    wrong = [literal(f"\n! {one_line(flaw.says)}", "$warning") for flaw in flaws if flaw.offer_id == offer.id]
    return Content("").join([title, said, detail, *wrong, Content("\n")])


def gone_in_words(stock: Stock, today: dt.date) -> str:
    """Return why an offer cannot be made any more; nothing where it can."""
    if not stock.offer.stands_on(today):
        return f"✗ expired on {spoken(stock.offer.expires)}" if stock.offer.expires else "✗ expired"
    limit = stock.offer.limit_per_month
    return "✗ used up this month" if limit is not None and stock.given + stock.promised >= limit else ""


def left_in_words(stock: Stock) -> str:
    """Return how often an offer was given and is promised this month, and how often it can be."""
    limit = stock.offer.limit_per_month
    given = f"given {stock.given} of {limit} this month" if limit is not None else f"given {stock.given} this month"
    return f"{given}, {stock.promised} promised" if stock.promised else given
