"""Small, deterministic helpers of English: articles, sentence case, full stops, sources, dates and asks.

Nothing here invents a word of substance: what comes out is what a record says, fitted to the place where it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.engines.offline import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

# Written with a vowel and said with a consonant, and the other way round: "a university", "an hour", "an MP3".
_CONSONANT_SOUND = re.compile(r"^(?:uni(?!n|m)|use|usa|usu|uti|ura|eu|ewe|one\b|once\b|ou(?:i|a)|u\b)", re.IGNORECASE)
_VOWEL_SOUND = re.compile(r"^(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_SPELT_OUT_VOWEL = re.compile(r"^[AEFHILMNORSX](?:[A-Z0-9]|\b)")
_ACRONYM = re.compile(r"^[A-Z]{2,}|^\w*[a-z][A-Z]")
_STATEMENT = re.compile(r"(?:i|we|my|our)(?:['\u2019](?:d|m|ve|ll|re))?\s", re.IGNORECASE)
_LEAD_OFFER = re.compile(r"^(?:i\s+can\s+)?offer(?:\s+you)?\s*:?\s+", re.IGNORECASE)
_LEAD_ASK = re.compile(
    r"^(?:please[,:]?\s+|to\s+|(?:would|could|can|will)\s+you\s+(?:please\s+)?)(?=\S)",
    re.IGNORECASE,
)
_THIRD_PERSON = frozenset(
    {"she", "he", "they", "her", "hers", "him", "his", "them", "their", "theirs", "herself", "himself", "themselves"}
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DATED = re.compile(r"\d|\b(?:" + "|".join(_MONTHS) + r"|spring|summer|autumn|winter)\b", re.IGNORECASE)
_BREAK = re.compile(r"(?:,|;|:| \(| -| [\u2013\u2014]| who | that | which | where | when | with | so | for | on )")
# What a message may pass on only from the sender's own records: links, addresses, long numbers, amounts.
_FOREIGN_MATTER = re.compile(r"://|www\.|@\w|\w\.[a-z]{2,}\b|\d[\d ()/.-]{7,}\d|[$\u20ac\u00a3\u00a5]\s?\d|\b[A-Z]{2}\d{2}")
_SUBJECT_LENGTH = 60
_NO_NAMES = words.DETERMINERS | words.PREPOSITIONS | words.COUNTABLE | words.UNCOUNTED | words.QUESTIONS


def article(word: str) -> str:
    """Return "a" or "an", by the sound a word begins with."""
    if _ACRONYM.match(word):
        return "an" if _SPELT_OUT_VOWEL.match(word) else "a"
    if _VOWEL_SOUND.match(word):
        return "an"
    return "an" if word[:1].lower() in "aeiou" and not _CONSONANT_SOUND.match(word) else "a"


def sentence(text: str) -> str:
    """Return text that begins with a capital letter and ends with a mark.

    A word such as "iOS" keeps its own case; a link at the end stays without a stop, which would become part of it.
    """
    text = text.strip()
    if not text:
        return ""
    if not _ACRONYM.match(text):
        text = text[0].upper() + text[1:]
    bare = text.rstrip("\"'\u201d\u2019)")
    return text if bare.endswith((".", "!", "?", "\u2026")) or "://" in text.split()[-1] else text + "."


def bare(text: str) -> str:
    """Return text without the full stops, colons and blanks at its end, so that it can stand inside a sentence."""
    return text.strip().rstrip(" .;:,!\u2026")


def uncapitalised(text: str) -> str:
    """Return text as it stands inside a sentence: only a first word that cannot be a name loses its capital letter."""
    first = re.split(r"[\s\-\u2019']", text, maxsplit=1)[0]
    if _ACRONYM.match(first) or not {first.lower(), first.lower().removesuffix("s")} & _NO_NAMES:
        return text
    return text[0].lower() + text[1:]


def gift(title: str) -> str:
    """Return an offer's title so that it completes "I can offer you …", with an article where one is plainly missing."""
    text = uncapitalised(bare(_LEAD_OFFER.sub("", title.strip(), count=1)))
    first = text.split(maxsplit=1)[0] if text else ""
    return f"{article(first)} {text}" if first in words.COUNTABLE else text


