"""Composition: from a brief to a draft, through one structure and one pattern a slot.

1. The first sentence after the salutation holds the offer's whole title; nothing stands before it.
2. Without an ask in the brief no slot that asks is filled; with one, it is filled once.
3. The body is never longer than the brief allows: slots that can go, go first; what still does not fit is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import SecretStr

from outreach.domain.contact import Channel
from outreach.domain.draft import Draft
from outreach.domain.salutation import assemble
from outreach.engines.offline import wording
from outreach.engines.offline.choice import Choice
from outreach.engines.offline.pattern import Pattern, Situation, Structure, fitting, patterns, structures
from outreach.engines.offline.values import Values, values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from outreach.domain.brief import Brief

_OPENERS = ("woven", "opener")
# Turns of phrase that patterns put together: each is chosen once a message and named like a value.
_PIECES = ("giving", "lead", "freely", "tail", "provided", "unless", "fine", "idle", "leave")
# Values that name where a fact comes from: one slot of a message does, and no further one.
_CITING = frozenset({"source", "dated", "aside", "stated"})
# Where a slot has no fitting pattern, this one may speak in its place.
_INSTEAD = {"reason": "citation", "subject": "subject_plain"}
# From what a message misses least to what it misses most.
_EXPENDABLE = ("introduction", "found", "link", "detail", "reason")


def compose(brief: Brief, step: int) -> Draft | None:
    """Return the draft of a brief, the next one for each further `step`; None when offer and ask do not fit its words."""
    choice = Choice(f"{brief.contact.id}\x1f{brief.offer.id}", step)
    situation = Situation.of(brief)
    said = _with_pieces(values(brief), situation, choice)
    possible = [each for each in structures() if each.fit(situation) and _can_open(each, situation, said)]
    structure = choice.pick("structure", possible)
    for paragraphs in _shorter(structure):
        slots = _filled(paragraphs, situation, said, choice)
        texts = tuple(" ".join(slots[slot] for slot in paragraph if slots.get(slot)) for paragraph in paragraphs)
        body = assemble(texts, sender=brief.sender, contact=brief.contact, channel=brief.channel)
        if len(body.split()) <= brief.words:
            return _draft(brief, said, slots, body, _subject(brief, said, body, choice))
    return None


def _can_open(structure: Structure, situation: Situation, said: Values) -> bool:
    """Tell whether the opener of a structure has a pattern: one that weaves a fact in needs a fact that can be said."""
    return fitting(structure.paragraphs[0][0], situation, said.known) != []


def _shorter(structure: Structure) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Return the paragraphs of a structure, then with one expendable slot less each time, then the bare offer, ask and no."""
    gone: set[str] = set()
    for slot in ("", *_EXPENDABLE):
        gone.add(slot)
        yield tuple(tuple(each for each in paragraph if each not in gone) for paragraph in structure.paragraphs)
    yield (("plainest", "plainest_ask", "plainest_close"),)


def _with_pieces(said: Values, situation: Situation, choice: Choice) -> Values:
    """Return the values of a brief with the turns of phrase chosen for this message."""
    pieces = {piece: _words(piece, situation, said.known, choice) for piece in _PIECES}
    return Values({**said.known, **pieces}, said.fact)


def _filled(paragraphs: tuple[tuple[str, ...], ...], situation: Situation, said: Values, choice: Choice) -> dict[str, str]:
    """Return the words of each slot; a slot without a fitting pattern stays empty, and a source is named once."""
    filled, known = dict[str, str](), dict(said.known)
    for slot in (slot for paragraph in paragraphs for slot in paragraph):
        pattern = _chosen(slot, situation, known, choice)
        filled[slot] = wording.sentence(pattern.render(known)) if pattern else ""
        if pattern and pattern.names & _CITING:
            known = {name: value for name, value in known.items() if name not in _CITING}
    return filled


def _words(slot: str, situation: Situation, known: Mapping[str, str], choice: Choice) -> str:
    """Return the words of one slot, or "" when no pattern fits."""
    pattern = _chosen(slot, situation, known, choice)
    return pattern.render(known) if pattern else ""


def _chosen(slot: str, situation: Situation, known: Mapping[str, str], choice: Choice) -> Pattern | None:
    """Return the pattern for one slot, or None when none fits."""
    usable = fitting(slot, situation, known)
    if usable:
        return patterns(slot)[choice.pick(slot, usable)]
    return _chosen(_INSTEAD[slot], situation, known, choice) if slot in _INSTEAD else None


def _subject(brief: Brief, said: Values, body: str, choice: Choice) -> str:
    """Return the subject of an email: the offer, in few words, with no tail that the body has; a direct message has none."""
    if brief.channel is Channel.DM:
        return ""
    situation = Situation.of(brief)
    slot = "subject" if fitting("subject", situation, said.known) else _INSTEAD["subject"]
    subjects = [patterns(slot)[number].render(said.known) for number in fitting(slot, situation, said.known)]
    fresh = [subject for subject in subjects if subject.rpartition(", ")[2] not in body or ", " not in subject]
    return wording.bare(wording.sentence(choice.pick("subject", fresh or subjects)))


def _draft(brief: Brief, said: Values, slots: Mapping[str, str], body: str, subject: str) -> Draft:
    """Return the draft with its marks: which words are the offer and which the ask, and what they rest on."""
    opener = next(slots[slot] for slot in (*_OPENERS, "plainest") if slots.get(slot))
    used = said.fact is not None and bool(slots.get("woven") or slots.get("reason"))
    return Draft(
        subject=SecretStr(subject),
        body=SecretStr(body),
        offer_part=SecretStr(opener),
        ask_part=SecretStr(slots.get("ask") or slots.get("plainest_ask") or ""),
        offer_id=brief.offer.id,
        fact_ids=(said.fact.id,) if used and said.fact else (),
    )
