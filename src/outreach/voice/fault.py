"""What no voice may ask for: a message that it led to would be held whatever the rest of it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from outreach.errors import Mistake
from outreach.lint.linter import BESIDE_A_BRIEF
from outreach.lint.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.lint.rulebook import Rulebook

MOST = 1_200
"""The longest a voice may be, in characters: what a model is sent of it."""


class _Manner(NamedTuple):
    asked: re.Pattern[str]
    says: str


def _manner(pattern: str, says: str) -> _Manner:
    return _Manner(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), says)


_MANNERS = (
    _manner(
        r"flatter\w*|compliment\w*|praise\w*|praising|butter\w* (?:\w+ )?up|gush\w*|admiring|adulat\w*|fawn\w*|"
        r"feel (?:special|important|flattered)",
        "asks for flattery. Hollow praise is held: let the voice report what the reader made, and leave verdicts out.",
    ),
    _manner(
        r"urgen\w*|pressur\w*|pressing|press(?:es)? (?:the|them|him|her|people|readers?|for)|push(?:y|es|ing)?|insist\w*|"
        r"hurr(?:y|ied)|fomo|fear of missing(?: out)?|scarcity|(?:hard|high)[- ]pressure|"
        r"hard sell|close the deal|exclusivity|aggressive\w*|relentless\w*",
        "asks for pressure. A pressed reader is held: let the voice stay calm about time and number.",
    ),
    _manner(
        r"guilt\w*|sham(?:e|es|ing)|beg(?:s|ging)?|plead\w*|desperat\w*|pity|owe[sd]?|indebted",
        "asks for guilt. Let the offer stand freely, so that a no costs the reader nothing.",
    ),
    _manner(
        r"hint(?:s|ing|ed)?(?! of)|between the lines|insinuat\w*|coy",
        "asks for hints. Let the voice name the ask plainly, or ask for nothing.",
    ),
    _manner(
        r"pretend\w*|exaggerat\w*|mislead\w*|manipulat\w*|trick(?:s|y|ing)?|bluff\w*|hype\w*|overstat\w*",
        "asks for something untrue. Only what a fact of the brief says can stand in a message.",
    ),
)
_NOT = re.compile(
    r"\b(?:no|not|never|nor|neither|without|avoid\w*|nothing|none|leave\w* out|instead of|rather than|free of|free from|hates?|"
    r"\w+n['\u2019]t)\b(?:(?!\b(?:but|yet)\b)[^.;:!?])*\Z",
    re.IGNORECASE,
)


def faults(text: str, where: str, book: Rulebook) -> tuple[Mistake, ...]:
    """Return what is wrong with a voice, with the line of each: what it asks for, phrases that are held, its length."""
    found = [*_asked(text, where), *_phrases(text, where, book)]
    if len(text) > MOST:
        found.append(Mistake(where, 0, 0, f"is {len(text):,} characters long; a model is sent {MOST:,}. Shorten it."))
    if not text.strip():
        found.append(Mistake(where, 0, 0, "is empty. Say in a few sentences how you sound, or delete the file."))
    return tuple(sorted(set(found), key=lambda mistake: mistake.line))


def _asked(text: str, where: str) -> Iterator[Mistake]:
    """Find a manner that is asked for, unless the words before it in its sentence say not to."""
    for number, line in enumerate(text.split("\n"), 1):
        for manner in _MANNERS:
            for match in manner.asked.finditer(line):
                if _NOT.search(line[: match.start()]) is None:
                    yield Mistake(where, number, 0, manner.says)


def _phrases(text: str, where: str, book: Rulebook) -> Iterator[Mistake]:
    """Find phrases that a rule forbids: a model copies what it reads."""
    for number, line in enumerate(text.split("\n"), 1):
        for rule, _, _ in book.forbidden(normalise(line).text):
            if rule.reason not in BESIDE_A_BRIEF and not book.waived(rule) and not book.excused(rule, line):
                what = f"holds a phrase that {rule.code} {rule.name} holds in a message, and a model copies what it reads."
                yield Mistake(where, number, 0, f"{what} {rule.instead}")
