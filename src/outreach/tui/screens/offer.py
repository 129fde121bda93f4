"""One offer in a form: what it is, how often and until when; its words are judged as they are typed, like those of a message."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Grid, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Select, Static

from outreach.domain.offer import OfferKind
from outreach.domain.size import Size
from outreach.errors import OutreachError
from outreach.tui import keys
from outreach.tui.live import LiveLint
from outreach.tui.outside import one_line
from outreach.tui.screens.base import Framed
from outreach.tui.widgets.editor import Editor
from outreach.tui.widgets.findings_view import FindingsView

if TYPE_CHECKING:
    from enum import StrEnum

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from outreach.domain.offer import Offer as AnOffer
    from outreach.lint.finding import Finding
    from outreach.tui.session import Session

_LABELS = {"tags": "Tags", "limit_per_month": "A month", "expires": "Until", "link": "Link"}
_HINTS = {
    "tags": "further words a need may use, with commas between",
    "limit_per_month": "how often you can give it; empty: no limit",
    "expires": "the last day it stands, as 2030-12-31; empty: it stays",
    "link": "https://…",
}


class Offer(Framed):
    """The form of one offer, or of a new one."""

    place = "offer"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("offer")]
    DEFAULT_CSS = """
    Offer #who { padding: 0 1; }
    Offer Grid { grid-size: 2; grid-columns: 14 1fr; grid-rows: auto; height: auto; padding: 1 1 0 1; }
    Offer Grid > Static { color: $text-muted; }
    Offer Editor { height: 2; border: none; background: $surface; }
    Offer #detail { height: 4; }
    Offer Input { background: $surface; }
    Offer #verdict { padding: 1 1 0 1; height: auto; width: 1fr; }
    Offer FindingsView { height: auto; max-height: 12; }
    """

    def __init__(self, offer: AnOffer | None) -> None:
        """Change an offer; None: make a new one."""
        super().__init__()
        self._offer = offer
        self._lint = LiveLint(self, self._judged)
        self._before: dict[str, object] = {}
        self._left: dict[str, object] = {}

    def body(self) -> ComposeResult:
        """Return the fields and what is found in them."""
        offer = self._offer
        yield Static(Content.styled("An offer" if offer else "A new offer", "bold $primary"), id="who")
        with VerticalScroll(can_focus=False):
            with Grid():
                yield Static("I can offer")
                yield Editor(id="title", placeholder="an introduction to …, a close reading of …")
                yield Static("Exactly")
                yield Editor(id="detail", placeholder="a whole sentence or two: what exactly it is, and how much of it")
                yield Static("Kind")
                yield _choice("kind", OfferKind, offer.kind if offer else OfferKind.INFORMATION)
                yield Static("Takes of you")
                yield _choice("size", Size, offer.size if offer else Size.SMALL)
                for name, label in _LABELS.items():
                    yield Static(label)
                    yield Input(_value(offer, name), placeholder=_HINTS[name], id=name, compact=True, max_length=300)
            yield Static(id="verdict")
            yield FindingsView(id="found", keyed=False)

    def on_mount(self) -> None:
        """Show the offer's words, and let the person type at once."""
        if self._offer is not None:
            self.query_one("#title", Editor).start(self._offer.title)
            self.query_one("#detail", Editor).start(self._offer.detail or "")
        self._before = self._fields()
        self.query_one("#title").focus()

    def on_text_area_changed(self) -> None:
        """Judge the words, in a moment."""
        title, detail = self._words()
        self._lint.changed(partial(_found, self.session, title, detail))

    def on_editor_refused(self) -> None:
        """Say that what was pasted is too long."""
        self.interface.say("That is longer than any offer, and was not pasted.")

    def on_findings_view_picked(self, event: FindingsView.Picked) -> None:
        """Go to the words that a finding is about."""
        field = self.query_one(f"#{event.finding.place}", Editor)
        field.focus()
        field.go_to(event.finding.start)

    def action_save(self) -> None:
        """Write the offer into the file, and go back to the inventory."""
        self.work(self._save, "save")

    def leave(self) -> None:
        """Go back, and change nothing; what was typed is dropped at the second time only."""
        if self._fields() in (self._before, self._left):
            self.dismiss()
        else:
            self._left = self._fields()
            self.interface.say("Nothing is kept yet: ^s keeps it, esc once more drops it.")

    def _words(self) -> tuple[str, str]:
        """Return title and detail, each on one line, letter by letter where it stands in its field."""
        title, detail = (self.query_one(f"#{name}", Editor).text.replace("\n", " ") for name in ("title", "detail"))
        return title, detail

    def _judged(self, findings: tuple[Finding, ...]) -> None:
        for name in ("title", "detail"):
            self.query_one(f"#{name}", Editor).mark(each for each in findings if each.place == name)
        self.query_one(FindingsView).show(findings, own=True)
        self.query_one("#verdict", Static).update(_verdict(self._words()[0], findings))

    async def _save(self) -> None:
        try:
            kept = await asyncio.to_thread(self.session.keep_offer, self._offer.id if self._offer else None, self._fields())
        except OutreachError as error:
            self.interface.problem(error)
            return
        self.interface.say(f"Kept as {kept.id}.")
        self.dismiss()

    def _fields(self) -> dict[str, object]:
        """Return what was filled in, as it was typed."""
        title, detail = self._words()
        title, detail = " ".join(title.split()), " ".join(detail.split())
        value = {name: self.query_one(f"#{name}", Input).value.strip() for name in _LABELS}
        tags = tuple(tag for tag in (part.strip() for part in value["tags"].split(",")) if tag)
        return {
            "title": title, "detail": detail or None, "kind": self.query_one("#kind", Select).value,
            "size": self.query_one("#size", Select).value, "tags": tags, "limit_per_month": value["limit_per_month"] or None,
            "expires": value["expires"] or None, "link": value["link"] or None,
        }  # fmt: skip


def _choice(name: str, of: type[StrEnum], value: StrEnum) -> Select[str]:
    return Select([(str(each), str(each)) for each in of], value=str(value), id=name, allow_blank=False, compact=True)


def _value(offer: AnOffer | None, name: str) -> str:
    """Return what stands in a field at first."""
    value = getattr(offer, name, None)
    if value is None:
        return ""
    return one_line(", ".join(value) if name == "tags" else str(value))


def _found(session: Session, title: str, detail: str) -> tuple[Finding, ...]:
    """Return what is found in the words of an offer, each finding with the field that it is in as its place."""
    if not title.strip():
        return ()
    words = session.judge_offer(title, detail)
    return (*(each._replace(place="title") for each in words.title), *(each._replace(place="detail") for each in words.detail))


def _verdict(title: str, findings: tuple[Finding, ...]) -> Content:
    """Say in one line whether a message could open with the offer."""
    from outreach.actions.offer_check import VAGUE, is_vague  # noqa: PLC0415  # after the first paint

    if not title.strip():
        return Content("It completes the sentence “I can offer you …”. ^s keeps it, esc leaves it as it was.")
    if is_vague(title):
        return Content.styled("! vague  ", "bold $warning") + Content(f"It {VAGUE}")
    if findings:
        return Content.styled("✗ A message that opens with it would be held.", "bold $error")
    return Content.styled("✓ Its words clear.", "bold $success") + Content(" ^s keeps it.")
