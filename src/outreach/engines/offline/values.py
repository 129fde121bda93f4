"""The values that patterns may name, made from a brief once, before any pattern is chosen.

A pattern fits a message when every value it names is known; so a fact that cannot be said to the reader's face in good English,
or that carries a link or an instruction, is simply not there, and the patterns that need it do not come up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.domain.fact import FactKind
from outreach.engines.offline import wording
from outreach.engines.offline.second_person import about_you
from outreach.lint.orders import is_instruction
from outreach.lint.words import stems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.domain.brief import Brief
    from outreach.domain.contact import Contact
    from outreach.domain.fact import Fact

_LONGEST_CLAUSE = 32
_LONGEST_QUOTE = 30


@dataclass(frozen=True, slots=True)
class Values:
    """What patterns may name, and the fact that they speak of (None when no fact can be used)."""

    known: Mapping[str, str]
    fact: Fact | None


def values(brief: Brief) -> Values:
    """Return every value that this brief supports; a value that is not known is not in the mapping."""
    fact = _fact(brief)
    known = {**_offer(brief), **_sender(brief), **_ask(brief)}
    known |= _about(fact, brief) if fact else {}
    return Values({name: value for name, value in known.items() if value}, fact)


def _fact(brief: Brief) -> Fact | None:
    """Return the first fact that the offer has to do with and that may be spoken of; a brief names the one that it meets first.

    An offer that a person chose against the match meets nothing: then there is no fact, and no reason is made up.
    """
    offer = brief.offer
    given = stems(" ".join((offer.title, offer.detail or "", *offer.tags)))
    usable = (fact for fact in brief.facts if fact.source is not None and _harmless(fact))
    return next((fact for fact in usable if given & stems(f"{fact.text} {fact.quote or ''}")), None)


def unsaid(brief: Brief) -> tuple[str, ...]:
    """Say in a sentence each which need or fact the offer has to do with and no message of this engine can say, and why."""
    offer = brief.offer
    given = stems(" ".join((offer.title, offer.detail or "", *offer.tags)))
    met = [fact for fact in brief.facts if fact.source is not None and given & stems(f"{fact.text} {fact.quote or ''}")]
    foreign = [fact for fact in met if not _harmless(fact)]
    slipped_in = [f"{fact.id!r} carries a link, a number or an instruction, so it was left out." for fact in foreign]
    fact = _fact(brief)
    if fact is None or _clause(fact, brief.contact) or "quote" in _about(fact, brief):
        return tuple(slipped_in)
    said = f"{fact.id!r} could not be turned into a sentence to {brief.contact.called}, so the message does not say it."
    return (*slipped_in, f'{said} Begin it with a verb, such as "Needs …" or "Is looking for …".')


def _harmless(fact: Fact) -> bool:
    """Tell whether a fact carries nothing that may not be passed on: no link, no address, no instruction.

    A source may be a link: then it is not named.
    """
    where = fact.source.where if fact.source else ""
    texts = (fact.text, fact.quote or "")
    return not is_instruction(where) and all(wording.is_plain(text) and not is_instruction(text) for text in texts)


def _clause(fact: Fact, contact: Contact) -> str | None:
    """Return the fact as a clause that begins with "you", when that is safe and not too long to stand inside a sentence."""
    clause = about_you(fact.text, [contact.name, contact.called, contact.name.split()[0]])
    return clause if clause and len(clause.split()) <= _LONGEST_CLAUSE else None


def _about(fact: Fact, brief: Brief) -> dict[str, str]:
    """Return what can be said of a fact: as a clause, with where it comes from, and in the contact's own words."""
    clause = _clause(fact, brief.contact) or ""
    found = {"why": clause, "need" if fact.kind is FactKind.NEED else "trait": clause}
    if fact.source is None:
        return found
    where = wording.source(fact.source.where)
    if wording.speaks_of(where, [brief.contact.name, brief.contact.called]) or not wording.is_plain(where):
        return found
    when = wording.day(fact.source.when, brief.today)
    found["aside"] = where if wording.is_dated(where) else f"{where}, {when}"
    if wording.is_phrase(where):
        found["source"] = where
        found["dated"] = where if wording.is_dated(where) else f"{where} ({when})"
    if where.startswith("your "):
        found["stated"] = wording.said_verb(where)
    quote = wording.bare(fact.quote or "")
    if quote and "?" not in quote and '"' not in quote and len(quote.split()) <= _LONGEST_QUOTE:
        found["quote"] = quote
        found["said"] = wording.said_verb(where)
    return found


def _offer(brief: Brief) -> dict[str, str]:
    """Return the offer: its title as a gift, and what it says beyond that.

    A `thing` is a gift without a comma, so that a sentence can run on from it; a `single` thing is one of its kind, so that "is"
    agrees with it; `short` fits a subject, and `head` is that without its article.
    """
    detail = wording.sentence(" ".join((brief.offer.detail or "").split()))
    gift = wording.gift(brief.offer.title)
    return {
        "gift": gift,
        "thing": "" if re.search("[,;:(]", gift) else gift,
        "single": gift if re.match(r"(?:an?|one)\b[^,;:(]*$", gift) else "",
        "short": wording.short(gift),
        "head": re.sub(r"^(?:an?|the) ", "", wording.short(gift)),
        "detail": "" if "?" in detail else detail,
        "link": brief.offer.link or "",
    }


def _sender(brief: Brief) -> dict[str, str]:
    """Return how the sender names themselves."""
    role = wording.role(brief.sender.role or "")
    return {"sender": brief.sender.name, "role": role}


def _ask(brief: Brief) -> dict[str, str]:
    """Return the ask as what follows "would you", or as the whole sentence that a person typed."""
    if brief.ask is None:
        return {}
    request = wording.request(brief.ask.text)
    if request:
        return {"request": request}
    typed = wording.typed_request(brief.ask.text)
    question = wording.question(typed)
    return {"typed": typed, "question": question, "statement": "" if question else typed}
