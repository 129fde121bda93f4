"""The loop: write, clear, repair, give up in time and budget.

1. What an engine wrote goes to the gate and nowhere else, with what a second reader found in it; what comes back is cleared, or
   held without words.
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

from outreach.domain.charging import charge
from outreach.domain.draft import Usage
from outreach.engines.base import Assignment
from outreach.errors import EngineError, EngineUnreachable
from outreach.gate import ClearedMessage, Held, Outcome, clear
from outreach.lint.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.domain.brief import Brief
    from outreach.domain.draft import Draft
    from outreach.engines.base import Engine, Reply
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
    """How it ended: the outcome, every hold on the way, the tokens it took, who wrote, and what they say of the brief."""

    outcome: Outcome
    holds: tuple[Held, ...]
    ended: Ended
    usage: Usage
    engine: str
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _State:
    """The better draft so far with what held it, what all attempts took, and what the engine says of the brief.

    `until` is the end of the time allowed, on the monotonic clock.
    """

    limits: Limits
    until: float
    draft: Draft | None = None
    held: Held | None = None
    holds: list[Held] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    notes: tuple[str, ...] = ()


def ignore(_: Progress) -> None:
    """Take notice of nothing."""


async def write(  # noqa: PLR0913  # what is written, by whom, under which rules and bounds, told to whom, in which turn
    brief: Brief, engine: Engine, linter: Linter, limits: Limits, notice: Callable[[Progress], None] = ignore, *, turn: int = 0
) -> Drafted:
    """Return a cleared message for the brief, or the best held one's findings. Raises EngineError when an engine fails.

    `turn` counts the attempts that were made for this brief before: engines without chance write another message for each.
    """
    state = _State(limits, time.monotonic() + limits.seconds)
    attempts = limits.repairs + 1
    for attempt in range(1, attempts + 1):
        notice(Progress(Stage.WRITING if attempt == 1 else Stage.REWRITING, attempt, attempts))
        reply = await _asked(brief, engine, state, turn + attempt)
        if reply is None:
            return _out_of_time(state, engine.name)
        notice(Progress(Stage.CHECKING, attempt, attempts))
        outcome = clear(reply.draft, brief, linter, also=reply.findings)
        if isinstance(outcome, ClearedMessage):
            return _drafted(state, outcome, Ended.CLEARED, engine.name)
        notice(Progress(Stage.HELD, attempt, attempts, outcome.findings))
        repeated = state.held is not None and _codes(outcome) == _codes(state.held)
        _keep_better(state, reply.draft, outcome)
        ended = _ended(repeated, attempt, state)
        if ended is not None:
            break
    return _drafted(state, state.held or outcome, ended or Ended.REPAIRS, engine.name)


async def _asked(brief: Brief, engine: Engine, state: _State, attempt: int) -> Reply | None:
    """Return the next reply, or None when there is none in time; one that comes late, from an engine that blocks, is none."""
    left = state.limits.tokens - state.usage.total
    assignment = Assignment(brief, attempt, state.draft, state.held.findings if state.held else (), left)
    try:
        async with asyncio.timeout(state.until - time.monotonic()):
            reply = await engine.write(assignment)
    except TimeoutError:
        return None
    except EngineError as error:
        charge(error, state.usage)
        raise
    state.usage += reply.usage
    state.notes = reply.notes
    return reply if time.monotonic() < state.until else None


def _drafted(state: _State, outcome: Outcome, ended: Ended, engine: str) -> Drafted:
    return Drafted(outcome, tuple(state.holds), ended, state.usage, engine, state.notes)


def _out_of_time(state: _State, engine: str) -> Drafted:
    """Return what was held so far; raise EngineUnreachable when there was no draft at all."""
    if state.held is None:
        error = EngineUnreachable(
            f"The engine {engine} gave no draft within {state.limits.seconds:.0f} seconds.",
            remedy="Try again, or raise drafting.seconds in outreach.yaml.",
        )
        charge(error, state.usage)
        raise error
    return _drafted(state, state.held, Ended.TIME, engine)


def _keep_better(state: _State, draft: Draft, held: Held) -> None:
    """Take the new draft in place of the one before it unless it was found worse."""
    state.holds.append(held)
    if state.held is None or _weight(held) <= _weight(state.held):
        state.draft, state.held = draft, held


def _ended(repeated: bool, attempt: int, state: _State) -> Ended | None:
    """Return why no further repair is tried, or None."""
    if attempt > state.limits.repairs:
        return Ended.REPAIRS
    if repeated:
        return Ended.REPEATED
    if state.usage.total >= state.limits.tokens:
        return Ended.TOKENS
    return Ended.TIME if time.monotonic() >= state.until else None


def _weight(held: Held) -> int:
    return sum(_WEIGHTS[finding.severity] for finding in held.findings)


def _codes(held: Held) -> list[str]:
    return sorted(finding.code for finding in held.findings)