def short(text: str) -> str:
    """Return a gift short enough for a subject line: cut before a clause, never inside one; "" when that cannot be done."""
    if len(text) <= _SUBJECT_LENGTH:
        return text
    cuts = [match.start() for match in _BREAK.finditer(text) if 12 <= match.start() <= _SUBJECT_LENGTH]
    return bare(text[: cuts[-1]]) if cuts and text[: cuts[-1]].count('"') % 2 == 0 else ""


def source(where: str) -> str:
    """Return where a fact comes from, as one says it to the person: "her newsletter" -> "your newsletter"."""
    text = bare(where)
    first, _, rest = text.partition(" ")
    if first.lower() in {"her", "his", "their"} and rest:
        return f"your {rest}"
    return uncapitalised(text)


def speaks_of(where: str, names: Iterable[str]) -> bool:
    """Tell whether a source speaks about the person ("a talk they gave", "Dana's blog"), so that it cannot be said to them."""
    own = {word.lower() for name in names for word in re.findall(r"[^\W\d_]+", name)}
    return any(word.lower() in own | _THIRD_PERSON for word in re.findall(r"[^\W\d_]+", where))


def is_phrase(where: str) -> bool:
    """Tell whether a source can follow "from" as it stands ("your newsletter", "the panel in Turku"); an address cannot."""
    first = where.split(maxsplit=1)[0].lower() if where else ""
    return first in words.DETERMINERS and "://" not in where


def role(text: str) -> str:
    """Return a role as it stands after a name ("host of Slow Repair"): a plain word loses its capital, a name keeps it."""
    text = bare(text)
    first = text.split(maxsplit=1)[0] if text else ""
    return text[0].lower() + text[1:] if first.lower() in words.ROLES and not _ACRONYM.match(first) else uncapitalised(text)


def is_plain(text: str) -> bool:
    """Tell whether a text has no link, address, long number or amount, which a contact's record may not bring into a message."""
    return _FOREIGN_MATTER.search(text) is None


def is_dated(where: str) -> bool:
    """Tell whether a source already says when ("the May issue")."""
    return bool(_DATED.search(where))


def day(when: dt.date, today: dt.date) -> str:
    """Return a day as one writes it: "3 October", with its year where it is not this year's."""
    text = f"{when.day} {_MONTHS[when.month - 1]}"
    return text if when.year == today.year else f"{text} {when.year}"


def said_verb(where: str) -> str:
    """Return "wrote" or "said", by what the source is; "" when that cannot be told."""
    low = where.lower()
    if re.search(r"\b(?:talk|podcast|interview|call|conversation|radio|panel|speech|episode|keynote|lecture)\b", low):
        return "said"
    if re.search(r"\b(?:newsletter|post|article|blog|book|essay|letter|column|paper|report|thread|issue)\b", low):
        return "wrote"
    return ""


def request(text: str) -> str | None:
    """Return an ask as what follows "Would you ", or None where a person typed a whole sentence of another shape."""
    text = text.strip()
    whole = text.rstrip(" ?.!")
    if re.search(r"[.!?]['\"\u201d)]*\s+\S", whole):
        return None
    stripped = bare(_LEAD_ASK.sub("", whole, count=1))
    first = re.split(r"[\s,]", stripped, maxsplit=1)[0]
    if first.lower() in words.QUESTIONS - {"do", "have"} or _STATEMENT.match(stripped):
        return None
    if not stripped or (text.endswith("?") and stripped == bare(whole)):
        return None
    return stripped if _ACRONYM.match(stripped) else stripped[0].lower() + stripped[1:]


def typed_request(text: str) -> str:
    """Return a whole question or sentence that a person typed, with only its first letter and its last mark seen to."""
    text = text.strip()
    if text[-1] in ".?!\u2026":
        return sentence(text)
    first = re.split(r"[\s,]", text, maxsplit=1)[0].lower()
    return sentence(text + "?") if first in words.QUESTIONS else sentence(text)


def question(typed: str) -> str:
    """Return a typed question as it stands after a colon ("which ink do you use?"), or "" where it is not one plain question."""
    first = re.split(r"[\s,]", typed, maxsplit=1)[0].lower()
    single = typed.endswith("?") and not re.search(r"[.!?]\s", typed)
    return typed[0].lower() + typed[1:] if single and first in words.QUESTIONS else ""
