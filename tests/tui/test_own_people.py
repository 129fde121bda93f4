"""A workspace of one's own: the journey from the first screen to a day that has changed, and the screens on the way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Checkbox, Input

from outreach.actions.init import init
from outreach.actions.record import Happening, record
from outreach.domain.ledger import EntryKind
from outreach.domain.offer import Offer as AnOffer
from outreach.domain.offer import OfferKind
from outreach.tui.bundled import Bundled
from outreach.tui.remembering import Remembering
from outreach.tui.screens.compose import Compose
from outreach.tui.screens.notes import Notes
from outreach.tui.screens.offer import Offer
from outreach.tui.screens.offers import Offers
from outreach.tui.screens.people import People
from outreach.tui.screens.today import Today
from outreach.tui.session import Stock
from outreach.tui.widgets.offers_list import gone_in_words, left_in_words
from outreach.tui.widgets.proposals_list import ProposalsList
from outreach.workspace import Workspace
from tests.tui.conftest import TODAY
from tests.tui.driving import LARGE, SMALL, linted, opened, play, press, settle, text

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from outreach.tui.app import Interface

PASTED = "Robin told me over tea. Wants to learn how to photograph pots for a catalogue. The weather was fine."


def _read(app: Interface) -> str:
    """Return what stands on the screen as running text."""
    return " ".join(text(app).replace("▏", " ").split())


async def _paste(pilot: Pilot[None], words: str) -> None:
    assert pilot.app.screen.focused is not None
    pilot.app.screen.focused.post_message(events.Paste(words))
    await settle(pilot)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_whole_journey(size: tuple[int, int], tmp_path: Path) -> None:
    """Welcome, a workspace, context pasted and accepted, drafted offline, cleared, edited, copied, sent: Today has changed."""

    async def scene() -> None:
        async with opened(size=size) as (app, pilot):
            await press(pilot, "m")
            assert isinstance(app.screen, Today)
            assert "t takes them in" in _read(app)
            await press(pilot, "t")
            assert "One person to give something to." in text(app)
            await press(pilot, "2")
            assert isinstance(app.screen, People)
            await press(pilot, "p")
            assert isinstance(app.screen, Notes)
            await _paste(pilot, PASTED)
            await press(pilot, "ctrl+s")
            assert "need “Wants to learn how to photograph pots for a catalogue.”" in _read(app)
            await press(pilot, "a")
            assert "Known now: Wants to learn how to photograph pots for a catalogue." in _read(app)
            await press(pilot, "escape")
            assert isinstance(app.screen, People)
            await press(pilot, "1")
            assert "The offer newsletter-feature fits" in _read(app)
            await press(pilot, "enter")
            assert isinstance(app.screen, Compose)
            await press(pilot, "d")
            assert "✓ Cleared by offline" in _read(app)
            await press(pilot, "e", *"You owe me. ")
            await linted(pilot)
            assert "does not clear yet" in _read(app)
            await press(pilot, "f5")
            assert app.clipboard == ""
            await press(pilot, *["backspace"] * 12)
            await linted(pilot)
            assert "Your own text clears" in text(app)
            await press(pilot, "f5")
            assert app.clipboard.startswith("Subject: ")
            await press(pilot, "escape", "i")
            assert isinstance(app.screen, Today)
            assert "Nothing calls for a gift today." in text(app)
            assert "Leave alone for now" in text(app)
            await press(pilot, "4")
            assert "given 1 of 2 this month" in text(app)
            app.clear_notifications()
            await press(pilot, "2")
            assert "you gave: a feature in my newsletter about your work" in _read(app)

    play(scene())
    assert (tmp_path / "outreach.db").is_file()


def test_a_message_to_somebody_in_a_file_alone_is_recorded(tmp_path: Path) -> None:
    """Who was written to is remembered from then on, without a further step."""
    init(tmp_path)

    async def scene() -> None:
        async with opened(folder=tmp_path) as (app, pilot):
            await press(pilot, "enter", "d")
            await press(pilot, "i")
            assert isinstance(app.screen, Today)
            assert "Robin was written to on 2 November 2026" in _read(app)

    play(scene())


def test_proposals_are_worded_anew_and_dropped(tmp_path: Path) -> None:
    """`e` takes words of one's own, `x` drops; what is not accepted is not known."""
    init(tmp_path)

    async def scene() -> None:
        async with opened(folder=tmp_path) as (app, pilot):
            await press(pilot, "p")
            await _paste(pilot, "I am looking for a second kiln. I want to learn how to photograph my pots.")
            app.screen.query_one(Checkbox).value = True
            await press(pilot, "ctrl+s")
            first = app.screen.query_one(ProposalsList).found
            assert first is not None
            assert app.screen.query_one(ProposalsList).option_count == 2
            await press(pilot, "e", *", by spring", "enter")
            assert ", by spring" in _read(app)
            await press(pilot, "x")
            assert "Dropped." in text(app)
            session = app.session
            assert session is not None
            assert session.proposals("example") == ()
            texts = [fact.text for fact in session.contact("example").facts]
            assert f"{first.proposal.quote.rstrip('.')}, by spring" in texts
            assert len(texts) == 3

    play(scene())


def test_a_text_that_says_nothing_of_them_proposes_nothing(tmp_path: Path) -> None:
    """That is said, with the next step; an empty one is refused."""
    init(tmp_path)

    async def scene() -> None:
        async with opened(folder=tmp_path) as (app, pilot):
            await press(pilot, "p", "ctrl+s")
            assert "The text holds no words." in _read(app)
            await _paste(pilot, "The weather was fine and the train was late.")
            await press(pilot, "ctrl+s")
            assert "Nothing in it says what they do" in _read(app)

    play(scene())


