"""Look through the inventory for offers that should not be made as they stand: expired, promised too often, vague, twice there.

What an offer says is judged by the linter that judges messages: in a short message that opens with it and asks one plain thing.
A title without any word that names a thing is vague, which that linter cannot tell of an offer that is announced as one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from outreach.actions.days import spoken
from outreach.lint.words import NUMBER, stem, stems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from outreach.actions.offers import Given
    from outreach.domain.offer import Offer
    from outreach.errors import Mistake
    from outreach.lint.finding import Finding
    from outreach.lint.linter import Linter
    from outreach.offers_file import OffersFile

SOON = 14
"""Days before its last one in which an offer is said to expire soon."""
_LIKE = 0.8
"""Two titles with so large a part of their words in common (Jaccard's index) are taken for the same offer."""

_OPENING = "Hello,\n\nI can offer you "
_REST = "\n\nWould you look at one page of my draft? If not, that is perfectly fine.\n\nBest wishes,\nAlex"
_EMPTY_WORDS = """
    access advice amazing anything anytime assist assistance attention available benefit best chance collaborate
    collaboration connection contact cooperate cooperation courtesy everything exciting experience expertise exposure
    favour feedback free full fully general glad great guidance hand happy help helpful hesitate idea impulse
    information input insight introduction invaluable kind know knowledge love money need needed network offer ongoing
    opportunity partner partnership perspective pleased possibility possible potential professional resource return
    review service share skill solution some something sort support synergy talent things thought time unique useful
    valuable value various way whatever whenever willing wisdom
"""
VAGUE = "names nothing that somebody could accept today. Say what exactly it is, and how much of it."
_EMPTY = frozenset(map(stem, _EMPTY_WORDS.split()))
"""Stems of the words that any offer could have: alone they name nothing."""


class Fault(StrEnum):
    """What is wrong with an offer."""

    EXPIRED = "expired"
    EXPIRES_SOON = "expires soon"
    OVER_PROMISED = "over-promised"
    REMOVED = "promised, but removed"
    VAGUE = "vague"
    WORDING = "wording"
    TWICE = "twice"


class Words(NamedTuple):
    """What the linter finds in the words of an offer, each finding with its place in the title or in the detail."""

    title: tuple[Finding, ...]
    detail: tuple[Finding, ...]


class Found(NamedTuple):
    """One thing that the check found: what it is, the offer's id, and where it stands with a sentence about it.

    `rule` is the code of the linter's rule for a finding of wording.
    """

    fault: Fault
    offer_id: str
    mistake: Mistake
    rule: str = ""


def check(file: OffersFile, given: Given, linter: Linter, today: dt.date) -> tuple[Found, ...]:
    """Return everything that is wrong with the offers of a file, in the order of the file; what is gone from it comes last."""
    found: list[Found] = []
    for index, offer in enumerate(file.offers):
        found += _dates(file, index, offer, today)
        found += _limits(file, index, offer, given)
        found += _words(file, index, offer, linter)
        found += _twins(file, index, offer)
    return (*found, *_removed(file, given))


def _dates(file: OffersFile, index: int, offer: Offer, today: dt.date) -> Iterator[Found]:
    if offer.expires is None or (offer.expires - today).days > SOON:
        return
    if not offer.stands_on(today):
        what = f"the offer {offer.id!r} expired on {spoken(offer.expires)}. Renew it, or remove it."
        yield Found(Fault.EXPIRED, offer.id, file.mistake(index, "expires", what))
        return
    what = f"the offer {offer.id!r} expires on {spoken(offer.expires)}. Make it soon, or renew it."
    yield Found(Fault.EXPIRES_SOON, offer.id, file.mistake(index, "expires", what))


def _limits(file: OffersFile, index: int, offer: Offer, given: Given) -> Iterator[Found]:
    times = given.times.get(offer.id, 0)
    if offer.limit_per_month is not None and times > offer.limit_per_month:
        what = (
            f"the offer {offer.id!r} was given or promised {times} times this month, and its limit is {offer.limit_per_month}. "
            "Raise the limit, or promise no more of it."
        )
        yield Found(Fault.OVER_PROMISED, offer.id, file.mistake(index, "limit_per_month", what))


def _words(file: OffersFile, index: int, offer: Offer, linter: Linter) -> Iterator[Found]:
    """Yield what is vague in an offer, and what the linter finds in its words."""
    if is_vague(offer.title):
        yield Found(Fault.VAGUE, offer.id, file.mistake(index, "title", f"the offer {offer.id!r} {VAGUE}"))
    words = words_of(offer.title, offer.detail or "", linter)
    for key, findings in (("title", words.title), ("detail", words.detail)):
        for finding in findings:
            what = f"the offer {offer.id!r}: {finding.code} {finding.name}. {finding.says} {finding.instead}"
            yield Found(Fault.WORDING, offer.id, file.mistake(index, key, what), finding.code)


def words_of(title: str, detail: str, linter: Linter) -> Words:
    """Return what the linter finds in an offer's title and detail, in a message that opens with them."""
    ending = "" if title.endswith((".", "!", "?")) else "."
    body = f"{_OPENING}{title}{ending} {detail}".rstrip() + _REST
    start_of_detail = len(_OPENING) + len(title) + len(ending) + 1
    in_title, in_detail = [], []
    for finding in linter.lint("", body).findings:
        if detail and start_of_detail <= finding.start < len(body) - len(_REST):
            in_detail.append(_placed(finding, start_of_detail, len(detail)))
        else:
            in_title.append(_placed(finding, len(_OPENING), len(title)))
    return Words(tuple(in_title), tuple(in_detail))


def _placed(finding: Finding, start: int, length: int) -> Finding:
    """Return a finding with its place in one part of the message, of which the part begins at `start`."""
    first = min(max(0, finding.start - start), length)
    return finding._replace(start=first, end=max(first, min(finding.end - start, length)))


def _twins(file: OffersFile, index: int, offer: Offer) -> Iterator[Found]:
    """Yield that an earlier offer of the same kind says the same."""
    words = stems(offer.title)
    for other in file.offers[:index]:
        theirs = stems(other.title)
        if offer.kind is other.kind and words and len(words & theirs) >= _LIKE * len(words | theirs):
            what = f"the offer {offer.id!r} says the same as {other.id!r}. Keep one of them, or say how they differ."
            yield Found(Fault.TWICE, offer.id, file.mistake(index, "title", what))
            return


def _removed(file: OffersFile, given: Given) -> Iterator[Found]:
    """Yield each open promise of an offer that is not in the file any more; it has no line there."""
    there = {offer.id for offer in file.offers}
    for name, entry in given.promises:
        if entry.offer_id is not None and entry.offer_id not in there:
            what = (
                f"the offer {entry.offer_id!r} is not in it any more, but was promised to {name} on {spoken(entry.on)} "
                f"({entry.words}). Put it back, or keep the promise and record it: `outreach record gave {entry.contact_id} "
                f"WORDS --offer {entry.offer_id}`."
            )
            yield Found(Fault.REMOVED, entry.offer_id, file.whole(what))


def is_vague(title: str) -> bool:
    """Tell whether a title ("I can offer you …") has no word that names a thing: only the words that any offer could have."""
    return stems(title) <= _EMPTY and NUMBER.search(title) is None
