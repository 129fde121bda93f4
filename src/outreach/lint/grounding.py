"""What a draft states beside what is recorded: names, numbers, links, a shared past, and claims about the reader.

A draft may rest on its brief alone. Facts about the contact may come from the brief's facts; links, addresses and account numbers
must be the sender's own, so that nothing a contact's page slipped into a fact can be passed on.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from outreach.lint.case import Case, Hit, at
from outreach.lint.lexicon import ENGLISH
from outreach.lint.offering import spoken
from outreach.lint.patterns import widened
from outreach.lint.text import Part, Sentence, normalise
from outreach.lint.words import NUMBER, NUMERALS, WORD, numbers, own_text, record_text, stem, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.domain.brief import Brief

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|co|dev|app|info|biz|me|ly|xyz|ru|cn)\b\S*|"
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b|\+?\d[\d ()/.-]{7,}\d|"
    r"[$€£¥]\s?\d[\d,.]*|\b\d[\d,.]*\s?(?:USD|EUR|GBP|CHF|BTC|dollars|euros|pounds)\b",
)
_PAST = re.compile(
    widened(
        r"\b(?:(?:when|since) we (?:last |first )?(?:met|spoke|talked|chatted)|"
        r"(?:great|good|nice|lovely|wonderful|fun) (?:to (?:meet|see|speak with|talk to|catch up with)|"
        r"meeting|seeing|speaking with|talking to|catching up with) you|"
        r"as (?:we |i )?(?:discussed|mentioned|agreed|promised|said)|"
        r"our (?:last|previous|recent|earlier|first) (?:\w+ )?(?:call|chat|conversation|meeting|email|talk|exchange)|"
        r"(?:you|we) (?:once )?(?:told me|mentioned to me|asked me|promised me)|remember (?:when|me|our|how)|"
        r"i(?:'ve| have)? (?:long |always |really |recently |just )*(?:been )?"
        r"(?:follow(?:ed|ing)?|admir(?:ed|ing)|enjoy(?:ed|ing)?|loved?|listen(?:ed|ing) to|watch(?:ed|ing)|us(?:ed|ing)) your)\b"
    ),
    re.IGNORECASE,
)
_CLAIM = re.compile(
    widened(
        r"\b(?:your (?:recent|latest|new|last|upcoming|award|work on|talk|article|post|paper|book|episode|interview|promotion|"
        r"launch|move|team at|role at)|congratulations|congrats|"
        r"you(?:'ve| have)? (?:recently |just )?(?:won|launched|published|moved|joined|wrote|spoke|built|raised|hired|opened|"
        r"started|founded|said|posted|gave|released|received)|"
        r"i (?:read|saw|heard|noticed|see|hear) (?:that |about |in |on )*you)\b"
    ),
    re.IGNORECASE,
)
_YOURS = re.compile(r"\byour((?:[ -][^\W\d_]+){1,3})", re.IGNORECASE)
_ANYBODYS = frozenset(
    {
        "address", "advice", "answer", "attention", "behalf", "call", "calendar", "choice", "colleagues", "convenience", "copy",
        "day", "decision", "diary", "email", "end", "eyes", "guess", "hand", "hands", "help", "inbox", "interest", "judgement",
        "message", "mind", "month", "name", "names", "need", "needs", "pace", "people", "permission", "place", "plan", "plans",
        "post", "question", "questions", "reach", "reading", "reply", "request", "response", "schedule", "side", "taste",
        "thoughts", "time", "view", "way", "week", "wish", "word", "words", "work", "year",
    }
)  # fmt: skip
"""What anybody has: to speak of the reader's inbox, time or answer claims nothing about them."""
_GREETING = re.compile(
    r"^\s*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|salutations|to)\b[\s,]*)?"
    r"(?P<name>(?:\b(?:mr|mrs|ms|mx|dr|prof)\.|[^,!:;.\n](?<! -))*)",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(
    "i i'm i'd i'll i've ok p.s ps dm pdf faq cv hi hello dear thanks thank best regards english mr mrs ms dr prof".split()  # noqa: SIM905  # a list of words reads best as one
)
_OPENS_WORD = "\"'(\u201c\u2018[*_"


def greeting(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a greeting of somebody else than the contact."""
    recorded = normalise(f"{brief.contact.name} {brief.contact.greeting or ''}").text
    known = {word.lower() for word in WORD.findall(recorded)}
    for sentence in case.reading.sentences:
        if sentence.part is Part.GREETING:
            match = _GREETING.match(sentence.text)
            called = {word.lower() for word in WORD.findall(match["name"])} if match else set()
            if called - known - _NOT_NAMES - {"there", "all", "everyone", "team"} or not called & known:
                yield at(sentence)


def names(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find names that stand in no record: capitalised words inside a sentence, and pairs of them anywhere."""
    record = record_text(brief)
    known = {stem(word) for word in WORD.findall(record)}
    for sentence in _statements(case, brief):
        words = [match for match in WORD.finditer(sentence.text) if _is_name(sentence.text, match)]
        opening = _opening(sentence.text)
        for match in words:
            alone = match.start() in opening and not any(other.start() == match.end() + 1 for other in words)
            if not alone and stem(match[0]) not in known:
                yield _within(sentence, match.start(), match.end())


def numbers_(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find numbers, in digits or words, that stand in no record ("one" is free: it counts nothing)."""
    known = numbers(record_text(brief)) | {"1"}
    for sentence in _statements(case, brief):
        for match in NUMBER.finditer(sentence.text):
            if match[0].replace(",", "").rstrip(".:") not in known:
                yield _within(sentence, match.start(), match.end())
        for match in WORD.finditer(sentence.text):
            if NUMERALS.get(match[0].lower(), "1") not in known:
                yield _within(sentence, match.start(), match.end())


def links(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find links, addresses, phone and account numbers and amounts of money that are not the sender's own."""
    own = own_text(brief)
    for sentence in case.reading.sentences:
        for match in _LINK.finditer(sentence.text):
            if match[0].rstrip(".,;:!?)'\"") not in own:
                yield _within(sentence, match.start(), match.end())


def past(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a shared past, or the sender's own following of the reader's work, that no fact records."""
    record = stems(" ".join(f"{fact.text} {fact.quote or ''}" for fact in brief.facts)) | stems(
        " ".join(fact.source.where for fact in brief.facts if fact.source)
    )
    for sentence in _statements(case, brief):
        match = _PAST.search(sentence.text)
        if match and not (stems(match[0]) and stems(match[0]) <= record):
            yield _within(sentence, match.start(), match.end())


def claims(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a statement about the reader (news, a work, an act or a thing of theirs) that no record supports."""
    known = stems(record_text(brief))
    for sentence in _statements(case, brief):
        match = _CLAIM.search(sentence.text)
        if match is not None and not _supported(sentence.text, known, 1 / 3):
            yield _within(sentence, match.start(), match.end())
            continue
        for match in _YOURS.finditer(sentence.text):
            if not _supported(_thing(match[1]), known, 1 / 2):
                yield _within(sentence, match.start(), match.end())


def _thing(words: str) -> str:
    """Return the words of a phrase up to the first function word: "answer can wait" speaks of an answer."""
    return " ".join(takewhile(lambda word: word.lower() not in ENGLISH, WORD.findall(words)))


def _supported(text: str, known: frozenset[str], share: float) -> bool:
    """Tell whether so much of what a text says stands in the records, leaving out what anybody has."""
    words = " ".join(word for word in WORD.findall(text) if word.lower() not in _ANYBODYS)
    said = stems(words)
    return not said or len(said & known) >= share * len(said)


def _statements(case: Case, brief: Brief) -> list[Sentence]:
    """Return the subject and the sentences in which the writer speaks."""
    return [s for s in case.reading.sentences if s.place == "subject"] + spoken(case, brief)


def _is_name(text: str, match: re.Match[str]) -> bool:
    word = match[0]
    return word[0].isupper() and word.lower() not in _NOT_NAMES | ENGLISH and text[match.end() : match.end() + 1] != "@"


def _opening(text: str) -> set[int]:
    """Return the places where a capital says nothing: the first word, and what follows a colon, a quote or a line break."""
    first = re.match(rf"\s*[\d.)\-•{re.escape(_OPENS_WORD)}\s]*", text)
    places = {first.end()} if first else {0}
    return places | {
        match.end()
        for match in re.finditer(rf"[:.!?\u2026\n\u2013\u2014][\s{re.escape(_OPENS_WORD)}]*|[{re.escape(_OPENS_WORD)}]", text)
    }


def _within(sentence: Sentence, start: int, end: int) -> Hit:
    return Hit(sentence.place, sentence.start + start, sentence.start + end, sentence.index)


CHECKS: dict[str, Callable[[Case, Brief], Iterator[Hit]]] = {
    "greeting": greeting,
    "names": names,
    "numbers": numbers_,
    "links": links,
    "past": past,
    "claims": claims,
}
