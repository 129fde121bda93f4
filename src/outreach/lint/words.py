"""Words of the brief beside words of a message: stems, numbers and the records that may support them.

Stems are Snowball's English stems (Porter 2), so that "restoring" is supported by "restores".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import snowballstemmer

from outreach.lint.lexicon import ENGLISH
from outreach.lint.text import normalise

if TYPE_CHECKING:
    import datetime as dt

    from outreach.domain.brief import Brief

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_TO_TWENTY = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
NUMERALS = {word: str(value) for value, word in enumerate(_TO_TWENTY)} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "hundred": "100", "thousand": "1000", "dozen": "12",
}  # fmt: skip
_stemmer = snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """Return the Snowball stem of a word, without case and possessive."""
    return str(_stemmer.stemWord(word.lower().removesuffix("'s")))


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry content: no function words, at least three letters."""
    words = (match[0].lower() for match in WORD.finditer(text))
    return frozenset(stem(word) for word in words if len(word) > 2 and word not in ENGLISH)


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text, digits and numerals alike, in one form ("1,900" and "1900" are one)."""
    digits = {match[0].replace(",", "").rstrip(".:") for match in NUMBER.finditer(text)}
    return frozenset(digits | {NUMERALS[word] for word in map(str.lower, WORD.findall(text)) if word in NUMERALS})


def facts_text(brief: Brief) -> str:
    """Return all that is recorded of the contact for this message, in folded text."""
    parts = [brief.contact.name, brief.contact.greeting or "", brief.contact.role or "", brief.contact.handle or ""]
    for fact in brief.facts:
        parts += [fact.text, fact.quote or ""]
        if fact.source is not None:
            parts += [fact.source.where, *_spoken(fact.source.when)]
    return normalise("\n".join(part for part in parts if part)).text


def own_text(brief: Brief) -> str:
    """Return what the sender brings: their record, the offer and the ask, in folded text."""
    sender, given = brief.sender, brief.offer
    parts = [sender.name, sender.role or "", *sender.links, given.title, given.detail or "", given.link or ""]
    if given.expires is not None:
        parts += _spoken(given.expires)
    if brief.ask is not None:
        parts.append(brief.ask.text)
    return normalise("\n".join(part for part in parts if part)).text


def record_text(brief: Brief) -> str:
    """Return everything that a message may rest on."""
    return f"{facts_text(brief)}\n{own_text(brief)}"


def _spoken(day: dt.date) -> list[str]:
    """Return the ways in which a message may speak of a day: weekday, month, day and year."""
    return [f"{day:%A} {day.day} {day:%B %Y}"]
