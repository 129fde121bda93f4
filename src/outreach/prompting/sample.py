"""A made-up brief of an ordinary size, to measure and to preview prompts with."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from pydantic import SecretStr

from outreach.domain.ask import Ask
from outreach.domain.brief import Brief
from outreach.domain.contact import Channel, Closeness, Contact
from outreach.domain.draft import Draft
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.offer import Offer, OfferKind
from outreach.domain.salutation import assemble
from outreach.domain.sender import Sender
from outreach.domain.standing import Move, Standing
from outreach.lint.finding import Finding, Severity
from outreach.lint.rulebook import load
from outreach.prompting.data import Values, for_anew, for_draft, for_extract, for_repair, for_review
from outreach.prompting.reviewing import reviewed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.lint.rule import Rule


def brief(*, channel: Channel = Channel.EMAIL, closeness: Closeness = Closeness.STRANGER, asks: bool = True) -> Brief:
    """Return a brief about a made-up repair café, with three facts."""
    newsletter = Source(where="the café's newsletter", when=dt.date(2026, 3, 2))
    facts = (
        Fact(
            id="lamps",
            kind=FactKind.NEED,
            text="Has a shelf of lamps that nobody at the café knows how to rewire safely",
            quote="we have eleven lamps waiting for someone who knows mains wiring",
            source=newsletter,
        ),
        Fact(id="cafe", text="Runs the repair café at the Sofielund library on Saturdays", source=newsletter),
        Fact(id="manual", text="Writes a free manual on mending small appliances", source=newsletter),
    )
    contact = Contact(id="nour", name="Nour Haddad", role="organiser of a repair café", closeness=closeness, facts=facts)
    return Brief(
        sender=Sender(name="Ines Varga", role="electrician", voice="plain, a little dry", links=("https://varga.example",)),
        contact=contact,
        facts=facts,
        offer=Offer(
            id="rewiring-evening",
            title="an evening of rewiring lamps with your volunteers",
            detail="Three hours at your café, with my own tester and fuses, and the steps written down afterwards.",
            kind=OfferKind.SKILL,
        ),
        ask=Ask(text="list my free wiring class in your newsletter") if asks else None,
        standing=Standing(move=Move.TRADE if asks else Move.GIVE, reason="They have never been written to."),
        channel=channel,
        today=dt.date(2026, 3, 9),
    )


def values(name: str, briefs: Iterable[Brief] = ()) -> Iterator[Values]:
    """Yield inputs for the prompt of that name: for every way that it is used, and for each of `briefs` where it is given one."""
    if name == "extract":
        for voice in ("own", "about", "note"):
            yield for_extract(_TEXT, name="Nour Haddad", voice=voice, most=12)
        return
    for channel in Channel:
        for closeness in Closeness:
            for asks in (True, False):
                one = brief(channel=channel, closeness=closeness, asks=asks)
                yield of(name, one)
    for one in briefs:
        yield of(name, one)


def of(name: str, one: Brief) -> Values:
    """Return inputs for the prompt of that name about a brief; what else it is given, a held draft among it, is made up."""
    if name == "extract":
        return for_extract(_TEXT, name=one.contact.name, voice="about", most=12)
    if name == "repair":
        return for_repair(one, _held(one), (_FINDING,))
    if name == "review":
        return for_review(one, _held(one), _rules())
    return for_anew(one, (_FINDING,)) if name == "anew" else for_draft(one)


@cache
def _rules() -> tuple[Rule, ...]:
    return reviewed(load())


def _held(one: Brief) -> Draft:
    paragraphs = ("I can spend an evening rewiring the lamps.", "Your newsletter says that eleven of them are waiting.")
    body = assemble(paragraphs, sender=one.sender, contact=one.contact, channel=one.channel)
    return Draft(subject=SecretStr("An evening of rewiring"), body=SecretStr(body), offer_part=SecretStr(paragraphs[0]))


_TEXT = (
    """Last Saturday we repaired 41 things, among them a talking bear. We have eleven lamps waiting for someone who knows mains
wiring: our volunteers are good with textiles, and nobody here has rewired a lamp before. I am also writing a free manual on
mending small appliances, and the chapter on kettles is done. The café opens at ten, as ever, and there is soup."""
    * 6
)

_FINDING = Finding(
    code="XX000",
    name="sample",
    reason="shape",
    severity=Severity.ERROR,
    place="body",
    sentence=1,
    start=13,
    end=20,
    says="The sentence leaves open what is meant.",
    instead="Say what exactly will be done.",
)
