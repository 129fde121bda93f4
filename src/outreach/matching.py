"""Matching: which of the sender's offers meet which needs of a contact, and why. Deterministic, and no fit is forced.

How near the words of a fact and an offer are, and whether the offer fits, is the matter of `nearness`. Of several facts of one
contact the one that an offer meets best is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from outreach.domain.fact import Fact, FactKind
from outreach.nearness.connecting import connection
from outreach.nearness.needs import read
from outreach.nearness.score import Scorer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from outreach.domain.contact import Contact
    from outreach.domain.offer import Offer
    from outreach.nearness.needs import Reading

MOST_NEAR = 2
"""More pairs of near words than two make no line that is read."""


@dataclass(frozen=True, slots=True)
class Match:
    """One offer that fits: the fact or need it meets, how well (0 to 1), and the words that connect them.

    `shared` are the fact's words that connect the two, as they are written there; `near` pairs those that the offer has not
    itself with the offer's word that is near, the nearest first.
    """

    offer: Offer
    fact: Fact
    score: float
    shared: tuple[str, ...]
    near: tuple[tuple[str, str], ...] = ()

    @property
    def why(self) -> str:
        """Return in one line why the offer fits."""
        kind = "their need" if self.fact.kind is FactKind.NEED else "what they do"
        return f"it meets {kind} “{self.fact.text}” ({self._connection()})"

    def _connection(self) -> str:
        apart = {word for word, _ in self.near}
        same = [word for word in self.shared if word not in apart]
        parts = [f"both speak of {_enumerated(same)}"] if same else []
        parts += [f"“{one}” and “{other}” are near" for one, other in self.near[:MOST_NEAR]]
        return "; ".join(parts)


class Inventory:
    """Offers prepared once, to be held against any number of contacts."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self.offers = tuple(offers)
        self._scorer = Scorer(self.offers)

    def match(self, contact: Contact, today: dt.date) -> tuple[Match, ...]:
        """Return the offers that stand today and meet something sourced about the contact, the best first."""
        best: dict[int, tuple[float, str, Fact, Reading]] = {}
        for fact in contact.sourced:
            reading = read(fact.text, fact.quote or "", need=fact.kind is FactKind.NEED)
            for index, score in self._scorer.scores(reading):
                if index not in best or (score, fact.id) > best[index][:2]:
                    best[index] = (score, fact.id, fact, reading)
        found = [
            Match(self.offers[index], fact, score, *connection(fact, self._scorer.links(reading, index)))
            for index, (score, _, fact, reading) in best.items()
            if self.offers[index].stands_on(today)
        ]
        return tuple(sorted(found, key=lambda match: (-match.score, match.offer.id)))


def match(contact: Contact, offers: Iterable[Offer], today: dt.date) -> tuple[Match, ...]:
    """Return the offers that stand today and meet something sourced about the contact, the best first.

    The latest inventories are remembered, so that one contact after the other can be asked about.
    """
    return _prepared(tuple(offers)).match(contact, today)


@lru_cache(maxsize=4)
def _prepared(offers: tuple[Offer, ...]) -> Inventory:
    return Inventory(offers)


def _enumerated(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
