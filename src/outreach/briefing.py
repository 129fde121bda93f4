"""Briefing: from what is known and what is wanted to a brief, or to what is missing. Nothing is sent and nothing spent here.

The floor: at least one fact or need with a source, and one offer that stands and fits. Below it there is no brief. Nor is there
one when the standing towards the contact does not allow it, or when a message after an unanswered one would bring nothing new.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.domain.ask import Ask
from outreach.domain.brief import Brief
from outreach.domain.contact import Channel, Contact
from outreach.domain.history import History
from outreach.domain.policy import Policy
from outreach.domain.size import Size
from outreach.errors import BadInput, MissingContext, NotNow
from outreach.matching import Match, match
from outreach.standing import Situation, standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from outreach.domain.fact import Fact
    from outreach.domain.offer import Offer
    from outreach.domain.sender import Sender
    from outreach.domain.standing import Standing

MOST_FACTS = 3
"""More than three facts in one message read like a file kept on somebody."""
DM_WORDS = 90


@dataclass(frozen=True, slots=True)
class Request:
    """What a person wants written: to whom, from whom, out of which offers, with which ask (None: only give).

    `ask_size` is what the ask takes of the contact. `history` is the contact's ledger, `given` how often each offer was given or
    promised this month, `policy` what the team allows.
    """

    contact: Contact
    sender: Sender
    offers: tuple[Offer, ...]
    today: dt.date
    ask: str | None = None
    ask_size: Size = Size.SMALL
    offer_id: str | None = None
    channel: Channel | None = None
    words: int = 150
    history: History = field(default_factory=History)
    given: Mapping[str, int] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)


@dataclass(frozen=True, slots=True)
class Briefed:
    """A brief, and in one line why its offer was chosen."""

    brief: Brief
    why: str
    others: tuple[Match, ...] = field(default=())


def make_brief(request: Request) -> Briefed:
    """Return the brief for a request.

    Raises MissingContext below the floor, NotNow when the contact is to be left alone, BadInput when the offer asked for does not
    exist or has expired.
    """
    contact = request.contact
    ask = Ask(text=request.ask, size=request.ask_size) if request.ask else None
    news_since = _standing(request, ask, None).news_since
    if not contact.sourced:
        raise MissingContext(
            f"Too little is known about {contact.name}: no fact or need with a source.",
            remedy=f"Add one to the contact file ({contact.id}): `text`, and below `source` its `where` and `when`.",
        )
    chosen, others = _choose(request, news_since)
    now = _standing(request, ask, chosen.offer)
    channel = request.channel or contact.channel
    brief = Brief(
        sender=request.sender, contact=contact, facts=_facts(contact, chosen), offer=chosen.offer, ask=ask, standing=now,
        channel=channel, words=request.words if channel is Channel.EMAIL else min(request.words, DM_WORDS), today=request.today,
    )  # fmt: skip
    return Briefed(brief, _why(request, chosen), others)


def _standing(request: Request, ask: Ask | None, offer: Offer | None) -> Standing:
    """Return the standing that allows this message; raise NotNow when there is none."""
    name = request.contact.name
    now = standing(Situation(request.contact, request.today, request.history, request.policy, ask, offer))
    if not now.may_write:
        raise NotNow(f"Nothing is drafted to {name} now. {now.reason}.", remedy="It is not their time: they know where you are.")
    if ask is not None and not now.may_ask:
        raise NotNow(f"Nothing is asked of {name} now. {now.reason}.", remedy="Give without asking: leave out the ask.")
    return now


def _choose(request: Request, news_since: dt.date | None) -> tuple[Match, tuple[Match, ...]]:
    """Return the offer to make and the others that fit; after an unanswered message, one that brings something new."""
    chosen, others = _fitting(request)
    if news_since is None or any(fact.source and fact.source.when > news_since for fact in request.contact.sourced):
        return chosen, others
    made = {entry.offer_id for entry in request.history.unanswered}
    new = tuple(each for each in (chosen, *others) if each.offer.id not in made)
    if not new or (request.offer_id is not None and chosen.offer.id in made):
        raise NotNow(
            f"A message to {request.contact.name} would bring nothing new: what it offers was offered before, and has no answer.",
            remedy="Add a fact or need learned since then, or choose an offer that was not made yet.",
        )
    return new[0], new[1:]


def _fitting(request: Request) -> tuple[Match, tuple[Match, ...]]:
    """Return the offer to make (the one asked for, else one promised, else the best) and the others that fit."""
    matches = match(request.contact, tuple(offer for offer in request.offers if _left(offer, request)), request.today)
    if request.offer_id is not None:
        chosen = _asked_for(request.offer_id, request, matches)
    elif (promised := _promised(request)) is not None:
        chosen = _asked_for(promised.id, request, matches)
    elif matches:
        chosen = matches[0]
    else:
        raise _none_fits(request)
    return chosen, tuple(each for each in matches if each.offer.id != chosen.offer.id)


def _none_fits(request: Request) -> MissingContext:
    """Return why no offer is made: none fits, or what fits was given as often this month as it can be."""
    used_up = match(request.contact, tuple(offer for offer in request.offers if not _left(offer, request)), request.today)
    if used_up:
        return MissingContext(
            f"The offer {used_up[0].offer.id} fits {request.contact.name}, and is used up this month.",
            remedy="Wait for the next month, raise its limit in offers.yaml, or choose another offer.",
        )
    return MissingContext(
        f"None of the offers fits what is known about {request.contact.name}.",
        remedy="Add an offer to offers.yaml, or a need to the contact, or choose an offer.",
    )


def _promised(request: Request) -> Offer | None:
    """Return the first offer that was promised to the contact, has not been given yet, and still stands."""
    promised = {entry.offer_id for entry in request.history.open_promises}
    return next((offer for offer in request.offers if offer.id in promised and offer.stands_on(request.today)), None)


def _left(offer: Offer, request: Request) -> bool:
    """Tell whether an offer can still be given this month: promised to this contact, or below its limit."""
    if offer.limit_per_month is None or offer == _promised(request):
        return True
    return request.given.get(offer.id, 0) < offer.limit_per_month


def _asked_for(offer_id: str, request: Request, matches: tuple[Match, ...]) -> Match:
    """Return how an offer fits that somebody chose by its id; raise BadInput when it cannot be made."""
    offer = next((offer for offer in request.offers if offer.id == offer_id), None)
    if offer is None:
        known = ", ".join(each.id for each in request.offers) or "none"
        raise BadInput(f"There is no offer {offer_id!r}.", remedy=f"Offers here: {known}.")
    if not offer.stands_on(request.today):
        raise BadInput(
            f"The offer {offer.id!r} expired on {offer.expires}.", remedy="Renew it in offers.yaml, or choose another."
        )
    if not _left(offer, request):
        raise BadInput(
            f"The offer {offer.id!r} was given or promised {request.given[offer.id]} times this month, which is its limit.",
            remedy="Choose another, or raise its limit_per_month in offers.yaml if you can keep it.",
        )
    fitting = next((each for each in matches if each.offer.id == offer.id), None)
    needs = request.contact.needs or request.contact.sourced
    return fitting or Match(offer, needs[0], 0.0, ())


def _facts(contact: Contact, chosen: Match) -> tuple[Fact, ...]:
    """Return the fact that the offer meets, then the others that have a source, newest first."""
    others = [fact for fact in contact.sourced if fact.id != chosen.fact.id]
    others.sort(key=lambda fact: (fact.source.when if fact.source else None, fact.id), reverse=True)
    return (chosen.fact, *others[: MOST_FACTS - 1])


def _why(request: Request, chosen: Match) -> str:
    if request.offer_id is not None:
        return f"you chose it; {chosen.why}" if chosen.shared else "you chose it; nothing recorded says that they need it"
    return chosen.why
