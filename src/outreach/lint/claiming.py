"""Statements about the reader, and boasts of the sender, that no record supports.

All are judged by their words: what is said of somebody may use other words than the record does, but hardly none of it.
`known` is the vocabulary of the records, as stems.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from outreach.lint.lexicon import ENGLISH
from outreach.lint.patterns import widened
from outreach.lint.words import WORD, stems

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEWS = re.compile(
    widened(
        r"\b(?:your (?:recent|latest|new|last|upcoming|award|work on|talk|article|post|paper|book|episode|interview|promotion|"
        r"launch|move|team at|role at)|congratulations|congrats|"
        r"you(?:'ve| have)? (?:recently |just )?(?:won|launched|published|moved|joined|wrote|spoke|built|raised|hired|opened|"
        r"started|founded|said|posted|gave|released|received)|"
        r"i (?:read|saw|heard|noticed|see|hear) (?:that |about |in |on )*you)\b"
    ),
    re.IGNORECASE,
)
_DID = (
    r"(?:\w{2,}ed|lost|left|met|taught|made|had|found|got|went|came|began|grew|led|ran|sold|spent|took|held|kept|saw|built|bought|"
    r"broke|fell|chose|drew|drove|fought|stood|thought|won|wrote|written|been|seen|done|become|shown|given)"
)
_OFTEN = r"(?:(?:recently|just|already|always|never|also|still|clearly|really|often|even|once) )*"
_CLAUSE = r"(?:^|[,;:.(]|\b(?:and|but|because|since|that|while|though|where|as|how) )\s*"
_STATED = re.compile(
    widened(
        rf"{_CLAUSE}(?P<head>your (?:[\w'-]+ ){{1,3}}?(?:is|are|was|were|has|have|\w+s|{_DID})|"
        rf"you(?: have|'ve| had| were| are|'re)? {_OFTEN}(?:\w{{2,}}ing|{_DID}))\b"
    ),
    re.IGNORECASE,
)
_BOASTED = re.compile(
    widened(
        rf"{_CLAUSE}(?P<head>(?:i|we)(?: have|'ve| had)? {_OFTEN}"
        r"(?!(?:saw|found|came|thought|noticed|learned|wanted|hoped|tried|decided|wondered|remembered|looked|reali[sz]ed)\b)"
        rf"{_DID}|"
        rf"(?:my|our|many|most|several|some|other|people|(?:dozens|hundreds|thousands) of) (?:[\w'-]+ ){{0,3}}?"
        rf"(?:(?:has|have|had) {_OFTEN})?{_DID})\b"
    ),
    re.IGNORECASE,
)
_RANKED = re.compile(
    widened(rf"{_CLAUSE}(?P<head>(?:i am|i'm|(?:i|we) (?:write|speak|come|act|work)(?: to you)? (?:as|for)) (?:an?|the|your) )"),
    re.IGNORECASE,
)
_BECAME = re.compile(
    rf"{_CLAUSE}(?P<head>(?:the |these |those |all |every )?(?P<thing>[a-z]+) (?:is|are|was|were|has|have)\b"
    r"(?P<rest>[^,;:.!?()]*))",
    re.IGNORECASE,
)
_TO_THE_STOP = re.compile(r"[^,;:.!?()]*")
_OPEN = re.compile(
    r"\b(?:if|whether|unless|when(?:ever)?|until|once|before|after|whatever|wherever|however|in case)\b[^,;.]*\Z",
    re.IGNORECASE,
)
"""What stands after these is left open and stated by nobody."""
_MODAL = re.compile(r"\b(?:can|could|may|might|will|would|should|shall|need)\b", re.IGNORECASE)
_GUESSED = re.compile(
    widened(
        r"\b(?:(?:you|it|that|this|they) (?:surely|probably|no doubt|undoubtedly)|(?<!\bi\s)(?<!\bwe\s)must "
        r"(?:be|have|feel|mean|want|need|wish)|"
        r"i (?:can |can only |could |do )?"
        r"(?:imagine|understand|know|sense|guess|suspect|assume|suppose|bet|appreciate|trust|am sure) "
        r"(?:that |how |just how |what )?(?P<how>(?:\w+ ){0,3})(?:you|you're|your|it|this|things)|"
        r"i'm sure (?:that )?(?:you|your|it))\b"
    ),
    re.IGNORECASE,
)
_OF_TELLING = stems(
    "told says said mentions mentioned notes noted asks asked wants wanted looking looks reads writes wrote posted shows tells"
)
"""How a source is quoted, which states nothing by itself."""
_YOURS = re.compile(r"\byour((?:[ -][^\W\d_]+){1,3})", re.IGNORECASE)
_ANYBODYS = frozenset(
    {
        "address", "advice", "answer", "attention", "behalf", "call", "calendar", "choice", "colleagues", "comment",
        "convenience", "copy", "day", "decision", "desk", "diary", "door", "ears", "email", "end", "eyes", "guess", "hand",
        "hands", "head", "help", "inbox", "interest", "judgement", "message", "mind", "month", "name", "names", "need", "needs",
        "note", "pace", "people", "permission", "place", "plan", "plans", "post", "question", "questions", "reach", "reading",
        "reply", "request", "response", "schedule", "side", "taste", "thoughts", "time", "view", "way", "week", "wish", "word",
        "words", "work", "year",
    }
)  # fmt: skip
"""What anybody has: to speak of the reader's inbox, time or answer claims nothing about them."""

