"""An engine that replays given replies: for tests, and for showing what the gate does with a bad one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.draft import Usage
from outreach.engines.base import Reply
from outreach.engines.reply import draft_of
from outreach.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.engines.base import Assignment
    from outreach.engines.reply import ReplyParts


class Scripted:
    """Gives its replies one after the other, whatever it is asked; an error among them is raised in its turn.

    `assignments` are those it was given so far, for tests to look at.
    """

    def __init__(self, replies: Iterable[ReplyParts | EngineError], *, usage: Usage | None = None) -> None:
        """`usage` is what each reply is said to have taken; by default nothing was counted."""
        self._replies = iter(tuple(replies))
        self._usage = usage or Usage()
        self.assignments: list[Assignment] = []

    @property
    def name(self) -> str:
        """Return the engine's name."""
        return "scripted"

    async def write(self, assignment: Assignment) -> Reply:
        """Return the next reply as a draft for the brief; raise EngineError when it is one, or when none is left."""
        self.assignments.append(assignment)
        reply = next(self._replies, None)
        if reply is None:
            raise EngineError("The script has no reply left.")
        if isinstance(reply, EngineError):
            raise reply
        return Reply(draft_of(reply, assignment.brief), self._usage)

    async def aclose(self) -> None:
        """Do nothing: there is nothing to give back."""
