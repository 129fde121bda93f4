"""The plain extractor: sentences of a text in which somebody says what they do, want, look for or struggle with.

It proposes the text's own words and adds none. What it misses a person can still write down; what it proposes a person accepts,
words anew or drops. The same text gives the same proposals.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach.domain.cleaning import LINE_LENGTH, clean_passage
from outreach.domain.fact import FactKind
from outreach.domain.proposal import Proposal
from outreach.gathering import telling
from outreach.gathering.telling import PERSON
from outreach.gathering.unfit import is_unfit
from outreach.lint.text import Part, read

if TYPE_CHECKING:
    from outreach.domain.fact import Source

MOST: Final = 12
"""The most proposals out of one text: nobody reads through more with care."""

MAX_TEXT: Final = 60_000
"""How many characters of a text are read: those that a page begins with tell the most."""

_FEWEST_WORDS: Final = 4
_FEWEST_NOTED: Final = 3
_QUOTES: Final = ('"', "'", "\u201c", "\u2018")
"""How a sentence begins that somebody is quoted with: in it, "I" is whom the text is about."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[\u2019'-][^\W\d_]+)*")
_RULE: Final = re.compile(r"[^\w\s]{10,}")
_WRAP: Final = re.compile(r"(?<=[^\s.!?:;])[ ]*\n(?=[a-z\u00df-\u00ff])")
_PARTS: Final = frozenset({Part.PROSE, Part.ITEM, Part.POSTSCRIPT})


class Voice(StrEnum):
    """Who speaks in a text: the person, somebody about the person, or whoever jots down notes on the person."""

    OWN = "own"
    ABOUT = "about"
    NOTE = "note"


class _Found(NamedTuple):
    """A sentence that tells something; the higher `weight`, the more."""

    weight: float
    order: int
    words: str
    kind: FactKind


def propose(text: str, source: Source, *, voice: Voice, name: str) -> tuple[Proposal, ...]:
    """Return at most `MOST` proposals, the most telling first; `name` is whom the text is by or about."""
    found: list[_Found] = []
    words = frozenset(word.casefold() for word in _WORD.findall(name) if len(word) > 2)
    for order, sentence in enumerate(sentences(text, voice)):
        kind = _kind(sentence, voice, words)
        if kind is not None:
            found.append(_Found(_weight(sentence, kind), order, sentence, kind))
    ranked = sorted(found, key=lambda one: (-one.weight, one.order))
    unique = dict.fromkeys((one.words, one.kind) for one in ranked)
    return tuple(Proposal(quote=words, kind=kind, source=source) for words, kind in list(unique)[:MOST])


def sentences(text: str, voice: Voice) -> tuple[str, ...]:
    """Return the sentences of a text that could be quoted, letter for letter but for line breaks within them.

    A line that goes on in small letters was broken by a mail program, unless it is a line of somebody's notes.
    """
    # A long run of signs is a rule or an attack; either way a sentence ends there.
    cleaned = _RULE.sub("\n\n", str(clean_passage(text[:MAX_TEXT])))
    if voice is not Voice.NOTE:
        cleaned = _WRAP.sub(" ", cleaned)
    reading = read("", cleaned)
    found: list[str] = []
    for sentence in reading.sentences:
        if sentence.place == "body" and sentence.part in _PARTS:
            start, end = reading.body.origin(sentence.start, sentence.end)
            words = " ".join(cleaned[start:end].split())
            if len(words) <= LINE_LENGTH:
                found.append(words)
    return tuple(found)


def _kind(sentence: str, voice: Voice, name: frozenset[str]) -> FactKind | None:
    """Return what a sentence tells of the person, whose name has these words, or None."""
    plain = sentence.replace("\u2019", "'")
    fewest = _FEWEST_WORDS if voice is not Voice.NOTE else _FEWEST_NOTED
    if sentence.count(" ") + 1 < fewest or is_unfit(plain) or telling.to_readers().search(plain):
        return None
    bare = telling.said().sub(" \u2026 ", _WORD.sub(lambda word: PERSON if word[0].casefold() in name else word[0], plain))
    quoted = plain.startswith(_QUOTES)
    for kind in (FactKind.NEED, FactKind.FACT):
        if any(pattern.search(bare) for pattern in _patterns(kind, voice, quoted=quoted)):
            return kind
    return None


def _patterns(kind: FactKind, voice: Voice, *, quoted: bool) -> tuple[re.Pattern[str], ...]:
    """Return what to look for: in quotes and in one's own text the first person, elsewhere the third."""
    third = telling.about(kind.value, pronouns=voice is not Voice.OWN)
    if voice is Voice.NOTE:
        return telling.noted(kind.value), third
    return (telling.own(kind.value), third) if voice is Voice.OWN or quoted else (third,)


def _weight(sentence: str, kind: FactKind) -> float:
    """Return how telling a sentence is: needs before facts, then what is concrete and neither curt nor winding."""
    words = sentence.count(" ") + 1
    concrete = len(telling.telling().findall(sentence)) * 0.2 + len(re.findall(r"(?<=[a-z,] )[A-Z]\w+", sentence)) * 0.1
    return (3.0 if kind is FactKind.NEED else 2.0) + min(concrete, 0.8) + (0.3 if 7 <= words <= 30 else 0.0)
