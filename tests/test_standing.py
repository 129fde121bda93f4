"""What may be done now, and the reason in one sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.domain.ask import Ask
from outreach.domain.contact import Closeness, Resting
from outreach.domain.standing import Move
from outreach.standing import standing
from tests.values import CONTACT, TODAY

ASK = Ask(text="list Slow Ink")


@pytest.mark.parametrize("closeness", Closeness)
def test_giving_is_always_open(closeness: Closeness) -> None:
    """Without an ask anybody may be given to."""
    assert standing(CONTACT.model_copy(update={"closeness": closeness}), None, TODAY).move is Move.GIVE


def test_closeness_is_respected() -> None:
    """A new acquaintance is not an old friend: an ask to strangers is a trade at most."""
    moves = {each: standing(CONTACT.model_copy(update={"closeness": each}), ASK, TODAY).move for each in Closeness}
    assert moves == {
        Closeness.STRANGER: Move.TRADE,
        Closeness.ACQUAINTANCE: Move.TRADE,
        Closeness.COLLEAGUE: Move.ASK,
        Closeness.FRIEND: Move.ASK,
    }


def test_who_rests_is_left_alone_until_the_rest_is_over() -> None:
    """The reason says until when and why."""
    resting = CONTACT.model_copy(update={"resting": Resting(reason="on leave", until=TODAY)})
    now = standing(resting, None, TODAY)
    assert now.move is Move.REST
    assert not now.may_write
    assert now.reason == "Nia is resting until 2 March 2026: on leave"
    assert standing(resting, None, TODAY + dt.timedelta(days=1)).may_write
