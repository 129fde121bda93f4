"""The offer of a draft beside the offer of its brief: kept, standing, first, free of conditions, and the only one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.domain.contact import Channel
from outreach.domain.salutation import sign_off
from outreach.lint.acts import Act
from outreach.lint.case import Case, Hit, at, whole
from outreach.lint.patterns import widened
from outreach.lint.text import Part, normalise
from outreach.lint.words import facts_text, own_text, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.domain.brief import Brief
    from outreach.lint.text import Sentence

CARRIES = 0.5
"""A sentence carries the offer when it has this share of the content words of the offer's title (or its link)."""
OPENING = 2
"""The offer stands in one of the first two sentences after the greeting (the corpus guide's "opens")."""

_TIED = re.compile(
    widened(
        r"\b(?:in (?:return|exchange)|on (?:the )?condition|provided (?:that )?you|as long as you|as soon as you|"
        r"(?:once|after|when) you(?:'ve| have) |"
        r"(?:only )?if you (?:(?:can|could|will|would|agree to|first) )?"
        r"(?:help|give|send|share|mention|introduce|sign|agree|promote|post|review|write|feature|buy|book|join|come|reply|do)\b)"
    ),
    re.IGNORECASE,
)

_OF_ANY_OFFER = stems("offer gift yours whatever either answer decide stands holds open free happy glad gladly pleasure welcome")
"""What is said of any offer: "the offer stands whatever you answer" promises nothing new."""


def spoken(case: Case, brief: Brief) -> list[Sentence]:
    """Return the sentences of a draft's body that an engine may have written: all but the greeting and the sign-off.

    What else looks like a quote or a signature is read as the draft's own words: a claim below the name is a claim.
    """
    signed = {sign_off(brief.sender, channel) for channel in Channel}
    known = {" ".join(normalise(text).text.split()) for text in signed}
    return [
        s
        for s in case.reading.sentences
        if s.place == "body" and s.part is not Part.GREETING and not any(" ".join(s.text.split()) in text for text in known)
    ]


def carriers(case: Case, brief: Brief) -> list[Sentence]:
    """Return the sentences that carry the brief's offer."""
    wanted = stems(brief.offer.title)
    needed = max(1, round(len(wanted) * CARRIES))
    return [
        s
        for s in spoken(case, brief)
        if len(wanted & stems(s.text)) >= needed or (brief.offer.link is not None and brief.offer.link in s.text)
    ]


def kept(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a draft that does not make the brief's offer at all."""
    if not carriers(case, brief):
        yield whole(case.reading)


def standing(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a draft of an offer that has expired."""
    if not brief.offer.stands_on(brief.today):
        found = carriers(case, brief)
        yield at(found[0]) if found else whole(case.reading)


def first(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find an offer that does not open the message, or comes after an ask."""
    found, said = carriers(case, brief), spoken(case, brief)
    if not found:
        return
    position = said.index(found[0])
    asked = next((i for i, s in enumerate(said) if case.judgement.acts[s.index] is Act.ASK and s not in found), len(said))
    if position >= OPENING or position > asked:
        yield at(found[0])


def free(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find an offer that is tied to something the reader is to do."""
    for sentence in carriers(case, brief):
        if _TIED.search(sentence.text):
            yield at(sentence)


def only(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a sentence that promises something which is neither the brief's offer nor part of its facts or ask."""
    record = stems(own_text(brief)) | stems(facts_text(brief))
    for sentence in spoken(case, brief):
        if case.judgement.acts[sentence.index] is not Act.GIVE:
            continue
        said = stems(sentence.text) - _OF_ANY_OFFER
        if len(said) >= 3 and len(said & record) / len(said) < 1 / 4:
            yield at(sentence)


CHECKS: dict[str, Callable[[Case, Brief], Iterator[Hit]]] = {
    "kept": kept,
    "standing": standing,
    "first": first,
    "free": free,
    "only": only,
}
