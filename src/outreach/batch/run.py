"""The run: each pending row drafted, at most so many at once, and written down before and after.

1. Nothing is asked of an engine for a row before the journal has it in flight, and nothing more once it has a result.
2. A message that reads like another of the run is drafted anew, a few times, and then held as an echo.
3. To stop is to start no further row: what is in flight is finished and kept.
4. An engine that fails the same way many times in a row stops the run: the rows after it stay as they are.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from outreach import drafting
from outreach.batch.fresh import Fresh
from outreach.batch.recorder import Recorder
from outreach.batch.row import Result, State, Verdict, Why, held_by
from outreach.batch.sameness import Echo, likeness
from outreach.batch.sameness import Run as Sameness
from outreach.domain.charging import charged
from outreach.domain.draft import Usage
from outreach.domain.salutation import sign_off
from outreach.errors import EngineError
from outreach.gate import ClearedMessage, Held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from outreach.batch.budget import Budget
    from outreach.batch.journal import Journal
    from outreach.batch.limiter import Limiter
    from outreach.domain.brief import Brief
    from outreach.drafting import Drafted, Limits
    from outreach.engines.base import Engine
    from outreach.gate import Outcome
    from outreach.lint.linter import Linter
    from outreach.prompting.library import Prompts

SAME_FAILURES = 10
"""After so many failures with the same sentence and nothing between them, the run stops."""


@dataclass(frozen=True, slots=True)
class Task:
    """One row to draft: its key, its brief, and the most tokens that it can take."""

    key: str
    brief: Brief
    most: Usage


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run writes with. `library` holds the prompts of an engine that has any, `prompts` their digests by name.

    `echoes` is how often a message that reads like another is drafted anew.
    """

    engine: Engine
    linter: Linter
    limits: Limits
    limiter: Limiter
    budget: Budget
    library: Prompts | None = None
    prompts: Mapping[str, str] = field(default_factory=dict)
    echoes: int = 4


@dataclass(slots=True)
class Progress:
    """How far a run is: rows by how they ended, and the seconds since it began."""

    ended: Counter[State] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)
    stopped: str = ""

    @property
    def done(self) -> int:
        """Return how many rows have ended in this run."""
        return self.ended.total()

    @property
    def rate(self) -> float:
        """Return the rows that end in a second."""
        seconds = time.monotonic() - self.started
        return self.done / seconds if seconds else 0.0


