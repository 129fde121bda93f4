"""From the words of a fact to its terms, each with how much it counts, and to what is wanted.

A need has a frame ("is looking for", "cannot find somebody who", "would like to"). What follows the frame, up to the next
preposition, is what is sought: it counts fully, and its last word is the head, the thing itself. The rest says what it is for and
counts less.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from outreach.nearness.related import COMMON, related
from outreach.nearness.terms import Term, terms

CONTEXT = 0.36
INNER = 0.5
QUOTED = 0.4

_FRAME = re.compile(
    r"\b(?:(?:look|search|hunt|ask|hop|wish|long|wait|shop|appl|advertis)(?:s|es|e|ing|ed|ies|y)? for"
    r"|in (?:need|search|want) of|(?:runs?|running|ran|run) (?:out|short|low) (?:of|on)|short of"
    r"|seek(?:s|ing)?|needs?|needed|wants?(?: to)?|would (?:like|love|welcome|appreciate|be glad of|prefer)(?: to)?"
    r"|(?:hope|wish|try|trie|mean|plan|intend|long|aim)(?:s|es)?(?:ing)? to|trying to"
    r"|lack(?:s|ing)?(?: of)?|(?:has|have|having) (?:no|nowhere|nobody|not enough|too few|too little)|without"
    r"|(?:cannot|can't|could not|does not|doesn't|struggles? to|unable to|fails? to) (?:find|get|know|afford|reach)"
    r"|struggles? (?:to|with)|could (?:use|do with)|misses|missing|unsure (?:how|what|which|whether)|is after|stuck with"
    r"|is about to|(?P<hiring>hir(?:es?|ing)|recruit(?:s|ing)?)(?= ))\b"
    r"(?: (?:someone|somebody|anyone|anybody|people|a person|a place|somewhere|a way|help|advice)"
    r"(?: (?:who|to|that|with|in|on))?\b)?",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:for|about|on|because|so|that|who|which|but|before|after|until|since|in|at|from|to|when|while|if|and|where|whose)\b",
    re.IGNORECASE,
)


class Weighed(NamedTuple):
    """A term with how much it counts, whether it is the thing sought itself, and whether it only stands in the quoted words."""

    term: Term
    weight: float
    head: bool
    quoted: bool = False


class Reading(NamedTuple):
    """What a fact says: its terms by key, the acts that are wanted, and whether it is a need (else nothing is wanted)."""

    terms: dict[str, Weighed]
    wanted: frozenset[str]
    need: bool


def read(text: str, quote: str, *, need: bool) -> Reading:
    """Return what a fact's text says and, less surely, the words quoted with it."""
    weight_of = related().weight
    found = [(term, weight_of(term.key)) for term in terms(text)]
    sought = _sought(text) if need else []
    focused = [term for term, _ in found if not term.inner and _stands_in(term, sought)]
    heads = _heads(found, sought)
    weighed: dict[str, Weighed] = {}
    for term, own in found:
        focus = not sought or _stands_in(term, sought)
        weight = own * (INNER if term.inner else 1.0) * (1.0 if focus else CONTEXT)
        known = weighed.get(term.key)
        if known is None or weight > known.weight:
            weighed[term.key] = Weighed(term, weight, term in heads)
    for term in terms(quote) if quote else ():
        weighed.setdefault(term.key, Weighed(term, weight_of(term.key) * QUOTED, head=False, quoted=True))
    return Reading(weighed, _wanted(text, focused) if need else frozenset(), need)


def _stands_in(term: Term, places: list[tuple[int, int]]) -> bool:
    return any(start < term.end and term.start < end for start, end in places)


def _wanted(text: str, focused: list[Term]) -> frozenset[str]:
    """Return what is wanted by its way of saying it, else by the first of the terms sought that speaks of an act."""
    known = related()
    said = known.said(text)
    spoken = (known.spoken(term.key, text[term.start : term.end]) for term in focused)
    return said or next((acts for acts in spoken if acts), frozenset())


def _heads(found: list[tuple[Term, float]], sought: list[tuple[int, int]]) -> set[Term]:
    """Return the last word that says something of each part that is sought."""
    telling = [term for term, weight in found if weight > COMMON and not term.inner] if sought else []
    heads: set[Term] = set()
    for place in sought:
        heads.update([term for term in telling if _stands_in(term, [place])][-1:])
    return heads


def _sought(text: str) -> list[tuple[int, int]]:
    """Return the half-open places of what follows a frame, up to the next preposition; a verb of hiring is sought itself."""
    found: list[tuple[int, int]] = []
    for frame in _FRAME.finditer(text):
        stop = _PREPOSITION.search(text, frame.end())
        found.append((frame.start() if frame["hiring"] else frame.end(), stop.start() if stop else len(text)))
    return found
