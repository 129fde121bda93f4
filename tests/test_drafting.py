"""The loop writes, clears, repairs, keeps the better draft, and gives up in time and budget."""

from __future__ import annotations

import asyncio
import time
import traceback

import pytest

from outreach.domain.draft import Draft, Usage
from outreach.drafting import Drafted, Ended, Limits, Progress, Stage, write
from outreach.engines.base import Assignment, Reply
from outreach.errors import EngineReplyInvalid, EngineUnreachable
from outreach.gate import ClearedMessage, Held
from outreach.lint.linter import Linter
from outreach.lint.rulebook import load
from tests.values import BAD_BODY, CANARY, GOOD_BODY, brief, draft


class Replay:
    """An engine that gives the drafts it was made with, one after the other, and keeps what it was asked."""

    name = "replay"

    def __init__(self, *drafts: Draft, tokens: int = 100, seconds: float = 0.0) -> None:
        self.drafts = list(drafts)
        self.tokens = tokens
        self.seconds = seconds
        self.assignments: list[Assignment] = []

    async def write(self, assignment: Assignment) -> Reply:
        """Give the next draft."""
        self.assignments.append(assignment)
        await asyncio.sleep(self.seconds)
        return Reply(self.drafts.pop(0), Usage(prompt_tokens=self.tokens, counted=True))

    async def aclose(self) -> None:
        """Have nothing to give back."""


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(load())


WORSE_BODY = f"{BAD_BODY}\n\nAct now, or lose your place for ever: only two places are left. You owe me this."
LONG = draft(GOOD_BODY + "\n\nThe numbers are 77 and 78.")


def run(engine: Replay, linter: Linter, limits: Limits | None = None, steps: list[Progress] | None = None) -> Drafted:
    seen = steps if steps is not None else []
    return asyncio.run(write(brief(), engine, linter, limits or Limits(), seen.append))


def test_a_good_first_draft_is_cleared_at_once(linter: Linter) -> None:
    """One request, no repair."""
    engine = Replay(draft())
    drafted = run(engine, linter)
    assert isinstance(drafted.outcome, ClearedMessage)
    assert (drafted.ended, drafted.holds, drafted.usage.total, drafted.engine) == (Ended.CLEARED, (), 100, "replay")
    assert engine.assignments == [Assignment(brief(), tokens=20_000)]


def test_a_held_draft_is_repaired_with_its_findings(linter: Linter) -> None:
    """The repair gets the draft and what was found in it; the tokens of both are counted."""
    engine = Replay(bad := draft(BAD_BODY), draft())
    steps: list[Progress] = []
    drafted = run(engine, linter, steps=steps)
    assert isinstance(drafted.outcome, ClearedMessage)
    assert drafted.usage.total == 200
    repair = engine.assignments[1]
    assert (repair.attempt, repair.previous, repair.findings) == (2, bad, drafted.holds[0].findings)
    assert [step.stage for step in steps] == [
        Stage.WRITING,
        Stage.CHECKING,
        Stage.HELD,
        Stage.REWRITING,
        Stage.CHECKING,
    ]
    assert CANARY not in repr(steps)


def test_a_repair_that_finds_more_is_dropped(linter: Linter) -> None:
    """The next repair starts from the better draft, and the better one's findings are reported."""
    engine = Replay(LONG, draft(WORSE_BODY), draft(WORSE_BODY))
    drafted = run(engine, linter)
    assert isinstance(drafted.outcome, Held)
    assert engine.assignments[2].previous == LONG
    assert drafted.outcome == drafted.holds[0]


def test_it_stops_when_the_same_findings_come_back(linter: Linter) -> None:
    """A model that does not learn is not paid again."""
    engine = Replay(draft(BAD_BODY), draft(BAD_BODY), draft())
    assert run(engine, linter).ended is Ended.REPEATED
    assert len(engine.assignments) == 2


def test_it_stops_after_so_many_repairs(linter: Linter) -> None:
    """The number of repairs is bounded."""
    engine = Replay(draft(WORSE_BODY), draft(BAD_BODY), LONG, draft())
    drafted = run(engine, linter, Limits(repairs=2))
    assert (drafted.ended, len(engine.assignments), len(drafted.holds)) == (Ended.REPAIRS, 3, 3)
    assert run(Replay(draft(BAD_BODY)), linter, Limits(repairs=0)).ended is Ended.REPAIRS


def test_it_stops_when_the_tokens_are_used_up(linter: Linter) -> None:
    """No repair is begun over budget."""
    engine = Replay(draft(BAD_BODY), draft(), tokens=1_000)
    assert run(engine, linter, Limits(tokens=1_000)).ended is Ended.TOKENS
    assert len(engine.assignments) == 1


def test_it_stops_when_the_time_is_used_up(linter: Linter) -> None:
    """An engine that hangs is left; with no draft at all that is an error, with a held one it is a hold."""
    with pytest.raises(EngineUnreachable, match="no draft within"):
        run(Replay(draft(), seconds=30), linter, Limits(seconds=0.05))


def test_the_engine_knows_what_is_left(linter: Linter) -> None:
    """A repair may take what the first draft left of the budget."""
    engine = Replay(draft(BAD_BODY), draft(), tokens=300)
    run(engine, linter, Limits(tokens=1_000))
    assert [each.tokens for each in engine.assignments] == [1_000, 700]


def test_a_failed_call_is_counted(linter: Linter) -> None:
    """An error tells all that was spent: on the drafts before it and on the failed call itself."""

    class Failing(Replay):
        async def write(self, assignment: Assignment) -> Reply:
            if assignment.attempt == 1:
                return await super().write(assignment)
            error = EngineReplyInvalid("No JSON.")
            error.tokens = 50
            raise error

    with pytest.raises(EngineReplyInvalid) as caught:
        run(Failing(draft(BAD_BODY)), linter)
    assert caught.value.tokens == 150


def test_a_draft_that_comes_late_is_none(linter: Linter) -> None:
    """An engine that blocks cannot be interrupted; its draft is not judged once the time is used up."""

    class Blocking(Replay):
        async def write(self, assignment: Assignment) -> Reply:
            time.sleep(0.1 if assignment.attempt == self.late else 0)  # noqa: ASYNC251  # that is the point
            return await super().write(assignment)

        late = 1

    with pytest.raises(EngineUnreachable, match="no draft within") as caught:
        run(Blocking(draft()), linter, Limits(seconds=0.05))
    assert caught.value.tokens == 100
    engine = Blocking(draft(BAD_BODY), draft())
    engine.late = 2
    drafted = run(engine, linter, Limits(seconds=0.1))
    assert (drafted.ended, drafted.usage.total) == (Ended.TIME, 200)
    assert isinstance(drafted.outcome, Held)


def test_the_assignment_does_not_grow(linter: Linter) -> None:
    """Each repair holds one draft and one list of findings, and nothing of them shows in a repr."""
    engine = Replay(draft(WORSE_BODY), draft(BAD_BODY), LONG)
    run(engine, linter)
    assert all(isinstance(each.previous, Draft) for each in engine.assignments[1:])
    assert CANARY not in repr(engine.assignments)


def test_a_crash_in_the_loop_shows_no_words(linter: Linter) -> None:
    """A traceback with every local variable of the loop has no word of a draft in it."""

    def crash(progress: Progress) -> None:
        if progress.stage is Stage.HELD:
            raise RuntimeError

    try:
        asyncio.run(write(brief(), Replay(draft(BAD_BODY)), linter, Limits(), crash))
    except RuntimeError as error:
        shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "outcome" in shown
    assert CANARY not in shown
