"""Standing: from the ledger, closeness and circumstances to what may be done now, with the reason in one sentence.

The questions below are put in their order, and the first that has an answer decides:

1. Does the contact rest (on leave, or asked not to be contacted)?
2. Is something promised and not yet given? It is given first, and nothing is asked before.
3. Was something written that has no answer? One message: wait, then bring something new and ask nothing. Two: let them rest.
4. Is something to be asked at all? Giving is always open.
5. Is thanks owed? It comes before an ask.
6. Was anything given since the last ask? Asking twice in a row is not mutual.
7. Does the ask take more than the offer? Then it waits until something was given twice.
8. How close are they? Friends and colleagues may be asked; others are offered a trade, until gifts were given and answered.

The bounds are the team's policy (`policy:` in outreach.yaml). The order follows the writing on networking that the product rests
on: give, give again, and only then ask; if it is not their time, let them be.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TYPE_CHECKING

from outreach.domain.ask import Ask
from outreach.domain.contact import Closeness
from outreach.domain.history import History
from outreach.domain.policy import Policy
from outreach.domain.standing import Move, Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.domain.contact import Contact
    from outreach.domain.offer import Offer

NEAR = frozenset({Closeness.COLLEAGUE, Closeness.FRIEND})


@dataclass(frozen=True, slots=True)
class Situation:
    """All that standing is judged from; without an ask the question is whether something may be given."""

    contact: Contact
    today: dt.date
    history: History = field(default_factory=History)
    policy: Policy = field(default_factory=Policy)
    ask: Ask | None = None
    offer: Offer | None = None


def standing(now: Situation) -> Standing:
    """Return what may be done towards a contact."""
    return next(answer for question in _QUESTIONS if (answer := question(now)) is not None)


def outlook(contact: Contact, history: History, policy: Policy, today: dt.date) -> Standing:
    """Return the most that may be done towards a contact now: what standing says to a small ask."""
    return standing(Situation(contact, today, history, policy, ask=Ask(text="do one small thing")))


def _resting(now: Situation) -> Standing | None:
    resting = now.contact.resting
    if resting is None or not resting.covers(now.today):
        return None
    until = f" until {_day(resting.until)}" if resting.until else ""
    return Standing(move=Move.REST, reason=f"{now.contact.called} is resting{until}: {resting.reason}", until=resting.until)


def _promised(now: Situation) -> Standing | None:
    promises = now.history.open_promises
    if not promises:
        return None
    promise = promises[0]
    reason = (
        f"{promise.by} promised {now.contact.called} something on {_day(promise.on)} ({_short(promise.words)}): keep that first"
    )
    return _give(reason)


def _unanswered(now: Situation) -> Standing | None:
    messages, last = now.history.unanswered_messages, now.history.last_written
    if not messages or last is None:
        return None
    called, policy = now.contact.called, now.policy
    if messages >= policy.unanswered_before_rest:
        until = last + dt.timedelta(days=policy.rest_days)
        if now.today <= until:
            reason = f"{called} has not answered {messages} messages and rests until {_day(until)}; they know where you are"
            return Standing(move=Move.REST, reason=reason, until=until)
    until = last + dt.timedelta(days=policy.patience_days)
    if now.today <= until and now.contact.closeness not in NEAR:
        reason = f"{called} was written to on {_day(last)} and has not answered yet: wait until {_day(until)}"
        return Standing(move=Move.WAIT, reason=reason, until=until)
    reason = f"{called} has not answered what was sent on {_day(last)}: bring something new, and ask nothing"
    return Standing(move=Move.GIVE, reason=reason, news_since=last)


def _nothing_asked(now: Situation) -> Standing | None:
    if now.ask is not None:
        return None
    return _give(f"Giving to {now.contact.called} is always open, and nothing is asked")


def _thanks_owed(now: Situation) -> Standing | None:
    owed = now.history.thanks_owed
    if not owed:
        return None
    return _give(
        f"{now.contact.called} gave something on {_day(owed[-1].on)} ({_short(owed[-1].words)}): thank them before asking"
    )


def _asked_last(now: Situation) -> Standing | None:
    ask = now.history.last_ask
    if ask is None or now.history.gives_since_ask:
        return None
    return _give(f"{now.contact.called} was asked for something on {_day(ask.on)}: give something before asking again")


def _larger_than_the_offer(now: Situation) -> Standing | None:
    if now.ask is None or now.offer is None or not now.ask.size.exceeds(now.offer.size):
        return None
    gives, wanted = now.history.gives, now.policy.gives_before_large_ask
    if gives >= wanted:
        return None
    so_far = {0: "nothing yet", 1: "once"}.get(gives, f"{gives} times")
    reason = (
        f"The ask takes more of {now.contact.called} than the offer takes of you: "
        f"it waits until something was given {_times(wanted)} (so far {so_far})"
    )
    return _give(reason)


def _closeness(now: Situation) -> Standing:
    called, closeness, gives = now.contact.called, now.contact.closeness, now.history.gives
    if closeness in NEAR:
        return Standing(move=Move.ASK, reason=f"{called} is a {closeness}: an ask after an offer is fair")
    if gives >= now.policy.gives_before_large_ask and now.history.last_heard is not None:
        return Standing(move=Move.ASK, reason=f"{called} was given something {_times(gives)} and has answered: an ask is fair")
    article = "an" if closeness is Closeness.ACQUAINTANCE else "a"
    reason = f"{called} is {article} {closeness}: an ask may only stand beside an offer, as a trade"
    return Standing(move=Move.TRADE, reason=reason)


_QUESTIONS: tuple[Callable[[Situation], Standing | None], ...] = (
    _resting,
    _promised,
    _unanswered,
    _nothing_asked,
    _thanks_owed,
    _asked_last,
    _larger_than_the_offer,
    _closeness,
)


def _give(reason: str) -> Standing:
    return Standing(move=Move.GIVE, reason=reason)


def _short(words: str) -> str:
    return shorten(words, 100, placeholder=" …")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _day(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
