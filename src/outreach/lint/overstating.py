"""What a draft says beyond its brief about amounts and time: more of a gift, an effect that is certain, a day gone by."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from outreach.lint.claiming import spelling
from outreach.lint.patterns import widened
from outreach.lint.words import days, record_text, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.domain.brief import Brief

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SPAN = r"(?:day|night|morning|evening|weekday|weekend|week|fortnight|month|quarter|season|term|spring|summer|autumn|winter|year)"
_MORE = re.compile(
    widened(
        rf"\b(?:every|each) (?:single |other |second )?(?P<unit>{_SPAN})\b|\b(?:once|twice|\w+ times) (?:a|per) {_SPAN}\b|"
        rf"\b(?P<same>{_SPAN}) (?:after|by) (?P=same)\b|"
        r"\b(?:daily|weekly|fortnightly|monthly|quarterly|yearly|annually|regularly)\b|"
        r"\b(?:forever|for ever|for life|for good|permanently|indefinitely|unlimited|endless(?:ly)?|lifelong|lifetime)\b|"
        r"\bfrom now on\b|\bround the clock\b|\bas (?:many|much|often) (?:\w+ ){0,2}as you\b|"
        r"\bwhenever you need (?:me|us|help|one)\b|"
        r"\ball (?:week|month|spring|summer|autumn|winter|year)(?: long| round)?\b"
    ),
    re.IGNORECASE,
)
"""How often, how long or how much: what makes a small gift a large one."""
_OF_THE_READER = re.compile(
    r"(?:^|[,;:.(]|\b(?:that|since|because|as|where|while|how|and|but))\s*"
    r"(?:you|your [\w'-]+(?: [\w'-]+)?) (?!(?:can|could|will|would|may|get|have)\b)\w+",
    re.IGNORECASE,
)
_ALSO = re.compile(
    widened(
        r"\b(?:i|we)(?:'ll| will| can| could|'m| am|'re| are|'d be| would be) (?:(?:glad|happy) to )?also "
        r"(?:(?:glad|happy) to )?(?P<also>[^,;:.!?]+)|"
        r"\b(?:and|plus) (?P<too>(?:a|an|some|two|three) [^,;:.!?]+?)(?:,? (?:too|as well|on top|besides)\b)"
    ),
    re.IGNORECASE,
)
"""A second thing beside the first: "I can also …", "and a poster, too"."""

_SURE = r"(?:certainly|surely|definitely|undoubtedly|absolutely|no doubt|without (?:a |any )?doubt|instantly|for sure)"
_OUTCOME = re.compile(
    widened(
        rf"(?:\b(?:will|is going to)|'ll) {_SURE}\b|\b{_SURE} (?:will|pays?|brings?|saves?|helps?|makes?|gets?)\b|"
        r"\b(?:is|are|it's|they're|that's) (?:sure|certain|bound|guaranteed) to\b|"
        r"\b(?:i|we|is|are|it's|a|with) guarante(?:e|ed|es)\b|"
        r"\b(?:it|this|that|they|these|which)(?: will|'ll) (?:\w+ly )?(?:pay for|save you|earn you|bring you|bring in|double|"
        r"triple|boost|transform|solve|win you|make you|get you|put an end to|pay off|attract|increase)\b|"
        r"\byou(?: will|'ll) (?:\w+ly )?(?:save|earn|gain|sell|double|triple|never (?:have|need)|no longer)\b|"
        r"\bguaranteed to\b|\bpays? for itself\b|\b(?:can't|cannot|can not) (?:fail|go wrong|lose)\b|\brisk-free\b"
    ),
    re.IGNORECASE,
)
"""An effect stated as certain, where a gift can only be of help."""

_GONE = re.compile(
    widened(
        rf"\b(?:the day before yesterday|yesterday|last night|earlier today|today|tonight|this (?:very )?{_SPAN}|"
        rf"(?<!\bthe\s)last (?:{_SPAN}|{_DAY})|the other (?:day|week|night)|just now|a moment ago|"
        rf"(?:an?|one|two|three|four|five|six|a few|a couple of|some|\d+) (?:{_SPAN}|hour|minute)s? ago)\b"
    ),
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:was|were|had|did|been|saw|read|heard|found|wrote|met|said|told|came|went|gave|got|made|ran|spoke|thought|took|sent|"
    r"left|lost|began|\w{3,}ed)\b",
    re.IGNORECASE,
)
"""Words of a deed that is done: with one of them a day is told as a fact, not offered or asked for."""
_AHEAD = re.compile(r"\A(?:today|tonight|this )", re.IGNORECASE)
_OPEN = re.compile(widened(r"\b(?:can|could|may|might|will|would|should|shall|if|until|'ll|'d)\b"), re.IGNORECASE)
_STOP = re.compile(r"[,;:.!?()]|\b(?:and|but|so)\b")

Place = tuple[int, int]
"""Half-open places in the text of a sentence."""


def larger(text: str, brief: Brief) -> Iterator[Place]:
    """Yield where a sentence gives more often, longer or more than the offer does, or a second thing beside it.

    Words that stand in any record are supported, and so is what a sentence says of the reader.
    """
    record = record_text(brief)
    known = stems(record)
    for match in _MORE.finditer(text):
        if not _recorded(match, record) and not _OF_THE_READER.search(text[: match.start()]):
            yield match.span()
    for match in _ALSO.finditer(text):
        said = stems(match["also"] or match["too"])
        if said and len(said & known) * 2 < len(said):
            yield match.span()


def outcomes(text: str, brief: Brief) -> Iterator[Place]:
    """Yield where a sentence states as certain what will come of the gift, in words that no record uses."""
    spelled = spelling(record_text(brief))
    return (match.span() for match in _OUTCOME.finditer(text) if spelling(match[0]) not in spelled)


def times(text: str, brief: Brief) -> Iterator[Place]:
    """Yield where a sentence tells of a time gone by ("yesterday", "last week") that no record and no source's day fits."""
    spelled = spelling(record_text(brief))
    for match in _GONE.finditer(text):
        gone = not _AHEAD.match(match[0]) or _told(_clause(text, match))
        if gone and spelling(match[0]) not in spelled and not _fits(match[0].lower(), brief):
            yield match.span()


