"""What is known of one person: who they are, what they need, what else is known and where from, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from outreach import wiring
from outreach.tui.outside import literal, one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from outreach.domain.contact import Contact
    from outreach.domain.fact import Fact
    from outreach.domain.standing import Standing

_MOVES = {
    "give": "give, and ask nothing", "trade": "offer something, and ask beside it", "ask": "an ask is fair", "wait": "wait",
    "rest": "let them rest",
}  # fmt: skip


class ContactView(VerticalScroll):
    """One person to read."""

    DEFAULT_CSS = """
    ContactView { padding: 0 1; background: $background; }
    ContactView > Static { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """Make the one text."""
        yield Static(id="known")

    def show(self, contact: Contact, standing: Standing) -> None:
        """Show a person and what may be done towards them now."""
        self.query_one("#known", Static).update(Content("\n").join(_lines(contact, standing)))
        self.scroll_home(animate=False)

    def nobody(self) -> None:
        """Show that nobody is chosen."""
        self.query_one("#known", Static).update(Content.styled("Nobody is chosen.", "$text-muted"))


def _lines(contact: Contact, standing: Standing) -> Iterator[Content]:
    yield literal(one_line(contact.name), "bold")
    if contact.role:
        yield literal(one_line(contact.role), "$text-muted")
    reached = one_line(contact.address or contact.handle or "no address yet")
    yield literal(f"{contact.closeness} · {reached}", "$text-muted")
    yield from (Content(""), Content.styled("Now  ", "bold $primary") + Content(_MOVES[str(standing.move)]))
    yield literal(one_line(f"{standing.reason}."), "$text-muted")
    needs = [fact for fact in contact.facts if fact.kind == "need"]
    for title, facts in (("Needs", needs), ("Known", [fact for fact in contact.facts if fact.kind != "need"])):
        if facts:
            yield from (Content(""), Content.styled(title, "bold $primary"))
            for fact in facts:
                yield from _fact(fact)
    if not contact.facts:
        yield from (Content(""), Content("Nothing is known yet, so nothing can be drafted."))


def _fact(fact: Fact) -> Iterator[Content]:
    yield literal(one_line(fact.text))
    if fact.quote:
        yield literal(f"  “{one_line(fact.quote)}”", "italic")
    if fact.source is None:
        yield Content.styled("  no source, so no draft rests on it", "$warning")
    else:
        yield literal(f"  {one_line(fact.source.where)}, {age(fact.source.when)}", "$text-muted")


def age(day: dt.date, today: dt.date | None = None) -> str:
    """Return how long ago a day was, as one would say it."""
    days = ((today or wiring.today()) - day).days
    if days < 0:
        return f"{day.day} {day:%B %Y}"
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 60:
        return f"{days} days ago"
    return f"{days // 30} months ago" if days < 730 else f"{days // 365} years ago"
