"""A run over a table in a thread of its own: the screen sees how far it is, and can have it stop after what is in flight."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from outreach.actions.batch import Going
    from outreach.actions.batch_report import Ran

    Work = Callable[[Callable[[Going], None]], Coroutine[object, object, Ran]]

STOPPED = "you stopped it"
_BETWEEN = 0.2
"""Seconds between two looks at how far a run is."""


class Far(NamedTuple):
    """How far a run is: rows by how they ended, rows in a second, tokens, and money where a price is known."""

    ended: Mapping[str, int]
    rate: float
    tokens: int
    money: float | None

    @property
    def done(self) -> int:
        """Return how many rows have ended."""
        return sum(self.ended.values())


class BatchRun:
    """One run at work. `work` makes its coroutine from what is to be called after each row; `far` is told of it now and then."""

    def __init__(self, work: Work, far: Callable[[Far], None]) -> None:
        self._work = work
        self._far = far
        self._lock = threading.Lock()
        self._going: tuple[asyncio.AbstractEventLoop, Going] | None = None
        self._stopping = False
        self._said = 0.0

    def result(self) -> Ran:
        """Run in this thread and return how the run stands then; raise what it raises."""
        return asyncio.run(self._work(self._seen))

    def stop(self) -> None:
        """Have it start no further row, from any thread; what is in flight is finished and kept."""
        with self._lock:
            self._stopping = True
            if self._going is not None:
                loop, going = self._going
                loop.call_soon_threadsafe(going.stop, STOPPED)

    def _seen(self, going: Going) -> None:
        with self._lock:
            self._going = asyncio.get_running_loop(), going
            if self._stopping:
                going.stop(STOPPED)
        if time.monotonic() - self._said >= _BETWEEN:
            self._said = time.monotonic()
            ended = {str(state): number for state, number in going.progress.ended.items()}
            self._far(Far(ended, going.progress.rate, going.budget.spent.total, going.budget.money))
