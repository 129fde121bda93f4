"""The tables that a run leaves: every row of the input stands in exactly one of them, in its own columns and order.

`cleared.csv` adds the message and what it rests on, `held.csv` and `rejects.csv` the reason and what to do. A cleared message is
cleared once more, under the rules of the day on which the tables are written: one that is held by now stands in `held.csv`.
"""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING

from outreach.batch.row import State, Verdict, Why, held_by
from outreach.export.table import Table, fitted
from outreach.gate import ClearedMessage, clear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from outreach.batch.journal import Journal
    from outreach.batch.row import Kept
    from outreach.batch.rows import Person
    from outreach.gathering.csv_file import CsvFile
    from outreach.lint.linter import Linter

CLEARED, HELD, REJECTS = "cleared.csv", "held.csv", "rejects.csv"
_MESSAGE = ("subject", "message", "offer", "facts", "engine", "prompts", "rulebook")
_REASON = ("reason", "remedy")
_CHUNK = 500
_WAITING = Verdict(Why.WAITING, "The run has not come to this row.", "Go on with `outreach batch resume`.")


def write(  # noqa: PLR0913  # where, from what, in which order, under which rules, told to whom
    folder: Path,
    table: CsvFile,
    people: Iterable[Person],
    journal: Journal,
    linter: Linter,
    *,
    also: Callable[[Person, ClearedMessage], None] = lambda _person, _message: None,
) -> Counter[str]:
    """Write the three tables into a run's folder and return how many rows each has; `also` is given each cleared message.

    Raises BadInput when the disk or the folder takes no more; the tables that were there before then stay as they were.
    """
    counts = Counter({CLEARED: 0, HELD: 0, REJECTS: 0})
    with ExitStack() as stack:
        added = {CLEARED: _MESSAGE, HELD: _REASON, REJECTS: _REASON}
        tables = {
            name: stack.enter_context(Table(folder / name, (*table.columns, *(f"outreach {each}" for each in more))))
            for name, more in added.items()
        }
        for person, kept in joined(people, journal):
            name, cells, message = _placed(kept, linter)
            counts[name] += 1
            tables[name].add((*fitted(person.cells, len(table.columns)), *cells))
            if message is not None:
                also(person, message)
    return counts


def joined(people: Iterable[Person], journal: Journal) -> Iterator[tuple[Person, Kept | None]]:
    """Yield the rows of a table with what the journal has of them (None: nothing), a few hundred at a time."""
    some: list[Person] = []
    for person in people:
        some.append(person)
        if len(some) == _CHUNK:
            yield from _joined(some, journal)
            some = []
    yield from _joined(some, journal)


def _joined(some: list[Person], journal: Journal) -> Iterator[tuple[Person, Kept | None]]:
    kept = journal.of([person.key for person in some])
    return ((person, kept.get(person.key)) for person in some)


def _placed(kept: Kept | None, linter: Linter) -> tuple[str, Sequence[str], ClearedMessage | None]:
    """Return the table that a row belongs in, the cells it adds there, and its message where it has one."""
    if kept is None or kept.result.state in {State.PLANNED, State.IN_FLIGHT}:
        return REJECTS, _reason(_WAITING), None
    if kept.draft is None or kept.result.brief is None:
        name = HELD if kept.result.state is State.HELD else REJECTS
        return name, _reason(kept.result.verdict or _WAITING), None
    outcome = clear(kept.draft, kept.result.brief, linter)
    if not isinstance(outcome, ClearedMessage):
        return HELD, _reason(held_by(outcome, "today's rules hold it")), None
    return CLEARED, _message(kept, outcome), outcome


def _message(kept: Kept, message: ClearedMessage) -> Sequence[str]:
    facts = "; ".join(fact.text for fact in kept.result.brief.facts if fact.id in message.fact_ids) if kept.result.brief else ""
    prompts = " ".join(f"{name}:{digest[:12]}" for name, digest in sorted(kept.result.prompts.items()))
    return (message.subject, message.body, message.offer_id, facts, kept.result.engine, prompts, message.rulebook)


def _reason(verdict: Verdict) -> Sequence[str]:
    return (f"{verdict.why}: {verdict.says}", verdict.instead)
