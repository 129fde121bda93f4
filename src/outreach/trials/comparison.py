"""Two versions over the same briefs, compared brief by brief, and what so many briefs can show."""

from __future__ import annotations

from collections import defaultdict
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

from outreach.trials.case import Ended
from outreach.trials.statistics import CONFIDENCE, sign_test

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outreach.trials.case import Case


class Measure(NamedTuple):
    """What is compared: its name, of which cases it is taken, and the words for more and for less of it."""

    name: str
    taken: Callable[[Case], bool]
    value: Callable[[Case], float]
    more: str
    less: str


MEASURES = (
    Measure("cleared at first try", lambda _: True, lambda case: case.ended is Ended.FIRST, "better", "worse"),
    Measure("cleared in the end", lambda _: True, lambda case: case.cleared, "better", "worse"),
    Measure("length", lambda case: case.cleared, lambda case: case.words, "longer", "shorter"),
    Measure("echo of the prompt", lambda case: case.cleared, lambda case: case.echo, "more", "less"),
)


class Compared(NamedTuple):
    """In how many briefs one version has more of a measure than the other, in how many less, and how probable that is by chance.

    `shown` tells that chance is too improbable, all the measures that are compared together considered (Bonferroni, 1936).
    """

    measure: Measure
    more: int
    less: int
    briefs: int
    probability: float
    shown: bool

    def __str__(self) -> str:
        """Say in a sentence what the briefs show."""
        if not self.briefs:
            return f"{self.measure.name}: no brief has it from both, so there is nothing to compare."
        word = self.measure.more if self.more >= self.less else self.measure.less
        most, least = max(self.more, self.less), min(self.more, self.less)
        if not most:
            same = f"every one of {self.briefs} briefs" if self.briefs > 1 else "the one brief"
            return f"{self.measure.name}: the same in {same}."
        counts = f"{word} in {most} of {self.briefs} briefs, the other way in {least}"
        if self.shown:
            return f"{self.measure.name}: {counts}: a difference (p = {self.probability:.2g})."
        return f"{self.measure.name}: {counts}: no difference that {self.briefs} briefs could show (p = {self.probability:.2g})."


def compare(cases: Sequence[Case], beside: Sequence[Case]) -> tuple[Compared, ...]:
    """Return how a version's cases differ from those of another over the briefs that both wrote for."""
    return tuple(_compare(measure, cases, beside) for measure in MEASURES)


def _compare(measure: Measure, cases: Sequence[Case], beside: Sequence[Case]) -> Compared:
    ours, theirs = _by_sample(measure, cases), _by_sample(measure, beside)
    both = ours.keys() & theirs.keys()
    more, less = sum(ours[each] > theirs[each] for each in both), sum(ours[each] < theirs[each] for each in both)
    probability = sign_test(more, less)
    return Compared(measure, more, less, len(both), probability, probability < (1 - CONFIDENCE) / len(MEASURES))


def _by_sample(measure: Measure, cases: Sequence[Case]) -> dict[str, float]:
    """Return the mean of a measure for each brief that it can be taken of."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for case in cases:
        if case.ended is not Ended.FAILED and measure.taken(case):
            found[case.sample].append(float(measure.value(case)))
    return {sample: mean(values) for sample, values in found.items()}
