"""From a request to a brief, or to what is missing, before anything is sent or spent."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from outreach.briefing import DM_WORDS, MOST_FACTS, Request, make_brief
from outreach.domain.contact import Channel, Resting
from outreach.domain.fact import Fact, Source
from outreach.domain.history import History
from outreach.domain.ledger import Entry, EntryKind
from outreach.domain.size import Size
from outreach.errors import BadInput, MissingContext, NotNow
from tests.values import CONTACT, FACT, NEED, OFFER, OTHER_OFFER, SENDER, TODAY


def request(**changes: Any) -> Request:  # noqa: ANN401  # any field of a request
    values: dict[str, Any] = {"contact": CONTACT, "sender": SENDER, "offers": (OTHER_OFFER, OFFER), "today": TODAY}
    return Request(**(values | changes))


def test_a_brief_takes_the_offer_that_fits_and_the_need_it_meets_first() -> None:
    """The reason is kept with it."""
    briefed = make_brief(request(ask="list Slow Ink"))
    assert briefed.brief.offer == OFFER
    assert briefed.brief.facts == (NEED, FACT)
    assert briefed.brief.ask is not None
    assert "both speak of" in briefed.why


def test_without_a_sourced_fact_there_is_no_brief() -> None:
    """The error names what is missing and where to add it."""
    bare = CONTACT.model_copy(update={"facts": (Fact(id="x", text="Likes herring"),)})
    with pytest.raises(MissingContext, match=r"no fact or need with a source.*contact file \(nia\)"):
        make_brief(request(contact=bare))


def test_without_a_fitting_offer_there_is_no_brief() -> None:
    """No offer is forced on anybody."""
    with pytest.raises(MissingContext, match="None of the offers fits"):
        make_brief(request(offers=(OTHER_OFFER,)))
    with pytest.raises(MissingContext, match="None of the offers fits"):
        make_brief(request(offers=()))


def test_a_person_may_choose_an_offer_that_no_fact_asks_for() -> None:
    """It is their judgement, and the reason says so."""
    briefed = make_brief(request(offer_id="slot"))
    assert briefed.brief.offer == OTHER_OFFER
    assert briefed.why.startswith("you chose it")


def test_an_offer_that_does_not_exist_or_has_expired_is_refused() -> None:
    """The error lists what there is, or says when it expired."""
    with pytest.raises(BadInput, match=r"no offer 'gold'.*slot, welsh"):
        make_brief(request(offer_id="gold"))
    expired = OFFER.model_copy(update={"expires": TODAY - dt.timedelta(days=1)})
    with pytest.raises(BadInput, match="expired on 2026-03-01"):
        make_brief(request(offers=(expired,), offer_id="welsh"))


def test_who_rests_is_not_written_to() -> None:
    """Exit code 1: nothing was wrong with the input."""
    resting = CONTACT.model_copy(update={"resting": Resting(reason="asked not to be contacted")})
    with pytest.raises(NotNow, match="asked not to be contacted") as caught:
        make_brief(request(contact=resting))
    assert caught.value.exit_code == 1


def test_a_direct_message_is_short() -> None:
    """The channel bounds the words."""
    assert make_brief(request(channel=Channel.DM)).brief.words == DM_WORDS
    assert make_brief(request(words=60, channel=Channel.DM)).brief.words == 60


def test_a_message_uses_few_facts_the_newest_first() -> None:
    """More than three would read like a file kept on somebody."""
    many = tuple(
        Fact(id=f"f{day}", text=f"Opened stall {day}", source=Source(where="her site", when=dt.date(2026, 1, day)))
        for day in range(1, 8)
    )
    briefed = make_brief(request(contact=CONTACT.model_copy(update={"facts": (*many, NEED)})))
    assert [fact.id for fact in briefed.brief.facts] == ["proof", "f7", "f6"]
    assert len(briefed.brief.facts) == MOST_FACTS


def gave(days_ago: int, **changes: Any) -> Entry:  # noqa: ANN401  # any field of an entry
    values: dict[str, Any] = {
        "id": f"e{days_ago}", "contact_id": "nia", "kind": EntryKind.GAVE, "words": "a proofread", "by": "Ines",
        "on": TODAY - dt.timedelta(days=days_ago), "offer_id": "welsh",
    }  # fmt: skip
    return Entry(**(values | changes))


def test_what_the_standing_does_not_allow_is_not_drafted() -> None:
    """The sentence says why, and what may be done instead."""
    with pytest.raises(NotNow, match="wait until 11 March 2026"):
        make_brief(request(history=History(entries=(gave(5),))))
    with pytest.raises(NotNow, match=r"Nothing is asked of Nia Pryce now.*leave out the ask"):
        make_brief(request(history=History(entries=(gave(30),)), ask="list Slow Ink"))
    with pytest.raises(NotNow, match="takes more of Nia"):
        make_brief(request(ask="sit on our jury", ask_size=Size.LARGE))


def test_a_message_after_an_unanswered_one_brings_something_new() -> None:
    """Another offer, or a fact learned since; never the same again."""
    history = History(entries=(gave(16),))
    with pytest.raises(NotNow, match="would bring nothing new"):
        make_brief(request(history=history))
    with pytest.raises(NotNow, match="would bring nothing new"):
        make_brief(request(history=history, offer_id="welsh"))
    assert make_brief(request(history=history, offer_id="slot")).brief.offer == OTHER_OFFER
    news = Fact(id="award", text="Won a prize for the catalogue", source=Source(where="her site", when=TODAY))
    informed = CONTACT.model_copy(update={"facts": (*CONTACT.facts, news)})
    briefed = make_brief(request(history=history, contact=informed))
    assert briefed.brief.offer == OFFER
    assert news in briefed.brief.facts


def test_a_promised_offer_is_the_one_that_is_made() -> None:
    """It comes before one that fits better, and its limit does not hold it back."""
    promised = gave(3, kind=EntryKind.PROMISED, offer_id="slot")
    limited = OTHER_OFFER.model_copy(update={"limit_per_month": 1})
    briefed = make_brief(request(history=History(entries=(promised,)), offers=(limited, OFFER), given={"slot": 1}))
    assert briefed.brief.offer == limited


def test_an_offer_used_up_this_month_is_not_made() -> None:
    """It would be a promise that cannot be kept."""
    limited = OFFER.model_copy(update={"limit_per_month": 2})
    assert make_brief(request(offers=(limited,), given={"welsh": 1})).brief.offer == limited
    with pytest.raises(MissingContext, match="The offer welsh fits Nia Pryce, and is used up this month"):
        make_brief(request(offers=(limited,), given={"welsh": 2}))
    with pytest.raises(BadInput, match="2 times this month, which is its limit"):
        make_brief(request(offers=(limited,), given={"welsh": 2}, offer_id="welsh"))
