"""The run of a trial: every version writes for every sample, through the same loop, gate and repair as any message.

1. Versions take turns at each sample, so that a run that is stopped has written the same for all of them.
2. To stop is to start no further message: what is in flight is finished and counted.
3. An engine that fails is no news of a prompt: its cases are told apart, and many alike in a row stop the run.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach import drafting
from outreach.batch.run import SAME_FAILURES, fixed
from outreach.batch.sameness import Likeness, Run, likeness
from outreach.domain.charging import charged
from outreach.errors import EngineError, OutreachError
from outreach.gate import Held
from outreach.trials.case import Case, Ended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from outreach.batch.limiter import Limiter
    from outreach.domain.brief import Brief
    from outreach.domain.prices import Price
    from outreach.drafting import Drafted, Limits
    from outreach.engines.base import Engine
    from outreach.trials.sample_set import SampleSet
    from outreach.trials.version import Version


@dataclass(frozen=True, slots=True)
class Tools:
    """What a trial writes with: the versions, the bounds of one message, and the limiter that a server's answers steer.

    `engine` names what writes, `price` what it costs; `recorded` tells that it gives replies that were written before. `engines`
    are those that hold connections.
    """

    versions: Sequence[Version]
    limits: Limits
    limiter: Limiter
    engine: str
    recorded: bool
    price: Price | None = None
    engines: Sequence[Engine] = ()

    async def aclose(self) -> None:
        """Give back every connection."""
        for engine in self.engines:
            await engine.aclose()


@dataclass(frozen=True, slots=True)
class _Task:
    version: Version
    sample: str
    brief: Brief
    turn: int


@dataclass(slots=True)
class Trial:
    """One trial over a set of samples. `stop()` may be called at any time; `stopped` says why it was."""

    tools: Tools
    samples: SampleSet
    repeat: int
    watch: Callable[[Trial], None]
    stopped: str = ""
    cases: dict[str, list[Case]] = field(default_factory=lambda: defaultdict(list))
    error: OutreachError | None = None
    _alike: dict[tuple[str, int], dict[str, Likeness]] = field(default_factory=lambda: defaultdict(dict))
    _same: int = 0

    @property
    def size(self) -> int:
        """Return how many messages the whole trial is."""
        return len(self.tools.versions) * len(self.samples.briefs) * self.repeat

    @property
    def done(self) -> int:
        """Return how many messages have ended."""
        return sum(map(len, self.cases.values()))

    def stop(self, reason: str) -> None:
        """Start no further message."""
        self.stopped = self.stopped or reason

    async def run(self) -> dict[str, tuple[Case, ...]]:
        """Return the cases of each version, by its name, in the order of the samples.

        Raises what keeps every message from being written: a prompt that cannot be used, and an engine that never wrote one.
        """
        self.watch(self)
        tasks = self._tasks()
        async with asyncio.TaskGroup() as group:
            for _ in range(self.tools.limiter.width):
                group.create_task(self._work(tasks))
        if self.error is not None and not (isinstance(self.error, EngineError) and self._any_written()):
            raise self.error
        return {version.name: self._measured(version.name) for version in self.tools.versions}

    def _tasks(self) -> Iterator[_Task]:
        for turn in range(1, self.repeat + 1):
            for sample, brief in self.samples.briefs.items():
                for version in self.tools.versions:
                    yield _Task(version, sample, brief, turn)

    async def _work(self, tasks: Iterator[_Task]) -> None:
        for task in tasks:
            if self.stopped:
                return
            async with self.tools.limiter.slot():
                if self.stopped:
                    return
                try:
                    case = await self._write(task)
                except OutreachError as error:
                    self.error = error
                    self.stop("a prompt cannot be used")
                    return
            self.cases[task.version.name].append(case)
            self.watch(self)

    async def _write(self, task: _Task) -> Case:
        engine = task.version.engine(task.sample)
        try:
            drafted = await drafting.write(task.brief, engine, task.version.linter, self.tools.limits)
        except EngineError as error:
            self._failed(error)
            return Case(sample=task.sample, turn=task.turn, ended=Ended.FAILED, usage=charged(error))
        self._same = 0
        return self._case(task, drafted)

    def _case(self, task: _Task, drafted: Drafted) -> Case:
        """Return what is measured of a message; its words go no further than this."""
        outcome, of = drafted.outcome, {"sample": task.sample, "turn": task.turn, "usage": drafted.usage}
        if isinstance(outcome, Held):
            rules = tuple(sorted({f"{finding.code} {finding.name}" for finding in outcome.findings}))
            return Case.model_validate(of | {"ended": Ended.HELD, "rules": rules})
        own = likeness(outcome.body).shingles
        echo = len(own & task.version.instructions(task.brief)) / len(own) if own else 0.0
        self._alike[task.version.name, task.turn][task.sample] = likeness(outcome.body, fixed(task.brief))
        ended = Ended.REPAIRED if drafted.holds else Ended.FIRST
        return Case.model_validate(of | {"ended": ended, "words": len(outcome.body.split()), "echo": echo})

    def _measured(self, name: str) -> tuple[Case, ...]:
        """Return a version's cases with how much each message reads like another of its turn."""
        order = list(self.samples.briefs)
        found = sorted(self.cases[name], key=lambda case: (case.turn, order.index(case.sample)))
        return tuple(self._beside(name, case) if case.cleared else case for case in found)

    def _beside(self, name: str, case: Case) -> Case:
        messages, others = self._alike[name, case.turn], Run()
        for sample, alike in messages.items():
            if sample != case.sample:
                others.add(sample, alike)
        echo = others.nearest(messages[case.sample])
        return case.model_copy(update={"shared": echo.shared, "alike": echo.too_near})

    def _failed(self, error: EngineError) -> None:
        self._same = self._same + 1 if self.error is not None and self.error.message == error.message else 1
        self.error = error
        if self._same >= SAME_FAILURES:
            self.stop(f"the engine failed {self._same} times in the same way: {error.message}")

    def _any_written(self) -> bool:
        return any(case.ended is not Ended.FAILED for cases in self.cases.values() for case in cases)
