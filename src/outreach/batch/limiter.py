"""How many requests are in flight at once: what the server says and does decides.

1. Never more than `most` at once.
2. A 429 halves the number (once for all the requests that were in flight then) and holds new ones back for as long as
   `retry-after` asks. Every answer lets it grow again by one for each round of answers: additive increase, multiplicative
   decrease (Chiu and Jain, 1989).
3. When `x-ratelimit-remaining-requests` or `-tokens` reaches zero, nothing new starts before the reset that stands beside it.
"""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

LONGEST_PAUSE = 120.0
"""The longest that one answer can hold new requests back, in seconds, whatever it asks for."""
_SPAN = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class Limiter:
    """A gate that requests pass through; it widens and narrows with the answers that it is told of. For one event loop."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`most` is how many requests may ever be in flight; `clock` gives seconds."""
        self._most = float(most)
        self._clock = clock
        self._width = float(most)
        self._running = 0
        self._resumes = 0.0
        self._narrowed = 0.0
        self._changed = asyncio.Condition()

    @property
    def width(self) -> int:
        """Return how many requests may be in flight now."""
        return max(1, int(self._width))

    @property
    def resumes_in(self) -> float:
        """Return the seconds for which nothing new starts, 0 when nothing holds it back."""
        return max(0.0, self._resumes - self._clock())

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a free place, and hold it while the block runs."""
        await self._enter()
        try:
            yield
        finally:
            self._running -= 1
            async with self._changed:
                self._changed.notify_all()

    def heard(self, status: int, headers: Mapping[str, str], started: float) -> None:
        """Take in an answer: its status, its headers, and the clock's time at which its request was sent."""
        now = self._clock()
        if status == 429:
            self._resumes = max(self._resumes, now + _asked(headers))
            if started >= self._narrowed:
                self._width, self._narrowed = max(1.0, self._width / 2), now
            return
        self._resumes = max(self._resumes, now + _until_reset(headers))
        self._width = min(self._most, self._width + 1 / self._width)

    async def _enter(self) -> None:
        while True:
            if self.resumes_in:
                await asyncio.sleep(self.resumes_in)
                continue
            if self._running < self.width:
                self._running += 1
                return
            async with self._changed:
                await self._changed.wait()


def _asked(headers: Mapping[str, str]) -> float:
    """Return the seconds that `retry-after-ms` or `retry-after` asks for, 0 where neither does."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return min(max(float(headers[name]) * unit, 0.0), LONGEST_PAUSE)
        except (KeyError, ValueError):
            continue
    return 0.0


def _until_reset(headers: Mapping[str, str]) -> float:
    """Return the seconds until a limit that is used up is reset, 0 where none is."""
    pauses = [
        span(headers.get(f"x-ratelimit-reset-{what}", ""))
        for what in ("requests", "tokens")
        if headers.get(f"x-ratelimit-remaining-{what}", "").strip() == "0"
    ]
    return max(pauses, default=0.0)


def span(text: str) -> float:
    """Return the seconds of a span as the API writes it ("1s", "6m0s", "20ms"), 0 for anything else."""
    pieces = _SPAN.findall(text)
    return min(sum(float(number) * _SECONDS[unit] for number, unit in pieces), LONGEST_PAUSE)
