"""How well offers meet a fact: a score from 0 to 1, given for those that fit.

A word of the fact meets an offer by its weight (rare words say more) times the worth of its best link to the offer. From these
come, for one fact and one offer:

- evidence: their sum; coverage: the evidence over all that the fact's words weigh;
- kept: the weight of the words of the offer's title that were met, over all that they weigh;
- acts: the best link between words of one act ("readers" and "audience"), which is no evidence of a topic;
- field: the sum over words that only belong to one trade;
- answered: what is wanted is among what the offer gives (`meets` in acts.yaml); shown: an audience is wanted, and an offer of
  exposure is one, whatever its topic.

They are weighed in a logistic function. Its weights were fitted to the development set (tests/matching) by logistic regression
and rounded; the constant is such that an offer fits from a score of one half on. A fact that is no need goes without acts and is
scored lower. Where something is wanted that an offer does not give, or somebody of a trade of which the offer has no word, it
does not fit, however much the two share: who wants to hire an illustrator is not helped by a course in illustration.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from outreach.domain.offer import OfferKind
from outreach.nearness.links import Links, words_of
from outreach.nearness.related import PERSON, Tie, related
from outreach.nearness.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.domain.offer import Offer
    from outreach.nearness.links import Link
    from outreach.nearness.needs import Reading, Weighed

EVIDENCE, COVERAGE, KEPT, ACTS, FIELD, CONSTANT = 3.8, 4.0, 4.5, 2.8, 2.0, -3.2
ANSWERED, SHOWN, NO_NEED = 1.4, 1.0, -1.0
LEAST_MASS = 0.5
"""Few and common words are no whole: to meet all of them says little."""


_FIELD, _ACT = Tie.FIELD, Tie.ACT  # looked up once: this is the inner loop


class _Prepared(NamedTuple):
    """What an offer gives, and which part of its title each of the title's words is."""

    given: frozenset[str]
    shares: dict[str, float]


class _Tallies:
    """What the words of one fact come to, for each offer by its place."""

    __slots__ = ("acts", "evidence", "field", "heads", "mass", "met")

    def __init__(self, offers: int) -> None:
        self.evidence, self.acts, self.field, self.mass = ([0.0] * offers for _ in range(4))
        self.heads: set[int] = set()
        self.met: dict[tuple[int, str], float] = {}

    def count(self, weighed: Weighed, links: Iterable[Link], *, need: bool, acting: bool) -> None:
        """Count one word of the fact. One that speaks of an act is part of the whole only where its topic is met."""
        weight, head = weighed.weight, weighed.head
        evidence, field, met = self.evidence, self.field, self.met
        for offer, word, worth, tie in links:
            if tie is _FIELD:
                field[offer] += weight * worth
                continue
            if tie is not _ACT:
                evidence[offer] += weight * worth
                if acting:
                    self.mass[offer] += weight
                place = offer, word.key
                if worth > met.get(place, 0.0):
                    met[place] = worth
            elif need:
                self.acts[offer] = max(self.acts[offer], worth)
            else:
                continue
            if head:
                self.heads.add(offer)


class Scorer:
    """Offers prepared once, to be held against any number of facts."""

    def __init__(self, offers: tuple[Offer, ...]) -> None:
        self._prepared = tuple(_prepare(offer) for offer in offers)
        self._links = Links(words_of(offer) for offer in offers)
        self._answers: dict[frozenset[str], tuple[bool, ...]] = {}

    def scores(self, reading: Reading) -> Iterator[tuple[int, float]]:
        """Yield the place and the score of each offer that fits."""
        tallies = _Tallies(len(self._prepared))
        acting_keys = related().acting if reading.need else frozenset()
        mass = 0.0
        for key, weighed in reading.terms.items():
            acting = key in acting_keys
            mass += 0.0 if acting else weighed.weight
            links = self._links.of(key)
            if links:
                tallies.count(weighed, links.values(), need=reading.need, acting=acting)
        kept = self._kept(tallies)
        answered = self._answered(reading.wanted)
        for index, evidence in enumerate(tallies.evidence):
            if evidence or tallies.acts[index]:
                if not answered[index] or (PERSON in reading.wanted and index not in tallies.heads):
                    continue
                total = _total(tallies, index, mass, kept[index], reading)
                if "audience" in reading.wanted and OfferKind.EXPOSURE in self._prepared[index].given:
                    total += SHOWN
                if total >= 0:
                    yield index, 1 / (1 + math.exp(-total))

    def _kept(self, tallies: _Tallies) -> list[float]:
        """Return which part of its title is met, for each offer."""
        kept = [0.0] * len(self._prepared)
        for (offer, key), worth in tallies.met.items():
            kept[offer] += self._prepared[offer].shares.get(key, 0.0) * worth
        return kept

    def _answered(self, wanted: frozenset[str]) -> tuple[bool, ...]:
        """Tell for each offer whether it gives anything of what is wanted; nothing wanted is answered by all."""
        found = self._answers.get(wanted)
        if found is None:
            meets = [related().meets[act] for act in wanted]
            found = tuple(not wanted or any(offer.given & each for each in meets) for offer in self._prepared)
            self._answers[wanted] = found
        return found

    def links(self, reading: Reading, offer: int) -> list[tuple[Weighed, Link]]:
        """Return the words of a fact that connect it to the offer at a place, each with its link; those of a field do not."""
        ties = (None, Tie.NEAR, Tie.KINDRED, Tie.ACT) if reading.need else (None, Tie.NEAR, Tie.KINDRED)
        found = ((weighed, self._links.of(key).get(offer)) for key, weighed in reading.terms.items())
        return [(weighed, link) for weighed, link in found if link is not None and link.tie in ties]


def _prepare(offer: Offer) -> _Prepared:
    known = related()
    title = {term.key: known.weight(term.key) for term in terms(offer.title) if not term.inner}
    given = {offer.kind.value}
    for text in (offer.title, *offer.tags):
        for term in terms(text):
            given |= known.spoken(term.key, text[term.start : term.end])
    if offer.kind is OfferKind.RESOURCE and "space" not in given:
        given.add("thing")
    if offer.kind is not OfferKind.INTRODUCTION:
        given.discard(PERSON)  # "notes from a physics teacher" gives notes
    total = max(sum(title.values()), LEAST_MASS)
    return _Prepared(frozenset(given), {key: weight / total for key, weight in title.items()})


def _total(tallies: _Tallies, index: int, mass: float, kept: float, reading: Reading) -> float:
    """Return the sum that the logistic function takes: an offer fits from 0 on."""
    evidence = tallies.evidence[index]
    return (
        CONSTANT
        + EVIDENCE * evidence
        + COVERAGE * evidence / max(mass + tallies.mass[index], LEAST_MASS)
        + KEPT * kept
        + ACTS * tallies.acts[index]
        + FIELD * tallies.field[index]
        + (ANSWERED if reading.wanted else 0.0)
        + (0.0 if reading.need else NO_NEED)
    )