class Runner:
    """One run over a journal; `stop()` may be called at any time."""

    def __init__(self, journal: Journal, tools: Tools, sameness: Sameness, watch: Callable[[Runner], None]) -> None:
        """`sameness` knows the messages that the run has cleared before; `watch` is called at the start and after each row."""
        self._recorder = Recorder(journal)
        self._tools = tools
        self._sameness = sameness
        self._watch = watch
        self._stopping = asyncio.Event()
        self._settled = asyncio.Event()
        self._failures: Counter[str] = Counter()
        self.progress = Progress()
        self.fresh = Fresh(tools.linter)

    @property
    def budget(self) -> Budget:
        """Return what the run may spend, and has spent."""
        return self._tools.budget

    def stop(self, reason: str) -> None:
        """Start no further row."""
        self.progress.stopped = self.progress.stopped or reason
        self._stopping.set()

    async def run(self, tasks: Iterator[Task], most_at_once: int) -> Progress:
        """Draft every task and return how it went; raise what keeps every row from it: a prompt, a journal that takes no more."""
        self._watch(self)
        queue: asyncio.Queue[Task | None] = asyncio.Queue(maxsize=most_at_once)
        broke: Exception | None = None
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(most_at_once):
                    group.create_task(self._work(queue))
                await self._hand_out(tasks, queue, most_at_once)
        except* Exception as errors:  # noqa: BLE001  # raised again below
            broke = _first(errors)
        if broke is not None:
            raise broke from None
        return self.progress

    async def _hand_out(self, tasks: Iterator[Task], queue: asyncio.Queue[Task | None], workers: int) -> None:
        for task in tasks:
            if self._stopping.is_set():
                break
            await queue.put(task)
        for _ in range(workers):
            await queue.put(None)

    async def _work(self, queue: asyncio.Queue[Task | None]) -> None:
        while (task := await queue.get()) is not None:
            if self._stopping.is_set():
                continue
            if not await self._afforded(task):
                continue
            async with self._tools.limiter.slot():
                if self._stopping.is_set():
                    self._settle(task, Usage(counted=True))
                    continue
                await self._row(task)

    async def _afforded(self, task: Task) -> bool:
        """Set aside the most that a row can take, waiting for rows in flight to give back theirs; stop where nothing is left."""
        budget = self._tools.budget
        while not budget.take(task.most):
            if not budget.set_aside.total:
                self.stop("the budget is used up")
                return False
            self._settled.clear()
            await self._settled.wait()
        return True

    def _settle(self, task: Task, took: Usage) -> None:
        self._tools.budget.settle(task.most, took)
        self._settled.set()

    async def _row(self, task: Task) -> None:
        await self._recorder.begin(task.key)
        result = await self._draft(task)
        self._settle(task, result.usage)
        if result.message is not None:
            self.fresh.add(task.key, result.message)
        await self._recorder.finish(task.key, result)
        self.progress.ended[result.state] += 1
        self._watch(self)

    async def _draft(self, task: Task) -> Result:
        """Return what came of a row: a message like no other of the run, or why there is none."""
        came = Result(State.HELD, prompts=dict(self._tools.prompts))
        for turn in range(self._tools.echoes + 1):
            try:
                drafted = await self._written(task.brief, turn)
            except EngineError as error:
                self._failed(error)
                took = came.usage + charged(error)
                return replace(came, state=State.FAILED, verdict=Verdict(Why.ENGINE, error.message, error.remedy), usage=took)
            self._failures.clear()
            came = judged(_took(came, drafted), drafted.outcome, str(drafted.ended), task, self._sameness)
            if came.message is not None or isinstance(drafted.outcome, Held):
                return came
        return came

    async def _written(self, brief: Brief, turn: int) -> Drafted:
        """Return what the loop of drafting gives; each turn begins after the attempts that the one before it may have made."""
        tools = self._tools
        return await drafting.write(brief, tools.engine, tools.linter, tools.limits, turn=turn * (tools.limits.repairs + 1))

    def _failed(self, error: EngineError) -> None:
        """Stop the run when the engine fails the same way again and again."""
        same = self._failures[error.message] + 1
        self._failures.clear()
        self._failures[error.message] = same
        if same >= SAME_FAILURES:
            self.stop(f"the engine failed {same} times in the same way: {error.message}")


def _first(errors: ExceptionGroup[Exception]) -> Exception:
    """Return one error of a group: a prompt that cannot be used and a full disk are every row's alike."""
    first = errors.exceptions[0]
    return _first(first) if isinstance(first, ExceptionGroup) else first


def judged(came: Result, outcome: Outcome, ended: str, task: Task, sameness: Sameness) -> Result:
    """Return a result with what the gate said of a draft: held by it, held as an echo of another message, or cleared.

    `ended` says why no other draft was written; a cleared message joins those that the next ones are compared with.
    """
    if isinstance(outcome, Held):
        return replace(came, state=State.HELD, verdict=held_by(outcome, ended))
    alike = likeness(outcome.body, fixed(task.brief))
    echo = sameness.nearest(alike)
    came = replace(came, shared=echo.shared)
    if echo.too_near:
        return replace(came, state=State.HELD, verdict=_echo(echo))
    sameness.add(task.key, alike)
    return replace(came, state=State.CLEARED, verdict=None, message=outcome, brief=task.brief)


def fixed(brief: Brief) -> tuple[str, ...]:
    """Return the texts that stand in every message of this sender with this offer and this ask."""
    own = (brief.offer.title, brief.offer.detail or "", brief.ask.text if brief.ask else "")
    return (*own, sign_off(brief.sender, brief.channel))


def _took(came: Result, drafted: Drafted) -> Result:
    """Add what one more drafting took to a result, and who wrote under which rules."""
    attempts = came.attempts + len(drafted.holds) + isinstance(drafted.outcome, ClearedMessage)
    rulebook = drafted.outcome.rulebook
    return replace(came, engine=drafted.engine, rulebook=rulebook, attempts=attempts, usage=came.usage + drafted.usage)


def _echo(echo: Echo) -> Verdict:
    what = "opens like" if echo.opener else f"shares {echo.shared:.0%} of its word runs with"
    says = f"Every message that was written for this row {what} that of another row."
    return Verdict(Why.ECHO, says, "Note something about this person that is true of nobody else, or choose another offer.")
