"""What a run has done before it goes on: the messages that it has cleared, and how often it has promised each offer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from outreach.batch.row import State
from outreach.batch.run import fixed
from outreach.batch.sameness import Run as Sameness
from outreach.batch.sameness import likeness
from outreach.gate import ClearedMessage, clear

if TYPE_CHECKING:
    from outreach.batch.journal import Journal
    from outreach.batch.row import Kept
    from outreach.lint.linter import Linter


def before(journal: Journal, linter: Linter) -> tuple[Sameness, Counter[str]]:
    """Return the messages that the run has cleared before, for comparison, and how often it has promised each offer."""
    sameness, made = Sameness(), Counter[str]()
    for kept in journal.results(states=(State.CLEARED,)):
        message = _again(kept, linter)
        if message is not None and kept.result.brief is not None:
            sameness.add(kept.key, likeness(message.body, fixed(kept.result.brief)))
            made[message.offer_id] += 1
    return sameness, made


def promised(journal: Journal) -> Counter[str]:
    """Return how often a run has promised each offer, by the messages that were cleared when it wrote them."""
    return Counter(kept.draft.offer_id for kept in journal.results(states=(State.CLEARED,)) if kept.draft is not None)


def _again(kept: Kept, linter: Linter) -> ClearedMessage | None:
    if kept.draft is None or kept.result.brief is None:
        return None
    outcome = clear(kept.draft, kept.result.brief, linter)
    return outcome if isinstance(outcome, ClearedMessage) else None
