"""An engine whose drafts are read a second time before they go anywhere. The review can add findings and take none away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from outreach.domain.charging import charge, charged
from outreach.engines.base import Reply
from outreach.errors import EngineError, EngineReplyInvalid

if TYPE_CHECKING:
    from outreach.domain.brief import Brief
    from outreach.domain.draft import Draft, Usage
    from outreach.engines.base import Assignment, Engine
    from outreach.lint.finding import Finding

_OFF = "Or do without a review: drafting.review in outreach.yaml."


class Review(Protocol):
    """What a review comes to."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was found, at places of the draft."""
        ...

    @property
    def usage(self) -> Usage:
        """Return the tokens it took."""
        ...


class Reviews(Protocol):
    """Something that reviews drafts; its errors carry no words."""

    async def review(self, draft: Draft, brief: Brief, *, tokens: int | None = None) -> Review:
        """Return what is found in a draft; raise EngineError when nothing was judged."""
        ...

    async def aclose(self) -> None:
        """Give back connections."""
        ...


class Reviewed:
    """Writes as its engine does, and has each draft reviewed. A draft without its review is none."""

    def __init__(self, engine: Engine, reviewer: Reviews) -> None:
        self._engine = engine
        self._reviewer = reviewer

    @property
    def name(self) -> str:
        """Return the name of what writes."""
        return self._engine.name

    async def write(self, assignment: Assignment) -> Reply:
        """Return a draft with what its review found; raise EngineError, which names the review where that failed."""
        reply = await self._engine.write(assignment)
        left = None if assignment.tokens is None else assignment.tokens - reply.usage.total
        try:
            if left is not None and left <= 0:
                raise EngineReplyInvalid("The token budget is used up.", remedy="Raise drafting.tokens.")
            review = await self._reviewer.review(reply.draft, assignment.brief, tokens=left)
        except EngineError as error:
            failed = _named(error, reply.usage)
        else:
            return Reply(reply.draft, reply.usage + review.usage, reply.notes, (*reply.findings, *review.findings))
        raise failed

    async def aclose(self) -> None:
        """Give back the connections of both."""
        await self._engine.aclose()
        await self._reviewer.aclose()


def _named(error: EngineError, spent: Usage) -> EngineError:
    """Return an error of the same kind that says that it was the review which failed, with all tokens that were spent."""
    failed = type(error)(f"The draft is not shown, because its review failed. {error.message}", remedy=f"{error.remedy} {_OFF}")
    charge(failed, charged(error) + spent)
    return failed