def test_offers_are_changed_in_the_file_and_read_anew(tmp_path: Path) -> None:
    """A mistake in the file is told with its line, and the screen stays; mended, the new offer is there."""
    init(tmp_path)
    file = tmp_path / "offers.yaml"
    before = file.read_text(encoding="utf-8")

    async def scene() -> None:
        async with opened(folder=tmp_path, at="offers") as (app, pilot):
            assert "given 0 of 2 this month" in text(app)
            file.write_text(before.replace("kind: review", "kind: reviw"), encoding="utf-8")
            await press(pilot, "1", "4")
            assert "The offers cannot be read." in text(app)
            assert "'kind' must be" in _read(app)
            file.write_text(before.replace("a close reading", "a slow reading"), encoding="utf-8")
            await press(pilot, "1", "4")
            assert "a slow reading" in text(app)
            assert "vague" not in text(app)
            file.write_text(before.replace("a close reading of one draft of up to ten pages", "my help"), encoding="utf-8")
            await press(pilot, "1", "4")
            assert "! vague" in text(app)
            await press(pilot, "f4")
            assert "Your editor cannot be opened from here. Change offers.yaml" in _read(app).replace("▌ ", "")

    play(scene())


def test_an_offer_is_changed_and_added_in_a_form(tmp_path: Path) -> None:
    """Its words are judged as they are typed; what is wrong with a field is told, and what is kept stands in the file."""
    init(tmp_path)
    file = tmp_path / "offers.yaml"

    async def scene() -> None:
        async with opened(folder=tmp_path, at="offers") as (app, pilot):
            await press(pilot, "enter")
            assert isinstance(app.screen, Offer)
            await press(pilot, *"You owe me. ")
            await linted(pilot)
            assert "✗ A message that opens with it would be held." in _read(app)
            assert "debt" in _read(app)
            await press(pilot, "escape")
            assert "esc once more drops it" in _read(app).replace("▌ ", "")
            await press(pilot, *["backspace"] * 12)
            await linted(pilot)
            assert "✓ Its words clear." in text(app)
            app.screen.query_one("#limit_per_month", Input).value = "often"
            await press(pilot, "ctrl+s")
            assert "A month takes a whole number." in _read(app)
            app.screen.query_one("#limit_per_month", Input).value = "3"
            await press(pilot, "ctrl+s")
            assert isinstance(app.screen, Offers)
            assert "given 0 of 3 this month" in text(app)
            await press(pilot, "n", *"my time")
            await linted(pilot)
            assert "It names nothing that somebody could accept today." in _read(app)
            await press(pilot, *" for one hour of pruning", "ctrl+s")
            assert "my time for one hour of pruning" in text(app)
            await press(pilot, "end", "x")
            assert "x once more takes my-time-for-one-hour-of out" in _read(app).replace("▌ ", "")
            await press(pilot, "home", "x", "end")
            assert "my time for one hour of pruning" in text(app)
            await press(pilot, "x", "x")
            assert "my time for one hour of pruning" not in text(app)

    before = file.read_text(encoding="utf-8")
    play(scene())
    after = file.read_text(encoding="utf-8")
    assert after == before.replace("limit_per_month: 2", "limit_per_month: 3")


def test_what_the_day_calls_for_is_recorded(tmp_path: Path) -> None:
    """`r` on a promise records it as kept, on thanks as given; on a need there is nothing to record."""
    init(tmp_path)
    session = Remembering(Workspace(tmp_path), "here")
    session.take_in()

    async def scene() -> None:
        async with opened(session, at="today") as (app, pilot):
            assert not app.screen.check_action("done", ())
            for kind, title in ((EntryKind.RECEIVED, "Thanks owed"), (EntryKind.PROMISED, "Promised, and not given yet")):
                record(session.memory(), "example", Happening(kind, "a day at the kiln", TODAY))
                await press(pilot, "2", "1")
                assert title in text(app)
                await press(pilot, "r")
                assert title not in text(app)

    play(scene())
    kinds = [entry.kind for entry in session.memory().store.ledger.of("example").entries]
    assert kinds == [EntryKind.RECEIVED, EntryKind.THANKED, EntryKind.PROMISED, EntryKind.GAVE]


def test_a_rule_is_read_in_a_narrow_window() -> None:
    """Below 72 columns the explanation takes the place of the list, until Esc."""

    async def scene() -> None:
        async with opened(Bundled(), (50, 30), at="rules") as (app, pilot):
            assert "Instead" not in text(app)
            await press(pilot, "enter")
            assert "Instead" in text(app)
            await press(pilot, "escape")
            assert "ASK02" in text(app)

    play(scene())


def test_what_is_used_up_is_said_in_words() -> None:
    """Promised and given count towards the limit together; an expired offer says its last day."""
    offer = AnOffer(id="o", title="a list", kind=OfferKind.INFORMATION, limit_per_month=2)
    assert gone_in_words(Stock(offer, promised=0, given=1), TODAY) == ""
    assert gone_in_words(Stock(offer, promised=1, given=1), TODAY) == "✗ used up this month"
    assert left_in_words(Stock(offer, promised=1, given=1)) == "given 1 of 2 this month, 1 promised"
    old = offer.model_copy(update={"expires": TODAY - dt.timedelta(days=1)})
    assert gone_in_words(Stock(old), TODAY) == "✗ expired on 1 November 2026"


def test_the_day_of_the_bundled_people_changes_too() -> None:
    """Who was written to moves to those who are left alone."""

    async def scene() -> None:
        async with opened(Bundled(), LARGE, at="today") as (app, pilot):
            assert "Nour Haddad" in text(app)
            assert "Leave alone" not in text(app)
            await press(pilot, "end", "enter", "d")
            await press(pilot, "i")
            assert isinstance(app.screen, Today)
            assert "Leave alone for now" in text(app)

    play(scene())
