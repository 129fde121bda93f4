"""What drafting took, in tokens and money: by day, by wording of the prompts, or by engine.

What was held or failed is paid for like what was cleared, so the price of a cleared draft has it all in it. Runs over a table
count by the day of their plan, from the journals below `runs/` in the workspace.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from outreach.batch import job as jobs
from outreach.batch.journal import FILE, Journal
from outreach.batch.row import State
from outreach.domain.charging import charged
from outreach.domain.draft import Usage
from outreach.errors import BadInput
from outreach.gate import ClearedMessage
from outreach.store.spending import Came, Spent
from outreach.workspace import RUNS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from outreach.actions.draft import Written
    from outreach.actions.memory import Memory
    from outreach.domain.prices import Prices
    from outreach.errors import EngineError

SHORT = 8
"""How many characters of a prompt's digest tell its wording."""
_CAME = {State.CLEARED: Came.CLEARED, State.HELD: Came.HELD}


class By(StrEnum):
    """What costs are told by."""

    DAY = "day"
    PROMPT = "prompt"
    ENGINE = "engine"


@dataclass(slots=True)
class Line:
    """What the messages of one key took: how many came to what, for how many of them tokens were counted, and the cost.

    `cost` is in the currency of the price table; it leaves out what has no price.
    """

    key: str
    came: Counter[Came] = field(default_factory=Counter)
    counted: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: float = 0.0
    unpriced: bool = False

    @property
    def each(self) -> float | None:
        """Return the cost of one cleared draft, None where there is none or where something has no price."""
        cleared = self.came[Came.CLEARED]
        return self.cost / cleared if cleared and not self.unpriced else None


@dataclass(frozen=True, slots=True)
class Costs:
    """The lines, all of them together, the prices they were reckoned with, and the models that have none."""

    lines: tuple[Line, ...]
    total: Line
    prices: Prices | None
    unpriced: tuple[str, ...]


def costs(memory: Memory, by: By, since: dt.date | None = None) -> Costs:
    """Return what drafting took on a day and after it (None: ever)."""
    prices = memory.settings.prices
    lines: dict[str, Line] = {}
    total, unpriced = Line("in all"), set[str]()
    for spent in (*memory.store.spending.since(since), *_of_runs(memory, since)):
        price = prices.of(spent.engine) if prices is not None else None
        if price is None:
            unpriced.add(_model(spent.engine))
        key = {By.DAY: spent.day.isoformat(), By.PROMPT: spent.prompts or "no prompt", By.ENGINE: spent.engine}[by]
        for line in (lines.setdefault(key, Line(key)), total):
            line.came[spent.came] += spent.messages
            line.counted += spent.counted
            line.usage += spent.usage
            line.cost += price.of(spent.usage) if price is not None else 0.0
            line.unpriced |= price is None
    return Costs(tuple(lines[key] for key in sorted(lines)), total, prices, tuple(sorted(unpriced)))


def spend(memory: Memory, written: Written, prompts: Mapping[str, str]) -> None:
    """Write down what a message took that was cleared or held; of an engine without a model nothing is written."""
    came = Came.CLEARED if isinstance(written.outcome, ClearedMessage) else Came.HELD
    _add(memory, written.engine, prompts, came, written.usage)


def spend_in_vain(memory: Memory, engine: str, prompts: Mapping[str, str], error: EngineError) -> None:
    """Write down what was spent on a message that an engine failed to give, where anything was."""
    if error.tokens:
        _add(memory, engine, prompts, Came.FAILED, charged(error))


def _add(memory: Memory, engine: str, prompts: Mapping[str, str], came: Came, usage: Usage) -> None:
    if _model(engine):
        memory.store.spending.add(memory.today, engine, _wording(prompts), came, usage)


def _model(engine: str) -> str:
    return engine.partition(":")[2]


def _wording(prompts: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{short(wording)}" for name, wording in sorted(prompts.items()))


def short(wording: str) -> str:
    """Return a prompt's version with the first characters of its digest."""
    version, dash, digest = wording.rpartition("-")
    return f"{version}{dash}{digest[:SHORT]}"


def _of_runs(memory: Memory, since: dt.date | None) -> Iterator[Spent]:
    """Yield what the runs of the workspace took; one that cannot be read is no reason to say nothing of the others."""
    for journal in sorted((memory.place.root / RUNS).glob(f"*/{FILE}")):
        try:
            job = jobs.load(journal.parent)
        except BadInput:
            continue
        if _model(job.engine) and (since is None or job.day >= since):
            with Journal.open(journal.parent) as opened:
                yield from _spent(job, opened.spending().items())


def _spent(job: jobs.Job, found: Iterable[tuple[State, tuple[int, int, Usage]]]) -> Iterator[Spent]:
    for state, (messages, counted, usage) in found:
        came = _CAME.get(state, Came.FAILED)
        yield Spent(
            day=job.day,
            engine=job.engine,
            prompts=_wording(job.prompts),
            came=came,
            messages=messages,
            counted=counted,
            usage=usage,
        )
