"""The loop: write, clear, repair, give up in time and budget.

1. What an engine wrote goes to the gate and nowhere else; what comes back is cleared, or held without words.
2. A repair replaces: the engine gets the better of the drafts so far and its findings, never a history.
3. The better draft has fewer and lighter findings. A repair that finds more than the one before it is dropped.
4. It stops when cleared, after n repairs, when the same findings come back, and when tokens or time run out.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from outreach.domain.draft import Usage
from outreach.engines.base import Assignment
from outreach.errors import EngineUnreachable
from outreach.gate import ClearedMessage, Held, Outcome, clear
from outreach.lint.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.domain.brief import Brief
    from outreach.domain.draft import Draft
    from outreach.engines.base import Engine
    from outreach.lint.linter import Linter

_WEIGHTS = {Severity.ERROR: 10, Severity.WARNING: 1}


class Stage(StrEnum):
    """Where the loop is."""

    WRITING = "writing"
    CHECKING = "checking"
    HELD = "held"
    REWRITING = "rewriting"


class Ended(StrEnum):
    """Why the loop ended."""

    CLEARED = "cleared"
    REPAIRS = "no repair cleared it"
    REPEATED = "the same findings came back"
    TOKENS = "the token budget is used up"
    TIME = "the time is used up"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one message may go: repairs after the first draft, tokens and seconds in all."""

    repairs: int = 2
    tokens: int = 20_000
    seconds: float = 180.0


@dataclass(frozen=True, slots=True)
class Progress:
    """What the loop is doing: the stage, the attempt (from 1) of how many, and after a hold what was found."""

    stage: Stage
    attempt: int
    attempts: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """How it ended: the outcome, every hold on the way, the tokens it took and who wrote."""

    outcome: Outcome
    holds: tuple[Held, ...]
    ended: Ended
    usage: Usage
    engine: str


@dataclass(slots=True)
class _State:
    """The better draft so far with what held it, and what all attempts took."""

    draft: Draft | None = None
    held: Held | None = None
    holds: list[Held] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)


def ignore(_: Progress) -> None:
    """Take notice of nothing."""


async def write(  # noqa: PLR0913  # what is written, by whom, under which rules and bounds, told to whom, in which turn
    brief: Brief, engine: Engine, linter: Linter, limits: Limits, notice: Callable[[Progress], None] = ignore, *, turn: int = 0
) -> Drafted:
    """Return a cleared message for the brief, or the best held one's findings. Raises EngineError when an engine fails.

    `turn` counts the messages that were written for this brief before: engines without chance write another one for each.
    """
    state = _State()
    attempts = limits.repairs + 1
    until = time.monotonic() + limits.seconds
    for attempt in range(1, attempts + 1):
        notice(Progress(Stage.WRITING if attempt == 1 else Stage.REWRITING, attempt, attempts))
        findings = state.held.findings if state.held else ()
        try:
            async with asyncio.timeout(until - time.monotonic()):
                reply = await engine.write(Assignment(brief, turn + attempt, state.draft, findings))
        except TimeoutError:
            return _out_of_time(state, engine.name, limits)
        state.usage += reply.usage
        notice(Progress(Stage.CHECKING, attempt, attempts))
        outcome = clear(reply.draft, brief, linter)
        if isinstance(outcome, ClearedMessage):
            return Drafted(outcome, tuple(state.holds), Ended.CLEARED, state.usage, engine.name)
        notice(Progress(Stage.HELD, attempt, attempts, outcome.findings))
        repeated = state.held is not None and _codes(outcome) == _codes(state.held)
        _keep_better(state, reply.draft, outcome)
        ended = _ended(repeated, attempt, state, limits, until)
        if ended is not None:
            break
    return Drafted(state.held or outcome, tuple(state.holds), ended or Ended.REPAIRS, state.usage, engine.name)


def _out_of_time(state: _State, engine: str, limits: Limits) -> Drafted:
    """Return what was held so far; raise EngineUnreachable when there was no draft at all."""
    if state.held is None:
        raise EngineUnreachable(
            f"The engine {engine} gave no draft within {limits.seconds:.0f} seconds.",
            remedy="Try again, or raise drafting.seconds in outreach.yaml.",
        )
    return Drafted(state.held, tuple(state.holds), Ended.TIME, state.usage, engine)


def _keep_better(state: _State, draft: Draft, held: Held) -> None:
    """Take the new draft in place of the one before it unless it was found worse."""
    state.holds.append(held)
    if state.held is None or _weight(held) <= _weight(state.held):
        state.draft, state.held = draft, held


def _ended(repeated: bool, attempt: int, state: _State, limits: Limits, until: float) -> Ended | None:
    """Return why no further repair is tried, or None."""
    if attempt > limits.repairs:
        return Ended.REPAIRS
    if repeated:
        return Ended.REPEATED
    if state.usage.total >= limits.tokens:
        return Ended.TOKENS
    return Ended.TIME if time.monotonic() >= until else None


def _weight(held: Held) -> int:
    return sum(_WEIGHTS[finding.severity] for finding in held.findings)


def _codes(held: Held) -> list[str]:
    return sorted(finding.code for finding in held.findings)
