"""What a draft states beside what is recorded: names, numbers, links, a shared past, and claims about the reader.

A draft may rest on its brief alone. Facts about the contact may come from the brief's facts; links, addresses and account numbers
must be the sender's own, so that nothing a contact's page slipped into a fact can be passed on.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from outreach.lint import claiming, overstating, plainness
from outreach.lint.case import Case, Hit, at
from outreach.lint.lexicon import ENGLISH
from outreach.lint.offering import spoken
from outreach.lint.patterns import widened
from outreach.lint.text import Part, Sentence, normalise
from outreach.lint.words import (
    WORD,
    counted,
    dated,
    days,
    facts_text,
    numbers,
    own_text,
    record_text,
    stem,
    stems,
    undated_text,
    vocabulary,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.domain.brief import Brief

_TOP = (
    "com|org|net|io|co|dev|app|info|biz|me|ly|xyz|ru|cn|de|fr|uk|eu|se|nl|es|pl|ch|ca|br|jp|tv|gg|ai|site|shop|online|store|page|"
    "tech|club|top|live|link|example|test|win|vip|icu|buzz|pay|money|bank|cash|loan|bid|click|website|space|fun|pro|news|blog|world|"
    "today|email|zone|works|group|team|agency|digital|cloud|network|systems|media|studio|design|art|social|community|foundation|"
    "cc|su|to|fm|la|gg|tk|ml|ga|cf|gq"
)
_LINK = re.compile(
    rf"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)*\.(?:{_TOP})\b\S*|\b[\w-]+(?:\.[\w-]+)+/\w\S*|"
    rf"[\w-]+ ?[(\[]? ?\b[dD][oO][tT]\b ?[)\]]? ?(?:{_TOP})\b|[\w.+-]+ ?[(\[] ?[aA][tT] ?[)\]] ?[\w-]+|"
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b|\+?\d[\d ()/.-]{7,}\d|\b\d{7,}\b|\b\d\d-\d\d-\d\d\b|"
    r"\b(?=\w*[A-Za-z])(?=\w*\d)(?!\d+(?:st|nd|rd|th|[a-z]{1,2})\b)\w{8,}|\b(?:[A-Z\d]{3,}-){2,}[A-Z\d]{3,}\b|"
    r"(?<![\w.])@\w{3,}|\b[A-Za-z][A-Za-z+.-]+:(?=[\w/+(])(?!\d\d?\b)\S+|(?<![\w)])[~.]{0,2}/{1,2}\w\S*|\b[A-Z]:\\\S+|\b\w+\[\.\]\w+|"
    r"\b[Pp]\.? ?[Oo]\.? ?[Bb]ox \w+|"
    r"[$€£¥]\s?\d[\d,.]*|\b\d[\d,.]*\s?(?:USD|EUR|GBP|CHF|BTC|dollars|euros|pounds)\b",
)
_LINK_HINT = re.compile(r"[\d/@:(\[]|\.\w|www|[dD][oO][tT]|[Bb]ox|[A-Z]{3}-")
"""Each of the patterns of `_LINK` takes one of these; most sentences have none, and are passed over in a tenth of the time."""
_DATE = re.compile(r"(?:(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\Z")
"""Digits that look like those of a telephone and are a date or a span of years: `numbers_` looks at them."""
_WORDS_AHEAD = re.compile(r"\s+([^\W\d_]+)")
_GIVING = (
    "lent|loaned|gave|given|sent|helped|introduced|showed|shown|taught|hosted|supported|visited|met|called|told|promised|invited"
)
_PAST = re.compile(
    widened(
        r"\b(?:(?:when|since) we (?:last |first )?(?:met|spoke|talked|chatted)|"
        r"(?:great|good|nice|lovely|wonderful|fun) (?:to (?:meet|see|speak with|talk to|catch up with)|"
        r"meeting|seeing|speaking with|talking to|catching up with) you|"
        r"as (?:we |i )?(?:discussed|mentioned|agreed|promised|said)|"
        r"our (?:last|previous|recent|earlier|first) (?:\w+ )?(?:call|chat|conversation|meeting|email|talk|exchange)|"
        rf"you (?:once |also |so kindly |kindly )?(?:{_GIVING}|asked|mentioned|wrote|recommended|said|encouraged) "
        rf"(?:this |that |it )?(?:to )?(?:me|us)|"
        rf"(?:i|we)(?:'ve| have|'d| had)? (?:already |once |also |recently |just )?(?:{_GIVING}|wrote|emailed) (?:to )?you|"
        r"we (?:once )?told me|remember (?:when|me|our|how)|our (?:talk|conversation|correspondence|exchange|lunch|dinner)|"
        r"i(?:'ve| have)? (?:long |always |really |recently |just )*(?:been )?"
        r"(?:follow(?:ed|ing)?|admir(?:ed|ing)|enjoy(?:ed|ing)?|loved?|listen(?:ed|ing) to|watch(?:ed|ing)|us(?:ed|ing)) your)\b"
    ),
    re.IGNORECASE,
)
_REPLY = re.compile(rf"\A\s*(?:re|fw|fwd|aw|sv)\s*:|{_PAST.pattern}", re.IGNORECASE)
"""A brief records no letters that went to and fro, so a subject that answers or forwards one is a past as well."""
_TOLD = re.compile(r"\b(?:told|asked|mentioned|wrote|said|promised)\b", re.IGNORECASE)
_CAME_ACROSS = re.compile(r"\A(?:i )(?:watched|listened to) your\Z", re.IGNORECASE)
_FREE_OF = re.compile(r"\s+(?:pressure|obligations?|rush|hurry|need|expectations?)\b", re.IGNORECASE)
_GREETING = re.compile(
    r"^\s*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|salutations|to)\b[\s,]*)?"
    r"(?P<name>(?:\b(?:mr|mrs|ms|mx|dr|prof)\.|[^,!:;.\n](?<! -))*)",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(
    "i i'm i'd i'll i've ok p.s ps dm pdf faq cv hi hello dear thanks thank best regards english mr mrs ms dr prof".split()  # noqa: SIM905  # a list of words reads best as one
)
_OPENS_WORD = "\"'(\u201c\u2018[*_"
_FIRST = re.compile(rf"\s*[\d.)\-•{re.escape(_OPENS_WORD)}\s]*")
_AFTER_A_STOP = re.compile(rf"[:.!?\u2026\n\u2013\u2014][\s{re.escape(_OPENS_WORD)}]*|[{re.escape(_OPENS_WORD)}]")
_NEVER_NAMES = _NOT_NAMES | ENGLISH


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
    known = vocabulary(record_text(brief))
    for sentence in _statements(case, brief):
        words = [match for match in WORD.finditer(sentence.text) if _is_name(sentence.text, match)]
        opening = _opening(sentence.text)
        for match in words:
            followed = any(other.start() == match.end() + 1 for other in words)
            alone = match.start() in opening and not followed and not (sentence.place == "body" and _signs(sentence.text, match))
            if not alone and stem(match[0]) not in known:
                yield _within(sentence, match.start(), match.end())


def numbers_(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find numbers, in digits or words, that stand in no record ("one" is free: it counts nothing)."""
    record, recorded = undated_text(brief), days(brief)
    known = numbers(record) | {"1"} | ({"2"} if re.search(r"\bboth\b", record, re.IGNORECASE) else set())
    for sentence in _statements(case, brief):
        named = dated(sentence.text, recorded)
        for start, end, value in counted(sentence.text):
            of_a_day = any(first <= start and end <= last for first, last in named)
            if value not in known and not of_a_day and not _counts_nothing(sentence.text, start, end):
                yield _within(sentence, start, end)


