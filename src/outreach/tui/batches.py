"""The runs of a workspace, for the screens Batch and Review: what the command line does with them, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from outreach import wiring, wiring_runs
from outreach.tui.batch_run import BatchRun

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from outreach.actions.batch import Going, Planned
    from outreach.actions.batch_report import Ran
    from outreach.actions.batch_review import Reviewing
    from outreach.actions.batch_runs import Standing
    from outreach.actions.memory import Memory
    from outreach.tui.batch_run import Far
    from outreach.workspace import Workspace


class Batches:
    """What can be done with runs. Every method may take its time, and raises `OutreachError` as the actions do."""

    def __init__(self, place: Workspace, memory: Callable[[], Memory], engine: str | None) -> None:
        """`engine` names what writes; None: what the settings choose."""
        self._place = place
        self._open = memory
        self._engine = engine

    def runs(self) -> tuple[Path, ...]:
        """Return the folders of the runs, the one planned last first."""
        from outreach.actions.batch_runs import runs  # noqa: PLC0415  # when it is needed

        return runs(self._place)

    def standing(self, folder: Path) -> Standing:
        """Return how a run stands."""
        from outreach.actions.batch_runs import standing  # noqa: PLC0415  # when it is needed

        return standing(folder)

    def plan(self, table: str, ask: str) -> Planned:
        """Plan a run over a table, asking this of everybody whose row has no ask (empty: nothing). Nothing is spent."""
        from outreach.actions.batch import asked, plan, prepare  # noqa: PLC0415  # when it is needed
        from outreach.actions.batch_runs import new  # noqa: PLC0415
        from outreach.domain.size import Size  # noqa: PLC0415

        memory, path = self._memory(), Path(table).expanduser()
        writer = wiring_runs.writer(self._place, memory.settings, self._engine)
        wanted = asked(writer, ask=ask.strip() or None, size=Size.SMALL, offer_id=None, channel=None)
        found, job = prepare(memory, path, (), wanted)
        return plan(memory, found, job, new(self._place, path), writer.library)

    def run(self, folder: Path, far: Callable[[Far], None]) -> BatchRun:
        """Return a run to be begun or gone on with; `far` is told how far it is, from the thread that runs it."""

        async def work(watch: Callable[[Going], None]) -> Ran:
            from outreach.actions.batch import run  # noqa: PLC0415  # when it is needed

            memory = self._memory()
            tools = wiring_runs.batch(self._place, memory.settings, self._engine)
            try:
                return await run(memory, folder, tools, watch)
            finally:
                await tools.engine.aclose()

        return BatchRun(work, far)

    def review(self, folder: Path) -> AbstractContextManager[Reviewing]:
        """Return the review of a run, which holds the run from its entry to its exit."""
        from outreach.actions.batch_review import reviewing  # noqa: PLC0415  # when it is needed

        return reviewing(self._memory(), folder, wiring.linter(self._place, drafting=True), wiring.prompts(self._place))

    def _memory(self) -> Memory:
        """Return the memory with all settings in force, those of the engine too."""
        memory, given = self._open(), wiring.settings(self._place)
        return replace(memory, settings=memory.settings.model_copy(update={"engine": given.engine, "api_key": given.api_key}))
