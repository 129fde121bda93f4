"""Generated briefs: people, facts, offers and asks of many kinds, as Hypothesis strategies and as one fixed batch."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from outreach.domain.ask import Ask
from outreach.domain.brief import Brief
from outreach.domain.contact import Channel, Closeness, Contact
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.offer import Offer, OfferKind
from outreach.domain.sender import Sender
from outreach.standing import Situation, standing
from tests.material import ASKS, DETAILS, GIFTS, NAMES, NEEDS, OFFERS, QUOTES, SOURCES, TOPICS, TRAITS

TODAY = dt.date(2026, 11, 24)

SENDERS = (
    Sender(name="Maren Tveit", role="Host of Slow Repair, a podcast about mending things", links=("https://slowrepair.example",)),
    Sender(name="Idris Bello", role="translator"),
    Sender(name="Wen Li"),
)


def gift_of(number: int, topic: str) -> Offer:
    """Return the offer of that number for the batch: a title and a detail of its own; it meets the topic by its tag."""
    kind = (OfferKind.RESOURCE, OfferKind.SKILL, OfferKind.EXPOSURE, OfferKind.INVITATION)[number % 4]
    return Offer(
        id=f"gift-{number}",
        kind=kind,
        title=GIFTS[number],
        detail=DETAILS[number] if number < len(DETAILS) else None,
        tags=(topic,),
    )


def offer_of(number: int, topic: str) -> Offer:
    """Return the offer of that number about a topic."""
    kind, title = OFFERS[number % len(OFFERS)]
    detail = DETAILS[number % len(DETAILS)]
    link = "https://slowrepair.example/more" if number % 3 == 0 else None
    return Offer(id=f"offer-{number}", kind=kind, title=title.format(topic), detail=detail, tags=(topic,), link=link)


def fact_of(number: int, topic: str, *, need: bool = True, source: str = SOURCES[0], quote: str | None = None) -> Fact:
    """Return the need (or the plain fact) of that number about a topic."""
    forms = NEEDS if need else TRAITS
    kind = FactKind.NEED if need else FactKind.FACT
    when = dt.date(2026, 1 + number % 11, 1 + number % 28)
    return Fact(
        id=f"fact-{number}",
        kind=kind,
        text=forms[number % len(forms)].format(topic),
        source=Source(where=source, when=when),
        quote=quote,
    )


def batch(size: int = 50, offers: int = len(GIFTS)) -> list[Brief]:
    """Return a fixed batch: each person has a topic and a need, and one of so many offers; every other one is asked something."""
    briefs: list[Brief] = []
    for number in range(size):
        topic = TOPICS[number % len(TOPICS)]
        contact = Contact(
            id=f"person-{number}",
            name=NAMES[number % len(NAMES)],
            address="person@people.example",
            closeness=list(Closeness)[number % 4],
            facts=(fact_of(number * 7, topic, source=SOURCES[number % len(SOURCES)]),),
        )
        ask = Ask(text=ASKS[number // 2 % len(ASKS)]) if number % 2 else None
        channel = Channel.DM if number % 5 == 4 else Channel.EMAIL
        briefs.append(
            Brief(
                sender=SENDERS[0],
                contact=contact,
                facts=contact.facts,
                offer=gift_of(number % offers, topic),
                ask=ask,
                standing=standing(Situation(contact, TODAY, ask=ask)),
                channel=channel,
                words=150 if channel is Channel.EMAIL else 90,
                today=TODAY,
            )
        )
    return briefs


@st.composite
def contacts(draw: st.DrawFn, topic: str) -> Contact:
    """Draw a person with one to three sourced facts, needs first or not."""
    facts = []
    for number in draw(st.lists(st.integers(0, 200), min_size=1, max_size=3, unique=True)):
        quote = draw(st.sampled_from(QUOTES))
        facts.append(fact_of(number, topic, need=draw(st.booleans()), source=draw(st.sampled_from(SOURCES)), quote=quote))
    name = draw(st.sampled_from(NAMES))
    greeting = draw(st.sampled_from((None, f"Dr {name.split()[-1]}")))
    contact_id = f"person-{draw(st.integers(0, 10_000))}"
    return Contact(id=contact_id, name=name, greeting=greeting, closeness=draw(st.sampled_from(Closeness)), facts=tuple(facts))


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    """Draw a brief: any channel, closeness, offer, ask or none, and any length from 60 words on."""
    topic = draw(st.sampled_from(TOPICS))
    contact = draw(contacts(topic))
    ask = draw(st.none() | st.sampled_from(ASKS).map(lambda text: Ask(text=text)))
    return Brief(
        sender=draw(st.sampled_from(SENDERS)),
        contact=contact,
        facts=contact.facts,
        offer=offer_of(draw(st.integers(0, 47)), topic),
        ask=ask,
        standing=standing(Situation(contact, TODAY, ask=ask)),
        channel=draw(st.sampled_from(Channel)),
        words=draw(st.integers(60, 200)),
        today=TODAY,
    )
