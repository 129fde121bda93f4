"""An ask that hurries the reader: an answer or a deed wanted at once, or by a day that is almost here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.lint.acts import Act
from outreach.lint.case import Hit
from outreach.lint.offering import spoken
from outreach.lint.patterns import widened

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


def unpressed(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find the words by which an ask presses, unless its sentence gives the reason."""
    for sentence in spoken(case, brief):
        asks = case.judgement.acts[sentence.index] is Act.ASK or _ASKING.search(sentence.text)
        if not asks or _REASON.search(sentence.text):
            continue
        for match in _HURRIED.finditer(sentence.text):
            if not _QUIET.search(sentence.text[: match.start()]):
                yield Hit(sentence.place, sentence.start + match.start(), sentence.start + match.end(), sentence.index)


CHECKS: dict[str, Callable[[Case, Brief], Iterator[Hit]]] = {"unpressed": unpressed}
