"""An offer is free or it is tied, in whatever words; and it may be named by its title or, in part, by its detail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach.domain.offer import Offer, OfferKind
from outreach.lint import offering
from outreach.lint.acts import judge
from outreach.lint.case import Case
from outreach.lint.text import read
from tests.values import brief

if TYPE_CHECKING:
    from outreach.domain.brief import Brief

TIED = [
    "The proofread of your Welsh captions is yours in return for a place on your shelf.",
    "A proofread of your Welsh captions is yours if you agree to list Slow Ink.",
    "Megan starts on the captions once you have listed Slow Ink among your stockists.",
    "The captions will be proofread as soon as Slow Ink stands among your stockists.",
    "List Slow Ink among your stockists and I'll send you the proofread of your Welsh captions.",
    "You can have the proofread of your Welsh captions as long as you recommend us.",
    "If you are willing to list Slow Ink among your stockists, a proofread of your Welsh captions is yours.",
    "In exchange, I would expect a mention.",
    "A proofread of your Welsh captions is yours, at no charge in exchange for a mention.",
]

FREE = [
    "A proofread of your Welsh captions is yours, and I want nothing in return for it.",
    "I don't expect anything in return for the proofread of your Welsh captions.",
    "The proofread of your Welsh captions is yours if you can use it.",
    "You can come back to the proofread of your Welsh captions as long as you need it.",
    "Once you've sent me the Welsh captions, Megan can begin with the proofread.",
    "If you send me the draft, Megan has two afternoons for a proofread of your Welsh captions.",
    "If you'd rather not list Slow Ink, the proofread of your Welsh captions is yours all the same.",
    "If you don't list Slow Ink, you still get the proofread of your Welsh captions.",
    "Even if Slow Ink never stands among your stockists, the proofread of your Welsh captions is yours anyway.",
]

LARGER = [
    "I can send you a fresh list of captions every week, too.",
    "A proofread of your Welsh captions is yours each month from now on.",
    "You can have as many proofreads as you like.",
    "A proofread of your Welsh captions is yours, and a poster for the shop, too.",
    "I can also print leaflets for the fair.",
    "Megan will read your Welsh captions for life.",
]

AS_LARGE = [
    "A proofread of your Welsh captions is yours, and Megan has two afternoons for it.",
    "I can also say that Megan reads Welsh.",
    "You run a small press and look for a proofreader every spring, so I can offer you a proofread.",
    "Would you also list Slow Ink among your stockists?",
    "You can take up the proofread on any day that suits you.",
]


def found(kind: str, text: str, given: Brief | None = None) -> bool:
    """Tell whether one check finds something in a message with these words in it."""
    given = given or brief()
    reading = read("", f"Hello Nia,\n\n{text}\n\nBest wishes,\nInes Moreau")
    return any(True for _ in offering.CHECKS[kind](Case(reading, judge(reading), given), given))


@pytest.mark.parametrize("text", TIED)
def test_a_condition_ties_the_offer(text: str) -> None:
    """Whatever the words of the condition, before the gift or after it, in its sentence or in another."""
    assert found("free", text)


@pytest.mark.parametrize("text", FREE)
def test_taking_a_gift_up_or_leaving_the_ask_is_no_condition(text: str) -> None:
    """What a reader sends so that a gift can be given, wants, or may leave undone ties nothing."""
    assert not found("free", text)


def test_an_offer_may_be_named_by_its_title_and_its_detail() -> None:
    """A part of the title is enough where words of the detail stand beside it, and not without them."""
    call = Offer(
        id="call", title="a half-hour video call about finger loading for route setters",
        detail="I show four exercises and send you a sheet with pictures afterwards.", kind=OfferKind.TIME,
    )  # fmt: skip
    given = brief(offer=call)
    assert not found("kept", "I can give you half an hour on video and show you four exercises for that.", given)
    assert found("kept", "I can give you half an hour on video about your taxes.", given)
    assert found("kept", "I can show you four exercises and send you a sheet with pictures.", given)


@pytest.mark.parametrize("text", LARGER)
def test_a_promise_beyond_the_offer_is_found(text: str) -> None:
    """More often, for longer, or a second thing beside it."""
    assert found("larger", text)


@pytest.mark.parametrize("text", AS_LARGE)
def test_the_offer_as_it_is_promises_no_more(text: str) -> None:
    """Its own size, what the records say, and what is said of the reader."""
    assert not found("larger", text)
