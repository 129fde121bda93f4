"""What a person decided about the cleared messages of a run, one by one: kept in the run's journal, so that it is never lost.

Words are kept here of messages alone that the person changed and the gate cleared; they are cleared again when they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, Table, Text, delete, func, insert, select

from outreach.domain.draft import Author, Draft
from outreach.store.columns import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.batch.journal import Journal
    from outreach.batch.row import Kept
    from outreach.gate import ClearedMessage

metadata = MetaData()
_reviews = Table(
    "reviews",
    metadata,
    Column("key", Text, primary_key=True),
    Column("decision", Text, nullable=False),
    Column("subject", Words),
    Column("body", Words),
)


class Decision(StrEnum):
    """What a person decided about one message."""

    KEPT = "kept"
    EDITED = "edited"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A decision, with the words of a message that the person changed."""

    decision: Decision
    subject: str | None = field(default=None, repr=False)
    body: str | None = field(default=None, repr=False)


class Reviews:
    """The decisions on the rows of one run."""

    def __init__(self, journal: Journal) -> None:
        """Make the table where there is none."""
        self._journal = journal
        with journal.transaction() as connection:
            metadata.create_all(connection)

    def of(self, keys: Sequence[str]) -> dict[str, Reviewed]:
        """Return the decisions on the rows of these keys (a few hundred at most)."""
        with self._journal.snapshot() as connection:
            rows = connection.execute(select(_reviews).where(_reviews.c.key.in_(keys))).all()
        return {row.key: Reviewed(Decision(row.decision), row.subject, row.body) for row in rows}

    def all(self) -> dict[str, Decision]:
        """Return every decision by the key of its row."""
        with self._journal.snapshot() as connection:
            rows = connection.execute(select(_reviews.c.key, _reviews.c.decision)).all()
        return {key: Decision(decision) for key, decision in rows}

    def decide(self, key: str, decision: Decision) -> None:
        """Write down a decision in place of an earlier one; a message that a person changed stays as they changed it."""
        before = self.of([key]).get(key)
        if before is not None and before.body is not None and decision is Decision.KEPT:
            decision = Decision.EDITED
        self._put(key, decision, before)

    def change(self, key: str, message: ClearedMessage) -> None:
        """Write down a message that a person changed and the gate cleared."""
        self._put(key, Decision.EDITED, Reviewed(Decision.EDITED, message.subject, message.body))

    def undo(self, key: str) -> None:
        """Erase a decision, and the words of a message that was changed."""
        self._put(key, None, None)

    def _put(self, key: str, decision: Decision | None, words: Reviewed | None) -> None:
        with self._journal.transaction() as connection:
            connection.execute(delete(_reviews).where(_reviews.c.key == key))
            if decision is not None:
                subject, body = (words.subject, words.body) if words is not None else (None, None)
                connection.execute(insert(_reviews).values(key=key, decision=decision.value, subject=subject, body=body))

    def counts(self) -> dict[Decision, int]:
        """Return how often each was decided."""
        query = select(_reviews.c.decision, func.count()).group_by(_reviews.c.decision)
        with self._journal.snapshot() as connection:
            return {Decision(decision): number for decision, number in connection.execute(query)}


def draft_of(kept: Kept, reviewed: Reviewed | None) -> Draft | None:
    """Return the draft of a row as it stands: the engine's, or the person's own words over it; None where there is none."""
    brief = kept.result.brief
    if kept.draft is None or brief is None or reviewed is None or reviewed.body is None:
        return kept.draft
    return Draft.model_validate(
        {
            "subject": reviewed.subject or "", "body": reviewed.body, "offer_id": brief.offer.id,
            "fact_ids": tuple(fact.id for fact in brief.facts), "author": Author.PERSON,
        }
    )  # fmt: skip
