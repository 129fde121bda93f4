"""The port of every engine: an assignment goes in, a draft nobody has checked comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from outreach.domain.brief import Brief
    from outreach.domain.draft import Draft, Usage
    from outreach.lint.finding import Finding


@dataclass(frozen=True, slots=True)
class Assignment:
    """What an engine is to write: the brief and, for a repair, the previous draft with what was found wrong in it.

    `attempt` counts from 1. A repair replaces the one before it: it holds the last draft and its findings, never a history.
    Findings without a draft are those of one whose words were not kept: the message is written anew without such faults.
    `tokens` are what is left to spend: an engine that has used them up sends no further request (None: as many as it takes).
    """

    brief: Brief
    attempt: int = 1
    previous: Draft | None = None
    findings: tuple[Finding, ...] = ()
    tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine gave back: the draft, the tokens it took, and notes on the brief, in the program's own words.

    `findings` are what a second reader found in the draft, where it had one: they stand beside the linter's.
    """

    draft: Draft
    usage: Usage
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class Engine(Protocol):
    """Something that writes drafts. Engines do not stream, and their errors carry no words."""

    @property
    def name(self) -> str:
        """Return the name that `--engine` and records use, with the model where there is one."""
        ...

    async def write(self, assignment: Assignment) -> Reply:
        """Return one draft; raise EngineError when there is none."""
        ...

    async def aclose(self) -> None:
        """Give back connections."""
        ...
