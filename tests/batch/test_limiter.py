"""How many requests are in flight at once."""

from __future__ import annotations

import asyncio

import pytest

from outreach.batch.limiter import LONGEST_PAUSE, Limiter, span


class Clock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return where it stands."""
        return self.now


def test_no_more_than_allowed_are_in_flight() -> None:
    """Every place is used, and none twice."""
    running, most = 0, 0

    async def request(limiter: Limiter) -> None:
        nonlocal running, most
        async with limiter.slot():
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

    async def all_of_them() -> None:
        limiter = Limiter(4)
        await asyncio.gather(*(request(limiter) for _ in range(50)))

    asyncio.run(all_of_them())
    assert most == 4


def test_a_429_halves_once_for_all_that_were_in_flight_and_answers_let_it_grow() -> None:
    """Additive increase, multiplicative decrease."""
    clock = Clock()
    limiter = Limiter(16, clock)
    for _ in range(5):
        limiter.heard(429, {}, started=99.0)
    assert limiter.width == 8
    clock.now = 101.0
    limiter.heard(429, {}, started=100.5)
    assert limiter.width == 4
    for _ in range(10):
        limiter.heard(200, {}, started=101.0)
    assert 5 <= limiter.width <= 7
    for _ in range(1000):
        limiter.heard(200, {}, started=101.0)
    assert limiter.width == 16


def test_new_requests_wait_as_long_as_the_server_asks() -> None:
    """By retry-after on a 429, or by the reset of a limit that is used up; never longer than two minutes."""
    clock = Clock()
    limiter = Limiter(4, clock)
    limiter.heard(429, {"retry-after": "3"}, started=99.0)
    assert limiter.resumes_in == pytest.approx(3)
    limiter.heard(200, {"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "6m0s"}, started=99.0)
    assert limiter.resumes_in == pytest.approx(LONGEST_PAUSE)


@pytest.mark.parametrize(("text", "seconds"), [("1s", 1), ("20ms", 0.02), ("1m30.5s", 90.5), ("", 0), ("soon", 0), ("9h", 120)])
def test_spans(text: str, seconds: float) -> None:
    """As the API writes them."""
    assert span(text) == pytest.approx(seconds)
