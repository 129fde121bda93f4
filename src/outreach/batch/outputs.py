"""The tables that a run leaves: every row of the input stands in exactly one of them, in its own columns and order.

`cleared.csv` adds the message and what it rests on, `held.csv` and `rejects.csv` the reason and what to do. A cleared message is
cleared once more, under the rules of the day on which the tables are written, unless this very process has cleared it under them:
one that is held by now stands in `held.csv`, and so does one that a person dropped. Rows of people who were forgotten stand in
none.
"""

from __future__ import annotations

from array import array
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.batch.reviews import Decision, Reviews, draft_of
from outreach.batch.row import State, Verdict, Why, held_by
from outreach.export.table import Table, fitted
from outreach.gate import ClearedMessage, clear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from outreach.batch.fresh import Fresh
    from outreach.batch.journal import Journal
    from outreach.batch.reviews import Reviewed
    from outreach.batch.row import Kept, Result
    from outreach.batch.rows import Person
    from outreach.domain.brief import Brief
    from outreach.gathering.csv_file import CsvFile
    from outreach.lint.linter import Linter

CLEARED, HELD, REJECTS = "cleared.csv", "held.csv", "rejects.csv"
_MESSAGE = ("row", "subject", "message", "offer", "facts", "engine", "prompts", "rulebook", "review", "draft")
_REASON = ("row", "reason", "remedy")
_CHUNK = 500
_WAITING = Verdict(Why.WAITING, "The run has not come to this row.", "Go on with `outreach batch resume`.")
_DROPPED = Verdict(Why.DROPPED, "It was dropped at review.", "Take it back with `outreach batch review`.")


