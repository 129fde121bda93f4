"""Offers are matched to needs by what both speak of, and no fit is forced."""

from __future__ import annotations

import datetime as dt

from outreach.domain.fact import Fact, FactKind
from outreach.matching import match
from tests.values import CONTACT, FACT, NEED, OFFER, OTHER_OFFER, TODAY


def test_the_offer_that_meets_a_need_comes_first_and_says_why() -> None:
    """The reason is one line with the need and the words that both use."""
    found = match(CONTACT, (OTHER_OFFER, OFFER), TODAY)
    assert [each.offer.id for each in found] == ["welsh"]
    assert found[0].fact == NEED
    assert found[0].why == (
        "it meets their need “Looks for a proofreader for the Welsh captions of the spring catalogue” "
        "(both speak of: proofreader, welsh, captions)"
    )


def test_other_forms_of_a_word_are_the_same_word() -> None:
    """Stems are compared, not letters."""
    need = Fact(id="n", text="Wants captions proofread", kind=FactKind.NEED, source=NEED.source)
    contact = CONTACT.model_copy(update={"facts": (need,)})
    assert match(contact, (OFFER,), TODAY)[0].offer == OFFER


def test_nothing_in_common_is_no_match() -> None:
    """No fit is forced."""
    assert match(CONTACT.model_copy(update={"facts": (FACT,)}), (OFFER,), TODAY) == ()


def test_a_fact_without_a_source_matches_nothing() -> None:
    """Rumours are no ground."""
    rumour = NEED.model_copy(update={"source": None})
    assert match(CONTACT.model_copy(update={"facts": (rumour,)}), (OFFER,), TODAY) == ()


def test_an_expired_offer_is_not_matched() -> None:
    """Only offers that stand today."""
    expired = OFFER.model_copy(update={"expires": TODAY - dt.timedelta(days=1)})
    assert match(CONTACT, (expired,), TODAY) == ()


def test_a_need_weighs_more_than_a_fact() -> None:
    """What they struggle with comes before what they do."""
    press = OTHER_OFFER.model_copy(update={"title": "a tour of a small press"})
    assert [each.offer.id for each in match(CONTACT, (press, OFFER), TODAY)] == ["welsh", "slot"]
