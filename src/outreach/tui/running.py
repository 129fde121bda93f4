"""A draft written in a thread with an event loop of its own: the screen never waits for an engine, and stops it at once."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from outreach.tui.session import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from outreach.actions.draft import Written


class DraftRun:
    """One draft on its way; `work` makes the coroutine that writes it, in the thread that waits for the result."""

    def __init__(self, work: Callable[[], Coroutine[object, object, Written]]) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[Written] | None = None
        self._stopped = False

    def result(self) -> Written:
        """Write the draft in this thread and return what came of it; raise Stopped when `stop` was called meanwhile."""
        try:
            return asyncio.run(self._cancellable())
        except asyncio.CancelledError:
            raise Stopped from None

    def stop(self) -> None:
        """Stop the writing, from any thread; whatever the engine was doing is dropped."""
        with self._lock:
            self._stopped = True
            if self._loop is not None and self._task is not None:
                self._loop.call_soon_threadsafe(self._task.cancel)

    async def _cancellable(self) -> Written:
        with self._lock:
            if self._stopped:
                raise asyncio.CancelledError
            self._loop = asyncio.get_running_loop()
            self._task = asyncio.create_task(self._work())
        try:
            return await self._task
        finally:
            with self._lock:
                self._loop = None
