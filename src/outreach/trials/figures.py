"""The figures of one version in one trial."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import mean, median
from typing import TYPE_CHECKING, NamedTuple

from outreach.domain.draft import Usage
from outreach.trials.case import Ended
from outreach.trials.statistics import Share, share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from outreach.domain.prices import Price
    from outreach.trials.case import Case


class Spread(NamedTuple):
    """The middle of some lengths, the shortest and the longest; all 0 where there are none."""

    middle: float = 0.0
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of one version: shares of the messages that were written, and of the cleared ones what was measured.

    `rules` counts the messages that each rule held in the end. `tokens` are those of one message, None where they were not
    counted; `cost` is what was spent for each cleared message, None without a price. `shared` and `echo` are means.
    """

    first: Share
    repaired: Share
    held: Share
    cleared: Share
    failed: int
    rules: Counter[str]
    words: Spread
    usage: Usage
    tokens: float | None
    cost: float | None
    shared: float
    alike: Share
    echo: float


def figures(cases: Sequence[Case], price: Price | None = None) -> Figures:
    """Return the figures of a version's cases; what failed counts in no share."""
    written = [case for case in cases if case.ended is not Ended.FAILED]
    cleared = [case for case in written if case.cleared]
    usage = sum((case.usage for case in cases), Usage())
    counted = usage.counted and bool(written)
    return Figures(
        first=_share(written, lambda case: case.ended is Ended.FIRST),
        repaired=_share(written, lambda case: case.ended is Ended.REPAIRED),
        held=_share(written, lambda case: case.ended is Ended.HELD),
        cleared=_share(written, lambda case: case.cleared),
        failed=len(cases) - len(written),
        rules=Counter(rule for case in written for rule in case.rules),
        words=_spread(case.words for case in cleared),
        usage=usage,
        tokens=usage.total / len(written) if counted else None,
        cost=price.of(usage) / len(cleared) if price is not None and counted and cleared else None,
        shared=mean(case.shared for case in cleared) if cleared else 0.0,
        alike=_share(cleared, lambda case: case.alike),
        echo=mean(case.echo for case in cleared) if cleared else 0.0,
    )


def _share(cases: Iterable[Case], is_so: Callable[[Case], bool]) -> Share:
    by_sample: defaultdict[str, list[bool]] = defaultdict(list)
    for case in cases:
        by_sample[case.sample].append(is_so(case))
    return share(by_sample)


def _spread(lengths: Iterable[int]) -> Spread:
    found = sorted(lengths)
    return Spread(median(found), found[0], found[-1]) if found else Spread()
