"""Words of the brief beside words of a message: stems, numbers and the records that may support them.

Stems are Snowball's English stems (Porter 2), so that "restoring" is supported by "restores".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TYPE_CHECKING

import snowballstemmer

from outreach.lint.lexicon import ENGLISH
from outreach.lint.orders import instructions, is_instruction
from outreach.lint.text import normalise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from outreach.domain.brief import Brief

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ADDED = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
_MULTIPLIED = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE = [f"{word}s" for word in _MULTIPLIED]
_NUMERAL = "|".join([*_VAGUE, *sorted([*_ADDED, *_MULTIPLIED], key=len, reverse=True)])
_RUN = re.compile(rf"\b(?:{_NUMERAL})(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{_NUMERAL}))*\b", re.IGNORECASE)
_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A brief that is equal to itself alone: to compare all that is in it takes longer than most of what is asked of it."""

    brief: Brief

    def __hash__(self) -> int:
        return id(self.brief)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.brief is other.brief


def _of_a_brief(made: Callable[[Brief], str]) -> Callable[[Brief], str]:
    """Find a text of a brief once: each check of a message asks for the same few again, sentence by sentence."""

    @lru_cache(maxsize=8)
    def found(same: _Same) -> str:
        return made(same.brief)

    @wraps(made)
    def asked(brief: Brief) -> str:
        return found(_Same(brief))

    return asked


@lru_cache(maxsize=20_000)  # the common words of a language; a long table's names would fill the memory
def stem(word: str) -> str:
    """Return the Snowball stem of a word, without case and possessive."""
    return str(_stemmer.stemWord(word.lower().removesuffix("'s")))


@lru_cache(maxsize=64)
def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry content: no function words, at least three letters."""
    words = (match[0].lower() for match in WORD.finditer(text))
    return frozenset(stem(word) for word in words if len(word) > 2 and word not in ENGLISH)


@lru_cache(maxsize=8)
def vocabulary(text: str) -> frozenset[str]:
    """Return the stems of all words of a text, function words too: "the back" in a record supports "the backs"."""
    return frozenset(stem(match[0]) for match in WORD.finditer(text))


@lru_cache(maxsize=8)
def numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text, digits and numerals alike, in one form ("1,900", "1900" and "nineteen hundred" are one)."""
    return frozenset(value for _, _, value in counted(text))


def counted(text: str) -> list[tuple[int, int, str]]:
    """Return every number of a text with its half-open place; "dozens" and the like are numbers of their own."""
    digits = [(match.start(), match.end(), _plain(match[0])) for match in NUMBER.finditer(text)]
    return digits + [number for run in _RUN.finditer(text) for number in _spelled(run)]


def _plain(digits: str) -> str:
    """Return digits without separators of thousands and leading noughts."""
    bare = digits.replace(",", "").rstrip(".:")
    return bare.lstrip("0") or "0"


def _spelled(run: re.Match[str]) -> list[tuple[int, int, str]]:
    """Cut a run of numerals into numbers: "two hundred and forty" is one, "eight nine" are two."""
    found: list[tuple[int, int, str]] = []
    value: int | None = None
    for match in WORD.finditer(run[0]):
        word, place = match[0].lower(), (run.start() + match.start(), run.start() + match.end())
        if word == "and":
            continue
        if word in _VAGUE:
            found.append((*place, word))
            value = None
            continue
        extended = _extended(value, word)
        if extended is not None and value is not None:
            place = (found.pop()[0], place[1])
        value = extended if extended is not None else _ADDED.get(word, _MULTIPLIED.get(word, 0))
        found.append((*place, str(value)))
    return found


def _extended(value: int | None, word: str) -> int | None:
    """Return the number that a numeral makes of the one before it, or None where it begins another."""
    if value is None:
        return None
    if word in _MULTIPLIED:
        scale, below = _MULTIPLIED[word], value % 1_000
        return value - below + below * scale if 0 < below < scale else None
    added = _ADDED[word]
    free = 10 if value % 100 in range(20, 100, 10) else 100 if value and value % 100 == 0 else 0
    return value + added if 0 < added < free else None


@_of_a_brief
def facts_text(brief: Brief) -> str:
    """Return all that is recorded of the contact for this message, in folded text."""
    return _folded([*_facts(brief), *(_spoken(fact.source.when) for fact in brief.facts if fact.source is not None)])


@_of_a_brief
def own_text(brief: Brief) -> str:
    """Return what the sender brings: their record, the offer and the ask, in folded text."""
    expires = brief.offer.expires
    return _folded([*_own(brief), _spoken(expires) if expires is not None else ""])


@_of_a_brief
def record_text(brief: Brief) -> str:
    """Return everything that a message may rest on."""
    return f"{facts_text(brief)}\n{own_text(brief)}"


@_of_a_brief
def undated_text(brief: Brief) -> str:
    """Return everything that a message may rest on but the days of its sources and the last day of its offer."""
    return _folded([*_facts(brief), *_own(brief)])


def days(brief: Brief) -> frozenset[dt.date]:
    """Return the days of the sources and the last day of the offer."""
    recorded = {fact.source.when for fact in brief.facts if fact.source is not None}
    return frozenset(recorded | ({brief.offer.expires} if brief.offer.expires is not None else set()))


def dated(text: str, recorded: frozenset[dt.date]) -> list[tuple[int, int]]:
    """Return the half-open places where a text names one of the recorded days, or its year."""
    return [match.span() for day in recorded for match in re.finditer(_written(day), text, re.IGNORECASE)]


def said_of(brief: Brief) -> tuple[str, ...]:
    """Return the texts that tell something of the contact: their role, the facts, and the quotes."""
    texts = (brief.contact.role, *(text for fact in brief.facts for text in (fact.text, fact.quote)))
    return tuple(text for text in texts if text)


def _facts(brief: Brief) -> list[str]:
    """Return what is recorded of the contact; a text that gives orders records nothing."""
    texts = said_of(brief)
    orders = instructions(texts)
    beside = (brief.contact.handle, *(fact.source.where for fact in brief.facts if fact.source is not None))
    told = [text for text in texts if text not in orders] + [text for text in beside if text and not is_instruction(text)]
    return [brief.contact.name, brief.contact.greeting or "", *told]


def _own(brief: Brief) -> list[str]:
    sender, given, ask = brief.sender, brief.offer, brief.ask.text if brief.ask is not None else ""
    return [sender.name, sender.role or "", *sender.links, given.title, given.detail or "", given.link or "", ask]


def _folded(parts: list[str]) -> str:
    return normalise("\n".join(part for part in parts if part)).text


def _spoken(day: dt.date) -> str:
    """Return the ways in which a message may speak of a day: weekday, month, day and year, or the day as data has it."""
    return f"{day:%A} {day.day} {day:%B %Y}\n{day.isoformat()}"


@lru_cache(maxsize=256)
def _written(day: dt.date) -> str:
    """Return the pattern of a day as people write it ("3rd of October", "Oct 3", "3.10.2026", "2026-10-03"), or of its year."""
    number, month, figure = rf"0?{day.day}(?:st|nd|rd|th)?", rf"{day:%b}(?:{f'{day:%B}'[3:]}|\.)?", rf"0?{day.month}"
    spelled = rf"{number} (?:of )?{month}|{month} (?:the )?{number}|{day.isoformat()}"
    figures = rf"0?{day.day}(?P<sign>[./]){figure}(?P=sign){day.year}|{figure}/0?{day.day}/{day.year}"
    return rf"\b(?:{spelled}|{figures}|{day.year})\b"
