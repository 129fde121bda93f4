"""Whatever stands in a record, or is typed or pasted, is shown letter for letter and does nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Input

from outreach.domain.contact import Contact
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.offer import Offer, OfferKind
from outreach.domain.standing import Move, Standing
from outreach.tui.bundled import Bundled
from outreach.tui.outside import ControlFilter, clean, literal, one_line
from outreach.tui.session import Choice, Person
from outreach.tui.widgets.editor import Editor
from tests.tui.conftest import GOOD, TODAY
from tests.tui.driving import LARGE, linted, opened, play, press, settle, text, to_nour

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from outreach.tui.app import Interface

HOSTILE = {
    "a closing tag": "see [/] here",
    "an open tag": "see [bold red]here",
    "an action": "[@click=app.quit]click[/]",
    "a link": "[link=https://evil.example]x[/link]",
    "an escape": "a\x1b[31mred\x1b[0m",
    "a clipboard": "a\x1b]52;c;ZXZpbA==\x07b",
    "a title": "a\x1b]0;owned\x07b",
    "another screen": "a\x1b[?1049lb\x9b2J",
    "bidi": "user\u202egnp.exe\u202c",
    "isolates": "a\u2066b\u2069c",
    "zero width": "a\u200bb\u200dc\ufeffd",
    "tags": "a\U000e0041\U000e0042b",
    "lines": "a\r\nb\u2028c\x0bd",
    "a surrogate": "a\ud800b",
    "a megabyte": "x" * 1_000_000,
    "nothing but marks": "\u0301" * 500,
}
TOGETHER = {
    "markup": ("a closing tag", "an open tag", "an action", "a link"),
    "commands": ("an escape", "a clipboard", "a title", "another screen"),
    "hiding": ("bidi", "isolates", "zero width", "tags", "lines", "a surrogate", "nothing but marks"),
    "long": ("a megabyte",),
}
"""The same in few values, for where opening the interface anew for each would take long."""
_COMMANDING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class Hostile(Bundled):
    """A session in which every field of every record is hostile, uncleaned, as if it had come by another way."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self._value = value
        source = Source.model_construct(where=value, when=TODAY)
        fact = Fact.model_construct(id="f", text=value, quote=value, kind=FactKind.NEED, source=source)
        nour = self.place.contact("nour-haddad")
        changes: dict[str, Any] = {"name": value, "role": value, "address": value, "tags": (value,)}
        self._someone = Contact.model_construct(**(dict(nour) | changes | {"facts": (fact, *nour.facts)}))
        self._offer = Offer.model_construct(id="grant-list", title=value, detail=value, kind=OfferKind.INFORMATION, tags=())

    @property
    def title(self) -> str:
        """Return a hostile title."""
        return self._value

    def people(self, search: str, after: str | None, limit: int) -> tuple[Person, ...]:  # noqa: ARG002  # as the port has it
        """Return rows of hostile fields."""
        return tuple(Person(f"p{index}", self._value, self._value, self._value) for index in range(3))

    def contact(self, id_: str) -> Contact:  # noqa: ARG002  # as the port has it
        """Return a person of hostile fields."""
        return self._someone

    def standing(self, contact: Contact) -> Standing:  # noqa: ARG002  # as the port has it
        """Return a hostile reason."""
        return Standing.model_construct(move=Move.GIVE, reason=self._value)

    def choices(self, contact: Contact) -> tuple[Choice, ...]:  # noqa: ARG002  # as the port has it
        """Return hostile offers."""
        return (Choice(self._offer, self._value), Choice(self._offer, ""))


def _lines(app: Interface) -> str:
    """Return what would be written to a terminal: the lines of the screen through the app's filters."""
    background = app.screen.background_colors[1]
    written = []
    for strip in app.screen._compositor.render_strips():
        segments = list(strip)
        for each in app.get_line_filters():
            segments = each.apply(segments, background)
        written.append("".join(segment.text for segment in segments))
    return "\n".join(written)