def links(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find links, addresses, phone and account numbers and amounts of money that are not the sender's own."""
    own = own_text(brief)
    for sentence in case.reading.sentences:
        for match in _LINK.finditer(sentence.text) if _LINK_HINT.search(sentence.text) else ():
            found = match[0].rstrip(".,;:!?)'\"")
            if found not in own and not _DATE.match(found):
                yield _within(sentence, match.start(), match.end())


def past(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a shared past, or the sender's own following of the reader's work, that no fact records."""
    record = stems(" ".join(f"{fact.text} {fact.quote or ''}" for fact in brief.facts)) | stems(
        " ".join(fact.source.where for fact in brief.facts if fact.source)
    )
    for sentence in _statements(case, brief):
        match = (_REPLY if sentence.place == "subject" else _PAST).search(sentence.text)
        if match and not (stems(match[0]) and stems(match[0]) <= record) and not _told_there(match, sentence.text, brief):
            yield _within(sentence, match.start(), match.end())


def claims(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a statement about the reader, or a boast of the sender, that no record supports: one a sentence."""
    record = record_text(brief)
    known, said = vocabulary(record), claiming.spelling(record)
    theirs = stems(facts_text(brief)) - stems(own_text(brief))
    for sentence in _statements(case, brief):
        found = claiming.unsupported(sentence.text, known, theirs, said)
        yield from (_within(sentence, start, end) for start, end in islice(found, 1))


def outcomes(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find an effect of the gift that is stated as certain."""
    return _said(overstating.outcomes, case, brief)


def times(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a time gone by that no record and no source supports: "yesterday", "last week", "two days ago"."""
    return _said(overstating.times, case, brief)


def _said(find: Callable[[str, Brief], Iterator[tuple[int, int]]], case: Case, brief: Brief) -> Iterator[Hit]:
    for sentence in _statements(case, brief):
        yield from (_within(sentence, start, end) for start, end in find(sentence.text, brief))


def _told_there(match: re.Match[str], text: str, brief: Brief) -> bool:
    """Tell whether a source that the sentence names says it: "you told me in your voice message", "I watched your talk"."""
    sources = [stems(fact.source.where) for fact in brief.facts if fact.source is not None]
    seen = stems(" ".join(WORD.findall(text[match.end() :])[:3])) if _CAME_ACROSS.match(match[0]) else frozenset()
    return any(seen & source or (_TOLD.search(match[0]) and source and source <= stems(text)) for source in sources)


def _counts_nothing(text: str, start: int, end: int) -> bool:
    """Tell "the two are separate", which points back, "a word or two" and "zero pressure" from "the two prizes", which counts."""
    if text[start:end].lower() == "zero":
        return _FREE_OF.match(text, end) is not None
    before, after = WORD.findall(text[:start].lower())[-1:], _WORDS_AHEAD.match(text, end)
    following = after[1].lower() if after else ""
    points = before in (["the"], ["these"], ["those"]) and (
        not following or following in ENGLISH - {"of", "more", "other", "others"}
    )
    return text[start:end].lower() == "two" and (
        points or before in (["or"], ["between"]) or following in {"separate", "different"}
    )


def _statements(case: Case, brief: Brief) -> list[Sentence]:
    """Return the subject and the sentences in which the writer speaks."""
    return [s for s in case.reading.sentences if s.place == "subject"] + spoken(case, brief)


def _is_name(text: str, match: re.Match[str]) -> bool:
    word = match[0]
    return word[0].isupper() and word.lower() not in _NEVER_NAMES and text[match.end() : match.end() + 1] != "@"


def _signs(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word makes up a whole line without a stop, as the name in a signature does."""
    before, after = text[: match.start()].rstrip(" "), text[match.end() :].lstrip(" ")
    return (not before or before[-1] == "\n") and (not after or after[0] == "\n")


def _opening(text: str) -> set[int]:
    """Return the places where a capital says nothing: the first word, and what follows a colon, a quote or a line break."""
    first = _FIRST.match(text)
    return {first.end() if first else 0} | {match.end() for match in _AFTER_A_STOP.finditer(text)}


def _within(sentence: Sentence, start: int, end: int) -> Hit:
    return Hit(sentence.place, sentence.start + start, sentence.start + end, sentence.index)


CHECKS: dict[str, Callable[[Case, Brief], Iterator[Hit]]] = {
    "greeting": greeting,
    "names": names,
    "numbers": numbers_,
    "links": links,
    "past": past,
    "claims": claims,
    "outcomes": outcomes,
    "times": times,
    **plainness.CHECKS,
}
