"""What may be done now, and the reason in one sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from outreach.domain.ask import Ask
from outreach.domain.contact import Closeness, Contact, Resting
from outreach.domain.history import History
from outreach.domain.ledger import Entry, EntryKind
from outreach.domain.policy import Policy
from outreach.domain.size import Size
from outreach.domain.standing import Move
from outreach.standing import Situation, outlook, standing
from tests.values import CONTACT, OFFER, TODAY

ASK = Ask(text="list Slow Ink")


def situation(*entries: Entry, **changes: Any) -> Situation:  # noqa: ANN401  # any field of a situation
    values: dict[str, Any] = {"contact": CONTACT, "today": TODAY, "history": History(entries=entries), "ask": ASK, "offer": OFFER}
    return Situation(**(values | changes))


def entry(kind: EntryKind, days_ago: int, **changes: Any) -> Entry:  # noqa: ANN401  # any field of an entry
    values: dict[str, Any] = {
        "id": f"{kind}-{days_ago}", "contact_id": "nia", "kind": kind, "words": "a list of paper mills", "by": "Ines Moreau",
        "on": TODAY - dt.timedelta(days=days_ago),
    }  # fmt: skip
    return Entry(**(values | changes))


def close(closeness: Closeness) -> Contact:
    return CONTACT.model_copy(update={"closeness": closeness})


@pytest.mark.parametrize("closeness", Closeness)
def test_giving_is_always_open(closeness: Closeness) -> None:
    """Without an ask anybody may be given to."""
    assert standing(situation(contact=close(closeness), ask=None)).move is Move.GIVE


def test_closeness_is_respected() -> None:
    """A new acquaintance is not an old friend: an ask to strangers is a trade at most."""
    moves = {each: standing(situation(contact=close(each))).move for each in Closeness}
    assert moves == {
        Closeness.STRANGER: Move.TRADE,
        Closeness.ACQUAINTANCE: Move.TRADE,
        Closeness.COLLEAGUE: Move.ASK,
        Closeness.FRIEND: Move.ASK,
    }


def test_who_rests_is_left_alone_until_the_rest_is_over() -> None:
    """The reason says until when and why."""
    resting = CONTACT.model_copy(update={"resting": Resting(reason="on leave", until=TODAY)})
    now = standing(situation(contact=resting, ask=None))
    assert now.move is Move.REST
    assert not now.may_write
    assert now.reason == "Nia is resting until 2 March 2026: on leave"
    assert standing(situation(contact=resting, ask=None, today=TODAY + dt.timedelta(days=1))).may_write


def test_a_promise_comes_before_everything_but_rest() -> None:
    """Nothing is asked while something promised was not given; giving it is no nudge, even without an answer."""
    promised = entry(EntryKind.PROMISED, 3, offer_id="welsh")
    now = standing(situation(promised))
    assert (now.move, now.may_ask) == (Move.GIVE, False)
    assert "promised Nia something on 27 February 2026 (a list of paper mills): keep that first" in now.reason
    given = entry(EntryKind.GAVE, 2, offer_id="welsh")
    assert "promised" not in standing(situation(promised, given)).reason


def test_another_gift_does_not_keep_a_promise() -> None:
    """Only the offer that was promised does."""
    promised, given = entry(EntryKind.PROMISED, 9, offer_id="welsh"), entry(EntryKind.GAVE, 2, offer_id="slot")
    assert "keep that first" in standing(situation(promised, given)).reason


def test_after_an_unanswered_message_one_waits_and_then_brings_something_new() -> None:
    """Patience is the policy's; friends may be given to at any time, and nobody is asked."""
    wait = standing(situation(entry(EntryKind.GAVE, 5), ask=None))
    assert (wait.move, wait.until) == (Move.WAIT, TODAY + dt.timedelta(days=9))
    later = standing(situation(entry(EntryKind.GAVE, 15)))
    assert (later.move, later.news_since) == (Move.GIVE, TODAY - dt.timedelta(days=15))
    friend = standing(situation(entry(EntryKind.GAVE, 5), contact=close(Closeness.FRIEND), ask=None))
    assert friend.move is Move.GIVE
    eager = standing(situation(entry(EntryKind.GAVE, 5), policy=Policy(patience_days=4)))
    assert eager.move is Move.GIVE


def test_after_two_unanswered_messages_the_contact_rests() -> None:
    """Until half a year has passed; then something new may be given. An answer ends it at once."""
    two = (entry(EntryKind.GAVE, 60), entry(EntryKind.GAVE, 30))
    assert standing(situation(*two, ask=None)).move is Move.REST
    assert standing(situation(*two, ask=None, today=TODAY + dt.timedelta(days=151))).news_since == TODAY - dt.timedelta(days=30)
    assert standing(situation(*two, entry(EntryKind.REPLIED, 1), ask=None)).move is Move.GIVE


def test_what_went_in_one_message_counts_once() -> None:
    """A trade is one message: an offer and an ask."""
    trade = [entry(kind, 20, message="m1") for kind in (EntryKind.GAVE, EntryKind.ASKED)]
    assert standing(situation(*trade, ask=None)).move is Move.GIVE


def test_thanks_come_before_an_ask() -> None:
    """And once said, the way is free."""
    received = entry(EntryKind.RECEIVED, 10, words="an afternoon at her press")
    assert "(an afternoon at her press): thank them before asking" in standing(situation(received)).reason
    assert standing(situation(received, entry(EntryKind.THANKED, 9))).move is Move.TRADE


def test_nobody_is_asked_twice_in_a_row() -> None:
    """Something is given in between, in another message than the ask."""
    asked = (entry(EntryKind.GAVE, 40, message="m1"), entry(EntryKind.ASKED, 40, message="m1"), entry(EntryKind.REPLIED, 39))
    assert "give something before asking again" in standing(situation(*asked, contact=close(Closeness.FRIEND))).reason
    assert standing(situation(*asked, entry(EntryKind.GAVE, 20), entry(EntryKind.REPLIED, 19))).move is Move.ASK


def test_an_ask_larger_than_the_offer_waits_until_something_was_given_twice() -> None:
    """However close they are."""
    large = Ask(text="sit on our jury for three days", size=Size.LARGE)
    friend = close(Closeness.FRIEND)
    assert (
        "it waits until something was given twice (so far nothing yet)" in standing(situation(ask=large, contact=friend)).reason
    )
    gifts = [each for days in (50, 40) for each in (entry(EntryKind.GAVE, days), entry(EntryKind.REPLIED, days - 1))]
    assert "(so far once)" in standing(situation(*gifts[:2], ask=large, contact=friend)).reason
    assert standing(situation(*gifts, ask=large, contact=friend)).move is Move.ASK
    equal = OFFER.model_copy(update={"size": Size.LARGE})
    assert standing(situation(ask=large, offer=equal)).move is Move.TRADE


def test_the_outlook_is_the_most_that_may_be_done() -> None:
    """For a list of people, before anybody has thought of an ask."""
    assert outlook(CONTACT, History(), Policy(), TODAY).move is Move.TRADE
