"""The rows of a table that are due, judged again as the run comes to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.batch.row import Result, State, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from outreach.batch.journal import Journal
    from outreach.batch.planner import Planner
    from outreach.batch.rows import Person
    from outreach.domain.brief import Brief

CHUNK = 500


def planned(states: Mapping[str, State]) -> set[str]:
    """Return the keys of the rows that have no result yet, and none on its way."""
    return {key for key, state in states.items() if state is State.PLANNED}


class Pending:
    """Goes through a table once."""

    def __init__(self, journal: Journal, planner: Planner, due: Callable[[Mapping[str, State]], set[str]] = planned) -> None:
        """`due` tells which of some rows of the journal are due, given where they stand; rows that it does not know are."""
        self._journal = journal
        self._planner = planner
        self._due = due
        self._new = 0

    def briefs(self, rows: Iterable[Person]) -> Iterator[tuple[str, Brief]]:
        """Yield key and brief of each due row that may be written to; note the verdict of each that may not."""
        for some in chunks(rows):
            states = self._journal.states([person.key for person in some])
            new = [person for person in some if person.key not in states]
            if new:
                self._journal.add((person.key, person.line, None) for person in new)
            self._new += len(new)
            due = self._due(states) | {person.key for person in new}
            coming = [person for person in some if person.key in due]
            self._planner.meet(coming)
            for person in coming:
                yield from self._judged(person)

    def remarks(self) -> Iterator[str]:
        """Say what of the table was not planned."""
        if self._new:
            yield f"{self._new:,} rows were not in the table when it was planned, or read otherwise then; they were taken in"

    def _judged(self, person: Person) -> Iterator[tuple[str, Brief]]:
        came = self._planner.judge(person)
        if isinstance(came, Verdict):
            self._journal.finish({person.key: Result(State.SKIPPED, came)})
        else:
            yield person.key, came


def chunks(rows: Iterable[Person]) -> Iterator[list[Person]]:
    """Yield rows a few hundred at a time."""
    some: list[Person] = []
    for person in rows:
        some.append(person)
        if len(some) == CHUNK:
            yield some
            some = []
    if some:
        yield some
