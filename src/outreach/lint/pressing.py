"""An ask that hurries the reader (at once, or by a day that is almost here), or that the brief does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.lint.acts import Act
from outreach.lint.case import Hit
from outreach.lint.offering import TAKES_UP, WISHES, spoken
from outreach.lint.patterns import widened
from outreach.lint.words import facts_text, own_text, stem, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.domain.brief import Brief
    from outreach.lint.case import Case

_ASKING = re.compile(widened(r"\?\Z|\b(?:please|would you|could you|can you|will you)\b"), re.IGNORECASE)
_SOON = (
    r"(?:today|tonight|tomorrow|midnight|noon|this (?:morning|afternoon|evening)|"
    r"(?:the )?(?:end|close) of (?:the )?(?:day|business))"
)
_HURRIED = re.compile(
    widened(
        r"\b(?:right (?:now|away)|straight ?away|at once|immediately|instantly|urgently|promptly|asap|a\.s\.a\.p|"
        r"as (?:soon|quickly|fast) as (?:possible|you (?:possibly )?can)|without (?:any )?delay|by return|"
        rf"this (?:very )?(?:minute|instant|second)|(?:by|before|until|no later than|not later than) {_SOON}|"
        r"(?:today|tonight|tomorrow)(?= *(?:[?!.,;]|\Z|please|if|so|or))|"
        r"(?:with)?in (?:the (?:next )?)?(?:an?|one|two|three|few|\d+|24|48)(?: \w+)? (?:minute|hour|day)s?)\b(?!['\w])"
    ),
    re.IGNORECASE,
)
_REASON = re.compile(
    widened(r"\b(?:because|since|deadline|due|as (?:the|we|our|it|they)|goes to print|closes|opens|begins|starts)\b"),
    re.IGNORECASE,
)
"""A true deadline says why it is one."""
_QUIET = re.compile(widened(r"(?:n't|\b(?:not|no need to|without having to)) (?:\w+ ){0,4}\Z"), re.IGNORECASE)
_WANTED = re.compile(
    widened(
        r"\b(?:would|could|can|will|might|won't) you (?:please |kindly |also |perhaps |maybe |possibly |just |be so kind as to )*"
        r"(?:be (?:willing|able|up|ready|open|prepared) to )?(?P<deed>[a-z]+)\b(?P<what>[^.!?\n]*)|"
        r"\bplease (?:kindly |just |also )?(?P<please>[a-z]+)\b(?P<that>[^.!?\n]*)"
    ),
    re.IGNORECASE,
)
"""What is wanted of the reader: a deed, and what it is done to."""
_OPEN = stems(
    "like love want wish prefer rather enjoy care mind use find see view look read feel free keep leave ignore take accept enjoy "
    "have get receive change correct edit decide ask pick note forgive excuse"
)
"""To like a gift, to use it or to leave it is asked of nobody."""
_BY_THE_WAY = 2
"""A gift is taken up with a word or two that the offer does not have ("tell me which day"); with more it is another ask."""


def unpressed(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find the words by which an ask presses, unless its sentence gives the reason."""
    for sentence in spoken(case, brief):
        asks = case.judgement.act(sentence.index) is Act.ASK or _ASKING.search(sentence.text)
        if not asks or _REASON.search(sentence.text):
            continue
        for match in _HURRIED.finditer(sentence.text):
            if not _QUIET.search(sentence.text[: match.start()]):
                yield Hit(sentence.place, sentence.start + match.start(), sentence.start + match.end(), sentence.index)


def unbriefed(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a deed wanted of the reader that is neither the brief's ask nor a way to take the gift up."""
    own, known = stems(own_text(brief)), stems(facts_text(brief))
    for sentence in spoken(case, brief):
        for match in _WANTED.finditer(sentence.text):
            deed, what = (match["deed"] or match["please"]).lower(), stems(match["what"] or match["that"] or "")
            takes_up = stem(deed) in _OPEN | TAKES_UP | own
            alien = what - own - TAKES_UP - WISHES - _OPEN
            more = len(alien - known) >= _BY_THE_WAY or len(alien) > _BY_THE_WAY
            if more or not (takes_up or (what and what <= own)):
                yield Hit(sentence.place, sentence.start + match.start(), sentence.start + match.end(), sentence.index)


CHECKS: dict[str, Callable[[Case, Brief], Iterator[Hit]]] = {"unpressed": unpressed, "unbriefed": unbriefed}