def _recorded(match: re.Match[str], record: str) -> bool:
    """Tell whether a span of time or an amount stands in the records, in these words or as "each", "any" or "weekly"."""
    if spelling(match[0]) in spelling(record):
        return True
    unit = match["unit"]
    return (
        unit is not None and re.search(rf"\b(?:every|each|any|per|all) {unit}\b|\b{unit}ly\b", record, re.IGNORECASE) is not None
    )


def _clause(text: str, match: re.Match[str]) -> str:
    """Return the clause that a match stands in."""
    stops = [(stop.start(), stop.end()) for stop in _STOP.finditer(text)]
    start = max((end for _, end in stops if end <= match.start()), default=0)
    return text[start : min((stop for stop, _ in stops if stop >= match.end()), default=len(text))]


def _told(clause: str) -> bool:
    """Tell whether a clause tells what has been, and leaves nothing open."""
    return _STATED.search(clause) is not None and _OPEN.search(clause) is None


def _fits(said: str, brief: Brief) -> bool:
    """Tell whether a source of the brief is of the time that is spoken of, seen from the day of writing."""
    words = said.split()
    ages = [(brief.today - day).days for day in days(brief)]
    fitting = _FITTING.get(words[-1] if words[0] == "last" else said)
    if fitting is not None:
        return any(fitting(age) for age in ages)
    if words[0] == "last":
        return any(0 < age <= 14 and f"{brief.today - dt.timedelta(days=age):%A}".lower() == words[-1] for age in ages)
    return False


_FITTING: dict[str, Callable[[int], bool]] = {
    "yesterday": lambda age: age == 1,
    "night": lambda age: age == 1,
    "today": lambda age: age == 0,
    "this week": lambda age: 0 <= age < 7,
    "the other day": lambda age: 0 < age <= 14,
    "week": lambda age: 1 <= age <= 13,
    "this month": lambda age: 0 <= age < 31,
    "month": lambda age: 1 <= age <= 61,
    "year": lambda age: 1 <= age <= 730,
}
"""How many days ago a source must be to support each way of speaking of its time; generous, as people are."""