_PERSON = (
    r"(?P<who>friend|colleague|partner|wife|husband|brother|sister|daughter|son|mother|father|boss|assistant|team|client|customer|"
    r"student|pupil|cousin|neighbour|neighbor|lawyer|accountant|agent|editor|investor|sponsor)s?"
)
_OF_MINE = re.compile(widened(rf"\b(?:(?:my|our) (?:[\w'-]+ )?{_PERSON})\b"), re.IGNORECASE)
_QUOTED = re.compile(
    r"[\"\u201c\u201e](?P<double>[^\"\u201c\u201d]+)[\"\u201d]|(?<!\w)'(?P<single>(?:[^']|(?<=\w)'(?=\w))+)'(?!\w)"
)
_LEFT_OUT = re.compile(r"\[?(?:\.\.\.|\u2026)\]?")
_SPELLED = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
SHORT_QUOTE = 3
"""Quotation marks around at most two words quote nobody; they have three blanks in their spelling."""

Place = tuple[int, int]
"""Half-open places in the text of a sentence."""


def unsupported(text: str, known: frozenset[str], theirs: frozenset[str], record: str) -> Iterator[Place]:
    """Yield where a sentence states what no record supports: news, deeds, boasts, ranks, guesses, things, people, quotes.

    `theirs` are the stems that only the records of the reader have, `record` is the `spelling` of all records.
    """
    yield from _states(text, known, theirs)
    for find in (_news, _deeds, _boasts, _ranks, _guesses, _things, _people):
        yield from find(text, known)
    for match in _QUOTED.finditer(text):
        parts = [spelling(part) for part in _LEFT_OUT.split(match["double"] or match["single"])]
        if any(part.count(" ") > SHORT_QUOTE and part not in record for part in parts):
            yield match.span()


@lru_cache(maxsize=16)
def spelling(text: str) -> str:
    """Return the words and figures of a text, in lower case and each between blanks, so that quotes can be found in it."""
    return f" {' '.join(_SPELLED.findall(text.lower()))} "


def _news(text: str, known: frozenset[str]) -> Iterator[Place]:
    """Yield the place where a sentence tells news of the reader that it shares almost no word of with the records."""
    match = _NEWS.search(text)
    if match is not None and not _supported(text, known, 1 / 3):
        yield match.span()


def _deeds(text: str, known: frozenset[str]) -> Iterator[Place]:
    """Yield the clauses that state what the reader or something of theirs did or is, with two words or more from nowhere."""
    yield from _from_nowhere(_STATED, 2, text, known)


def _boasts(text: str, known: frozenset[str]) -> Iterator[Place]:
    """Yield the clauses that state what the sender, or others with the gift, did, with three words or more from nowhere."""
    yield from _from_nowhere(_BOASTED, 3, text, known)


def _ranks(text: str, known: frozenset[str]) -> Iterator[Place]:
    """Yield the places where the sender is said to be somebody whom no record knows, with two words or more from nowhere."""
    yield from _from_nowhere(_RANKED, 2, text, known)


def _states(text: str, known: frozenset[str], theirs: frozenset[str]) -> Iterator[Place]:
    """Yield the clauses that say of a thing of the reader's what it is, or what became of it, in words from nowhere."""
    for match in _BECAME.finditer(text):
        if stems(match["thing"]) & theirs and not _OPEN.search(text[: match.start("head")]) and _content(match["rest"]) - known:
            yield match.span("head")


def _guesses(text: str, known: frozenset[str]) -> Iterator[Place]:
    """Yield the place where a sentence guesses at what the reader feels, wants or lives through."""
    match = _GUESSED.search(text)
    if match is not None and not _supported(f"{match['how'] or ''} {text[match.end() :]}", known, 2 / 3):
        yield match.span()


def _things(text: str, known: frozenset[str]) -> Iterator[Place]:
    """Yield the things that a sentence says are the reader's and no record knows."""
    for match in _YOURS.finditer(text):
        thing = " ".join(takewhile(lambda word: word.lower() not in ENGLISH, WORD.findall(match[1])))
        if not _supported(thing, known, 1 / 2):
            yield match.span()


def _people(text: str, known: frozenset[str]) -> Iterator[Place]:
    """Yield the people of the sender's whom no record knows: a friend who will call, a team that is at hand."""
    for match in _OF_MINE.finditer(text):
        if not stems(match["who"]) & known:
            yield match.span()


def _from_nowhere(pattern: re.Pattern[str], least: int, text: str, known: frozenset[str]) -> Iterator[Place]:
    """Yield the clauses of a pattern that are stated, not left open, with at least so many words from nowhere."""
    for match in pattern.finditer(text):
        start, stop = match.start("head"), _TO_THE_STOP.match(text, match.end("head"))
        end = stop.end() if stop else match.end()
        if not _OPEN.search(text[:start]) and not _MODAL.search(match["head"]) and _alien(text[start:end], known) >= least:
            yield start, end


def _alien(text: str, known: frozenset[str]) -> int:
    """Return how many words of a text stand in no record, or 0 where more than a third of its words do stand in one."""
    said = _content(text) - _OF_TELLING
    return 0 if len(said & known) > len(said) / 3 else len(said - known)


def _supported(text: str, known: frozenset[str], share: float) -> bool:
    """Tell whether so much of what a text says stands in the records."""
    said = _content(text)
    return not said or len(said & known) >= share * len(said)


def _content(text: str) -> frozenset[str]:
    """Return the stems of what a text says, leaving out what anybody has."""
    return stems(" ".join(word for word in WORD.findall(text) if word.lower() not in _ANYBODYS))
