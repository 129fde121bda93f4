"""From a text to its terms: words that carry content, and phrases that count as one word, in order."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from outreach.lint.lexicon import ENGLISH
from outreach.lint.words import WORD
from outreach.nearness.related import related
from outreach.nearness.spelling import form


class Term(NamedTuple):
    """One word or phrase of a text: the key under which it is compared, and its half-open place.

    `inner` marks a word inside a phrase that is a term too: it says less, and nothing of what is wanted.
    """

    key: str
    start: int
    end: int
    inner: bool = False


def terms(text: str) -> list[Term]:
    """Return the terms of a text; function words are left out, but for those inside a known phrase."""
    matches = list(WORD.finditer(text))
    words = [match[0] for match in matches]
    told = [_told(word) for word in words]
    forms, carries = [each[0] for each in told], [each[1] for each in told]
    phrases, compounds = related().phrases, related().compounds
    found: list[Term] = []
    at, number = 0, len(words)
    while at < number:
        key, taken = forms[at], 1
        if at + 1 < number:
            candidates = phrases.get((key, forms[at + 1]))
            if candidates is not None:
                key, taken = _phrase(candidates, forms, at)
            elif carries[at] and carries[at + 1]:
                joined = compounds.get((words[at] + words[at + 1]).lower())  # "book binding" is "bookbinding"
                key, taken = (joined, 2) if joined is not None else (key, 1)
        if taken > 1 or carries[at]:
            found.append(Term(key, matches[at].start(), matches[at + taken - 1].end()))
        if " " in key:
            inner = [index for index in range(at, at + taken) if carries[index]]
            found += [Term(forms[index], *matches[index].span(), True) for index in inner]
        at += taken
    return found


def _phrase(phrases: tuple[tuple[str, ...], ...], forms: list[str], at: int) -> tuple[str, int]:
    """Return the longest of the phrases that stands at a place, and how many words it takes; else the word there."""
    for parts in phrases:
        if tuple(forms[at : at + len(parts)]) == parts:
            return " ".join(parts), len(parts)
    return forms[at], 1


@lru_cache(maxsize=1 << 16)
def _told(word: str) -> tuple[str, bool]:
    """Return the form of a word, and whether it carries content: no function word, three letters, or two capitals ("AI")."""
    return form(word), (len(word) > 2 and word.lower() not in ENGLISH) or (len(word) == 2 and word.isupper())
