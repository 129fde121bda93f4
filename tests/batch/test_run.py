"""The run itself, with real drafting, the real gate and a real journal."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from outreach.batch.budget import Budget
from outreach.batch.journal import Journal
from outreach.batch.limiter import Limiter
from outreach.batch.row import State, Why
from outreach.batch.run import Progress, Runner, Task, Tools
from outreach.batch.sameness import Run as Sameness
from outreach.domain.draft import Usage
from outreach.drafting import Limits
from outreach.engines.base import Assignment, Reply
from outreach.engines.offline.engine import Offline
from outreach.errors import BadPrompt, EngineUnreachable
from outreach.lint.linter import Linter
from outreach.lint.rulebook import load
from tests.values import BAD_BODY, CANARY, CONTACT, NEED, brief, draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outreach.domain.brief import Brief
    from outreach.engines.base import Engine

LINTER = Linter(load(None))
MOST = Usage(prompt_tokens=800, completion_tokens=200)
TOOK = Usage(prompt_tokens=400, completion_tokens=100, counted=True)
NEEDS = (
    "Looks for a proofreader for the Welsh captions of the spring catalogue",
    "Wants somebody to check the Welsh on new signs for a farm walk",
    "Is preparing a bilingual guide to slate quarries",
    "Struggles with mutations in the labels of an exhibition",
    "Needs a second reader for a Welsh recipe book",
    "Is translating the leaflets of a chapel museum",
    "Hopes to print a Welsh edition of a children's atlas",
    "Wants the menus of a coast café to read well in Welsh",
    "Is short of Welsh readers for a magazine on sheepdogs",
    "Looks for help with subtitles in Welsh for a film on lighthouses",
    "Has to correct the Welsh on forty bus shelters by summer",
    "Plans a Welsh programme for the brass band festival",
)


def briefs(count: int) -> list[Brief]:
    """Return briefs to as many people, each with a need of their own as far as there are any."""
    found = []
    for number in range(count):
        need = NEED.model_copy(update={"text": NEEDS[number % len(NEEDS)]})
        contact = CONTACT.model_copy(update={"id": f"p{number}", "name": f"Nia{number} Pryce", "facts": (need,)})
        found.append(brief(contact=contact, facts=(need,)))
    return found


class Telling:
    """An engine that calls a function for each assignment and counts how many run at once."""

    name = "telling"

    def __init__(self, answer: Callable[[Assignment], Reply]) -> None:
        self.answer = answer
        self.calls: list[str] = []
        self.running = self.most = 0

    async def write(self, assignment: Assignment) -> Reply:
        """Answer after a moment."""
        self.calls.append(assignment.brief.contact.id)
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(0.001)
        self.running -= 1
        return self.answer(assignment)

    async def aclose(self) -> None:
        """Nothing to close."""


def run(
    folder: Path, engine: Engine, count: int, *, budget: Budget | None = None, notice: Callable[[Runner], None] = lambda _: None
) -> tuple[Progress, Runner]:
    """Run over rows 0 to `count`, those that have no result yet."""

    async def go() -> tuple[Progress, Runner]:
        with Journal.open(folder) as journal:
            if not journal.counts():
                journal.plan((f"k{number}", number + 2, None) for number in range(count))
            journal.recover()
            tools = Tools(engine, LINTER, Limits(), Limiter(4), budget or Budget(), echoes=11)
            runner = Runner(journal, tools, Sameness(), notice)
            states = journal.states([f"k{number}" for number in range(count)])
            tasks = (Task(f"k{n}", each, MOST) for n, each in enumerate(briefs(count)) if states[f"k{n}"] is State.PLANNED)
            return await runner.run(tasks, 4), runner

    return asyncio.run(go())


def bad(_: Assignment) -> Reply:
    return Reply(draft(BAD_BODY), TOOK)


def failing(_: Assignment) -> Reply:
    raise EngineUnreachable("The server does not answer.", remedy="Try again.")


def test_every_row_ends_once(tmp_path: Path) -> None:
    """The offline engine writes to each person, and no two messages read like each other."""
    progress, _ = run(tmp_path, Offline(), len(NEEDS))
    assert progress.done == len(NEEDS)
    with Journal.open(tmp_path) as journal:
        rows = list(journal.results())
    assert {row.result.state for row in rows} <= {State.CLEARED, State.HELD}
    openers = [row.draft.body.get_secret_value().split("\n\n")[1] for row in rows if row.draft]
    assert len(set(openers)) == len(openers)
    assert len(openers) >= 10, [row.result.verdict for row in rows]
    assert all(row.result.shared < 0.2 for row in rows if row.draft)
    assert all(row.result.verdict and row.result.verdict.why is Why.ECHO for row in rows if not row.draft)


def test_no_more_are_in_flight_than_allowed_and_held_words_are_not_kept(tmp_path: Path) -> None:
    """A held row has rules and remedies, and no word of the engine is in the folder."""
    engine = Telling(bad)
    run(tmp_path, engine, 12)
    assert engine.most == 4
    with Journal.open(tmp_path) as journal:
        assert journal.counts() == {(State.HELD, Why.GATE): 12}
        assert journal.spent()[0].total >= 12 * TOOK.total
    assert all(CANARY.encode() not in path.read_bytes() for path in tmp_path.iterdir())


def test_the_budget_stops_the_run_and_what_is_done_stays(tmp_path: Path) -> None:
    """No row starts that could lead past it."""
    engine = Telling(bad)
    progress, _ = run(tmp_path, engine, 30, budget=Budget(tokens=6_000))
    assert progress.stopped == "the budget is used up"
    with Journal.open(tmp_path) as journal:
        counts = journal.counts()
        assert counts[State.PLANNED, None] + counts[State.HELD, Why.GATE] == 30


def test_a_stop_finishes_what_is_in_flight_and_a_second_run_does_the_rest(tmp_path: Path) -> None:
    """No row is asked for twice."""
    engine = Telling(bad)
    run(tmp_path, engine, 20, notice=lambda runner: runner.stop("you stopped it") if runner.progress.done else None)
    with Journal.open(tmp_path) as journal:
        counts = journal.counts()
    assert 0 < counts[State.HELD, Why.GATE] < 20
    assert (State.IN_FLIGHT, None) not in counts
    before = set(engine.calls)
    engine.calls.clear()
    run(tmp_path, engine, 20)
    assert before.isdisjoint(engine.calls)
    assert len(before | set(engine.calls)) == 20


def test_an_engine_that_fails_the_same_way_again_and_again_stops_the_run(tmp_path: Path) -> None:
    """The rows after it stay as they are."""
    progress, _ = run(tmp_path, Telling(failing), 40)
    assert "The server does not answer" in progress.stopped
    with Journal.open(tmp_path) as journal:
        counts = journal.counts()
    assert counts[State.FAILED, Why.ENGINE] < 20
    assert counts[State.PLANNED, None] > 20


def test_what_stops_every_row_is_told_as_the_one_error_that_it_is(tmp_path: Path) -> None:
    """A prompt broken between plan and run, or a full disk: a sentence, and no group of errors with frames of the run."""

    def broken(_: Assignment) -> Reply:
        raise BadPrompt("prompts/draft.md:3: is not valid.")

    with pytest.raises(BadPrompt, match="is not valid"):
        run(tmp_path, Telling(broken), 12)
    with Journal.open(tmp_path) as journal:
        assert {state for state, _ in journal.counts()} <= {State.PLANNED, State.IN_FLIGHT}
