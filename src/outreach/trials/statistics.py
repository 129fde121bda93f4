"""What a few briefs can show, and what they cannot.

A share has its Wilson score interval (Wilson, 1927), which holds for few messages and for shares near 0 and 1. Where a brief was
written to several times, its messages are no news of each other: the interval is that of the number of independent messages that
would vary as the briefs do (Korn and Graubard, 1998). Two versions are compared brief by brief with the exact sign test, which
for a yes or no is the exact test of McNemar (1947).
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONFIDENCE = 0.95
_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


class Share(NamedTuple):
    """So many of so many, and the interval in which the true share lies with 95 % confidence."""

    yes: int
    of: int
    low: float
    high: float

    @property
    def part(self) -> float:
        """Return the share itself, 0 of nothing."""
        return self.yes / self.of if self.of else 0.0


def share(outcomes: Mapping[str, Sequence[bool]]) -> Share:
    """Return the share of yes among the outcomes, which are given by brief."""
    rows = [row for row in outcomes.values() if row]
    yes, of = sum(map(sum, rows)), sum(map(len, rows))
    return Share(yes, of, *wilson(yes / of if of else 0.0, _independent(rows)))


def wilson(part: float, of: float) -> tuple[float, float]:
    """Return the Wilson score interval of a share seen among so many, (0, 1) among none."""
    if of <= 0:
        return 0.0, 1.0
    middle = part + _Z**2 / (2 * of)
    half = _Z * math.sqrt(part * (1 - part) / of + _Z**2 / (4 * of**2))
    scale = 1 + _Z**2 / of
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def sign_test(wins: int, losses: int) -> float:
    """Return how probable a split as uneven as this, or more, is where neither side is better: two-sided, exact."""
    of = wins + losses
    tail = sum(math.comb(of, k) for k in range(min(wins, losses) + 1))
    return float(min(1.0, 2 * tail / 2**of))


def _independent(rows: Sequence[Sequence[bool]]) -> float:
    """Return the number of independent messages that would vary as these do: between the briefs and the messages."""
    briefs, messages = len(rows), sum(map(len, rows))
    if briefs < 2 or briefs == messages:
        return float(messages if briefs == messages else briefs)
    part = sum(map(sum, rows)) / messages
    spread = sum((sum(row) - part * len(row)) ** 2 for row in rows) * briefs / (briefs - 1) / messages**2
    if not 0 < part < 1:
        return float(briefs)  # all ended alike, which tells nothing of how they would vary
    return min(float(messages), max(float(briefs), part * (1 - part) / spread)) if spread else float(messages)
