"""What a run has done before it goes on: the messages that it has cleared, and how often it has promised each offer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from outreach.batch.outputs import Ready, ready
from outreach.batch.reviews import Decision, Reviews
from outreach.batch.row import State
from outreach.batch.run import fixed
from outreach.batch.sameness import Run as Sameness
from outreach.batch.sameness import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.batch.journal import Journal
    from outreach.batch.reviews import Reviewed
    from outreach.batch.row import Kept
    from outreach.lint.linter import Linter


def before(journal: Journal, linter: Linter) -> tuple[Sameness, Counter[str]]:
    """Return the messages that the run has cleared before, for comparison, and how often it has promised each offer.

    A message that a person dropped promises nothing, and one that they changed reads as they changed it.
    """
    sameness, made = Sameness(), Counter[str]()
    for kept, reviewed in _standing(journal):
        came = ready(kept, reviewed, linter)
        if isinstance(came, Ready):
            sameness.add(kept.key, likeness(came.message.body, fixed(came.brief)))
            made[came.message.offer_id] += 1
    return sameness, made


def promised(journal: Journal) -> Counter[str]:
    """Return how often a run has promised each offer, by the messages that were cleared when it wrote them."""
    return Counter(kept.draft.offer_id for kept, _ in _standing(journal) if kept.draft is not None)


def _standing(journal: Journal) -> Iterator[tuple[Kept, Reviewed | None]]:
    """Yield the rows that were cleared and not dropped, with the decision on those that were changed."""
    reviews = Reviews(journal)
    decided = reviews.all()
    for kept in journal.results(states=(State.CLEARED,)):
        decision = decided.get(kept.key)
        if decision is not Decision.DROPPED:
            yield kept, reviews.of([kept.key])[kept.key] if decision is Decision.EDITED else None
