"""Live lint: what is typed is judged a moment after the last key, in a thread, and the answer to older words is dropped."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from outreach.lint.finding import Finding
    from outreach.tui.screens.base import Framed

PAUSE = 0.12
"""Seconds without a key before the words are judged."""


class LiveLint:
    """One field under judgement; `show` gets what was found, on the screen's own thread."""

    def __init__(self, screen: Framed, show: Callable[[tuple[Finding, ...]], None]) -> None:
        self._screen = screen
        self._show = show
        self._timer: Timer | None = None

    def changed(self, judge: Callable[[], tuple[Finding, ...]]) -> None:
        """Judge in a moment, if no other key comes before; `judge` runs in a thread."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(PAUSE, lambda: self._start(judge))

    def stop(self) -> None:
        """Forget what was to be judged."""
        if self._timer is not None:
            self._timer.stop()
        self._screen.workers.cancel_group(self._screen, "lint")

    def _start(self, judge: Callable[[], tuple[Finding, ...]]) -> None:
        self._screen.work(partial(self._judge, judge), "lint")

    async def _judge(self, judge: Callable[[], tuple[Finding, ...]]) -> None:
        self._show(await asyncio.to_thread(judge))