async def _paste(pilot: Pilot[None], value: str) -> None:
    pilot.app.screen.focused.post_message(events.Paste(value))  # type: ignore[union-attr]
    await settle(pilot)


@pytest.mark.parametrize("kind", TOGETHER)
def test_records_are_shown_letter_for_letter(kind: str) -> None:
    """People, a person, offers, reasons and titles, on every screen that shows them."""
    value = " ".join(HOSTILE[each] for each in TOGETHER[kind])

    async def scene() -> None:
        async with opened(Hostile(value), LARGE) as (app, pilot):
            for keys in ((), ("down",), ("enter",), ("o",), ("left",), ("question_mark",), ("escape",)):
                await press(pilot, *keys)
                shown = _lines(app)
                assert not _COMMANDING.search(shown)
                assert app.title == "outreach"
                assert app.clipboard == ""
                assert app.broke is None
            if value.isascii() and value.isprintable():
                assert value[:12] in shown

    play(scene())


async def _fill(app: Interface, pilot: Pilot[None]) -> None:
    """Paste every hostile text into the field in focus, in its turn."""
    for value in HOSTILE.values():
        field = app.screen.focused
        assert isinstance(field, Input | Editor)
        field.clear()
        await _paste(pilot, value)
        app.say(value[:3000])
        await pilot.pause()
        assert not _COMMANDING.search(_lines(app))
        assert (app.broke, app.clipboard, app.title) == (None, "", "outreach")
        app.clear_notifications()


def test_what_is_pasted_into_a_field_is_inert(scripted: Callable[..., None]) -> None:
    """The searches, the sentence that is tried, the ask, the text, the subject, and what is said of it."""
    scripted(GOOD)

    async def scene() -> None:
        async with opened(Bundled(), LARGE) as (app, pilot):
            for keys in (("slash",), ("escape", "5", "slash"), ("escape", "t")):
                await press(pilot, *keys)
                await _fill(app, pilot)
            await to_nour(app, pilot)
            await press(pilot, "a")
            await _fill(app, pilot)
            await press(pilot, "escape", "g")
            await press(pilot, "d")
            await press(pilot, "e")
            await _fill(app, pilot)
            app.screen.query_one("#subject", Input).focus()
            await pilot.pause()
            await _fill(app, pilot)
            await linted(pilot)
            assert not _COMMANDING.search(_lines(app))

    play(scene())


def test_the_folder_of_the_welcome_is_inert() -> None:
    """A hostile folder name is a sentence."""

    async def scene() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "o")
            await _fill(app, pilot)
            await press(pilot, "enter")
            assert not _COMMANDING.search(_lines(app))

    play(scene())


def test_a_field_of_text_refuses_what_no_message_is_long_enough_for() -> None:
    """A megabyte is not pasted, and that is said."""

    async def scene() -> None:
        async with opened(Bundled(), LARGE) as (app, pilot):
            await press(pilot, "5", "t")
            await _paste(pilot, "x" * 1_000_000)
            assert app.screen.query_one(Editor).text == ""
            assert "longer than any message" in text(app)

    play(scene())


@pytest.mark.parametrize("kind", HOSTILE)
def test_cleaning_leaves_nothing_that_commands(kind: str) -> None:
    """The functions that every widget uses, and the filter behind them."""
    value = HOSTILE[kind]
    for made in (clean(value), one_line(value), literal(value).plain):
        assert not _COMMANDING.search(made)
        assert len(made) <= 20_001


def test_the_last_filter_takes_out_what_a_widget_let_through() -> None:
    """Even a widget that forgot is no way to the terminal."""
    from rich.segment import Segment  # noqa: PLC0415
    from textual.color import Color  # noqa: PLC0415

    (segment,) = ControlFilter().apply([Segment("a\x1b]0;owned\x07b\u202ec")], Color(0, 0, 0))
    assert segment.text == "a]0;ownedbc"