@dataclass(frozen=True, slots=True)
class Ready:
    """A cleared message of a row: the row's key and number, what came of it, the brief, and what was decided at review ("")."""

    key: str
    number: int
    result: Result
    brief: Brief
    message: ClearedMessage
    review: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row stands: its table and number (0: the journal has none), and its message or why there is none."""

    person: Person
    number: int
    table: str
    came: Ready | Verdict


@dataclass(slots=True)
class Written:
    """What stands in the tables: rows by table and by reason, messages by offer, and how much each shares with the nearest."""

    tables: Counter[str] = field(default_factory=lambda: Counter({CLEARED: 0, HELD: 0, REJECTS: 0}))
    reasons: Counter[tuple[str, Why]] = field(default_factory=Counter)
    offers: Counter[str] = field(default_factory=Counter)
    shares: array[float] = field(default_factory=lambda: array("f"))
    """One for each cleared message, by which a run of 100,000 takes 400 kB."""

    def count(self, placed: Placed) -> None:
        """Take notice of a row."""
        self.tables[placed.table] += 1
        if isinstance(placed.came, Verdict):
            self.reasons[placed.table, placed.came.why] += 1
        else:
            self.offers[placed.came.message.offer_id] += 1
            self.shares.append(placed.came.result.shared)


def nothing_kept(_: Sequence[Ready]) -> Mapping[str, str]:
    """Keep none of some messages elsewhere."""
    return {}


def write(  # noqa: PLR0913  # where, from what, in which order, under which rules, kept by and told to whom
    folder: Path,
    table: CsvFile,
    people: Iterable[Person],
    journal: Journal,
    linter: Linter,
    *,
    keep: Callable[[Sequence[Ready]], Mapping[str, str]] = nothing_kept,
    also: Callable[[Ready], None] = lambda _: None,
    fresh: Fresh | None = None,
) -> Written:
    """Write the three tables into a run's folder and return what stands in them.

    `keep` is given some messages at a time and returns, by their rows' keys, the ids under which it keeps them; `also` is given
    each of them. `fresh` has what this process has cleared for the run. Raises BadInput when the disk takes no more; the
    tables that were there before then stay as they were.
    """
    written = Written()
    with ExitStack() as stack:
        added = {CLEARED: _MESSAGE, HELD: _REASON, REJECTS: _REASON}
        tables = {
            name: stack.enter_context(Table(folder / name, (*table.columns, *(f"outreach {each}" for each in more))))
            for name, more in added.items()
        }
        for some in _placed(people, journal, linter, fresh):
            ids = keep([placed.came for placed in some if isinstance(placed.came, Ready)])
            for placed in some:
                written.count(placed)
                cells = _cells(placed, ids.get(placed.person.key, ""))
                tables[placed.table].add((*fitted(placed.person.cells, len(table.columns)), *cells))
                if isinstance(placed.came, Ready):
                    also(placed.came)
    return written


def _placed(people: Iterable[Person], journal: Journal, linter: Linter, fresh: Fresh | None) -> Iterator[list[Placed]]:
    """Yield where the rows of a table stand, a few hundred at a time."""
    reviews = Reviews(journal)
    some: list[Person] = []
    for person in people:
        some.append(person)
        if len(some) == _CHUNK:
            yield _together(some, journal, reviews, linter, fresh)
            some = []
    if some:
        yield _together(some, journal, reviews, linter, fresh)


def _together(some: list[Person], journal: Journal, reviews: Reviews, linter: Linter, fresh: Fresh | None) -> list[Placed]:
    keys = [person.key for person in some]
    kept, reviewed = journal.of(keys), reviews.of(keys)
    placed = (place(person, kept.get(person.key), reviewed.get(person.key), linter, fresh) for person in some)
    return [each for each in placed if not isinstance(each.came, Verdict) or each.came.why is not Why.FORGOTTEN]


def place(person: Person, kept: Kept | None, reviewed: Reviewed | None, linter: Linter, fresh: Fresh | None = None) -> Placed:
    """Return where a row stands today, its message cleared anew where it is not fresh."""
    if kept is None or kept.result.state in {State.PLANNED, State.IN_FLIGHT}:
        return Placed(person, kept.number if kept is not None else 0, REJECTS, _WAITING)
    if kept.draft is None or kept.result.brief is None:
        name = HELD if kept.result.state is State.HELD else REJECTS
        return Placed(person, kept.number, name, kept.result.verdict or _WAITING)
    if reviewed is not None and reviewed.decision is Decision.DROPPED:
        return Placed(person, kept.number, HELD, _DROPPED)
    came = ready(kept, reviewed, linter, fresh)
    return Placed(person, kept.number, CLEARED if isinstance(came, Ready) else HELD, came)


def ready(kept: Kept, reviewed: Reviewed | None, linter: Linter, fresh: Fresh | None = None) -> Ready | Verdict:
    """Return the message of a row that was cleared, the engine's or the person's own over it, or what holds it.

    It is cleared anew, unless it is the engine's own and `fresh` has it.
    """
    draft, brief = draft_of(kept, reviewed), kept.result.brief
    if draft is None or brief is None:
        return kept.result.verdict or _WAITING
    known = fresh.of(kept, linter) if fresh is not None and draft is kept.draft else None
    outcome = known or clear(draft, brief, linter)
    if not isinstance(outcome, ClearedMessage):
        return held_by(outcome, "today's rules hold it")
    return Ready(kept.key, kept.number, kept.result, brief, outcome, str(reviewed.decision) if reviewed is not None else "")


def _cells(placed: Placed, draft_id: str) -> Sequence[str]:
    """Return the cells that a row has besides its own."""
    row, came = str(placed.number or ""), placed.came
    if isinstance(came, Verdict):
        return (row, f"{came.why}: {came.says}", came.instead)
    message, result = came.message, came.result
    facts = "; ".join(fact.text for fact in came.brief.facts if fact.id in message.fact_ids)
    prompts = " ".join(f"{name}:{digest[:12]}" for name, digest in sorted(result.prompts.items()))
    return (
        row, message.subject, message.body, message.offer_id, facts, result.engine, prompts, message.rulebook, came.review,
        draft_id,
    )  # fmt: skip
