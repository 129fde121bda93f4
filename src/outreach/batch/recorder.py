"""Writing down many rows' steps in few transactions: what waits while one is written goes together into the next.

Whoever asks waits until the disk has it, and the event loop goes on meanwhile: the journal is written in a thread of its own.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.batch.journal import Journal
    from outreach.batch.row import Result


class Recorder:
    """The one writer of a journal while a run goes on; for one event loop."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._begun: list[str] = []
        self._done: dict[str, Result] = {}
        self._waiting: list[asyncio.Future[None]] = []
        self._writing: asyncio.Task[None] | None = None

    async def begin(self, key: str) -> None:
        """Return once it is on disk that the row is in flight."""
        self._begun.append(key)
        await self._written()

    async def finish(self, key: str, result: Result) -> None:
        """Return once the row's result is on disk."""
        self._done[key] = result
        await self._written()

    async def _written(self) -> None:
        ready = asyncio.get_running_loop().create_future()
        self._waiting.append(ready)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        # A row that is cancelled while it waits leaves the others' transaction alone.
        await asyncio.shield(ready)

    async def _write(self) -> None:
        try:
            while self._waiting:
                begun, done, waiting = self._begun, self._done, self._waiting
                self._begun, self._done, self._waiting = [], {}, []
                try:
                    await asyncio.to_thread(self._keep, begun, done)
                except Exception as error:  # noqa: BLE001  # a full disk is each waiting row's to hear of
                    for each in waiting:
                        if not each.done():
                            each.set_exception(error)
                else:
                    for each in waiting:
                        if not each.done():
                            each.set_result(None)
        finally:
            self._writing = None

    def _keep(self, begun: list[str], done: dict[str, Result]) -> None:
        if begun:
            self._journal.begin(begun)
        if done:
            self._journal.finish(done)
