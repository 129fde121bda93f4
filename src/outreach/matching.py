"""Matching: which of the sender's offers meet which needs of a contact, and why. Deterministic.

Words are compared by stems, those that carry content only. A word that the fact and the offer share counts fully when it stands
in the fact's text, half when only in the words quoted with it; and fully for the offer's title and tags, half for its detail. The
score is their sum over the number of words in title and tags, at half weight for a fact that is no need. Nothing in common means
that the offer does not fit: no fit is forced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.domain.fact import Fact, FactKind
from outreach.lint.words import stems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from outreach.domain.contact import Contact
    from outreach.domain.offer import Offer

FACT_WEIGHT = 0.5
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """One offer that fits: the fact or need it meets, how well (0 to 1), and the words that they share."""

    offer: Offer
    fact: Fact
    score: float
    shared: tuple[str, ...]

    @property
    def why(self) -> str:
        """Return in one line why the offer fits."""
        kind = "their need" if self.fact.kind is FactKind.NEED else "what they do"
        return f"it meets {kind} “{self.fact.text}” (both speak of: {', '.join(self.shared)})"


def match(contact: Contact, offers: Iterable[Offer], today: dt.date) -> tuple[Match, ...]:
    """Return the offers that stand today and meet something sourced about the contact, the best first."""
    found = [best for offer in offers if offer.stands_on(today) and (best := _best(offer, contact)) is not None]
    return tuple(sorted(found, key=lambda match: (-match.score, match.offer.id)))


def _best(offer: Offer, contact: Contact) -> Match | None:
    matches = [_score(offer, fact) for fact in contact.sourced]
    fitting = [match for match in matches if match.shared]
    return max(fitting, key=lambda match: (match.score, match.fact.id), default=None)


def _score(offer: Offer, fact: Fact) -> Match:
    named, detailed = stems(" ".join((offer.title, *offer.tags))), stems(offer.detail or "")
    said, quoted = stems(fact.text), stems(fact.quote or "")
    shared = (named | detailed) & (said | quoted)
    weight = 1.0 if fact.kind is FactKind.NEED else FACT_WEIGHT
    total = sum((1.0 if word in named else HALF) * (1.0 if word in said else HALF) for word in sorted(shared))
    score = weight * min(1.0, total / max(1, len(named)))
    return Match(offer, fact, score, _as_written(shared, f"{fact.text} {fact.quote or ''}"))


def _as_written(shared: frozenset[str], text: str) -> tuple[str, ...]:
    """Return the shared words as the fact writes them, each once, in its order."""
    words: dict[str, str] = {}
    for word in text.replace(",", " ").split():
        for each in stems(word) & shared:
            words.setdefault(each, word.strip(".,;:!?\"'“”()").lower())
    return tuple(words.values())
