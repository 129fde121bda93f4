"""Briefing: from what is known and what is wanted to a brief, or to what is missing. Nothing is sent and nothing spent here.

The floor: at least one fact or need with a source, and one offer that stands and fits. Below it there is no brief.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.domain.ask import Ask
from outreach.domain.brief import Brief
from outreach.domain.contact import Channel, Contact
from outreach.errors import BadInput, MissingContext, NotNow
from outreach.matching import Match, match
from outreach.standing import standing

if TYPE_CHECKING:
    import datetime as dt

    from outreach.domain.fact import Fact
    from outreach.domain.offer import Offer
    from outreach.domain.sender import Sender

MOST_FACTS = 3
"""More than three facts in one message read like a file kept on somebody."""
DM_WORDS = 90


@dataclass(frozen=True, slots=True)
class Request:
    """What a person wants written: to whom, from whom, out of which offers, with which ask (None: only give)."""

    contact: Contact
    sender: Sender
    offers: tuple[Offer, ...]
    today: dt.date
    ask: str | None = None
    offer_id: str | None = None
    channel: Channel | None = None
    words: int = 150


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
    ask = Ask(text=request.ask) if request.ask else None
    now = standing(contact, ask, request.today)
    if not now.may_write:
        raise NotNow(f"Nothing is drafted to {contact.name} now. {now.reason}.", remedy="If it is not their time, let it rest.")
    if not contact.sourced:
        raise MissingContext(
            f"Too little is known about {contact.name}: no fact or need with a source.",
            remedy=f"Add one to the contact file ({contact.id}): `text`, and below `source` its `where` and `when`.",
        )
    chosen, others = _choose(request)
    channel = request.channel or contact.channel
    brief = Brief(
        sender=request.sender, contact=contact, facts=_facts(contact, chosen), offer=chosen.offer, ask=ask, standing=now,
        channel=channel, words=request.words if channel is Channel.EMAIL else min(request.words, DM_WORDS), today=request.today,
    )  # fmt: skip
    return Briefed(brief, _why(request, chosen), others)


def _choose(request: Request) -> tuple[Match, tuple[Match, ...]]:
    """Return the offer to make and the others that fit."""
    matches = match(request.contact, request.offers, request.today)
    if request.offer_id is None:
        if not matches:
            raise MissingContext(
                f"None of the offers fits what is known about {request.contact.name}.",
                remedy="Add an offer to offers.yaml, or a need to the contact file, or choose one with --offer.",
            )
        return matches[0], matches[1:]
    offer = next((offer for offer in request.offers if offer.id == request.offer_id), None)
    if offer is None:
        known = ", ".join(each.id for each in request.offers) or "none"
        raise BadInput(f"There is no offer {request.offer_id!r}.", remedy=f"Offers here: {known}.")
    if not offer.stands_on(request.today):
        raise BadInput(
            f"The offer {offer.id!r} expired on {offer.expires}.", remedy="Renew it in offers.yaml, or choose another."
        )
    fitting = next((each for each in matches if each.offer.id == offer.id), None)
    needs = request.contact.needs or request.contact.sourced
    return fitting or Match(offer, needs[0], 0.0, ()), tuple(each for each in matches if each.offer.id != offer.id)


def _facts(contact: Contact, chosen: Match) -> tuple[Fact, ...]:
    """Return the fact that the offer meets, then the others that have a source, newest first."""
    others = [fact for fact in contact.sourced if fact.id != chosen.fact.id]
    others.sort(key=lambda fact: (fact.source.when if fact.source else None, fact.id), reverse=True)
    return (chosen.fact, *others[: MOST_FACTS - 1])


def _why(request: Request, chosen: Match) -> str:
    if request.offer_id is not None:
        return f"you chose it; {chosen.why}" if chosen.shared else "you chose it; nothing recorded says that they need it"
    return chosen.why
