"""The journal of a run: one row for each row of the table, written down before anything is paid for and once it was judged.

1. A row is marked in flight, and that is on disk, before its request goes out; its result is on disk before the next step.
2. A row that has a result is never drafted again. After a kill, rows in flight are drafted anew, and counted as paid and lost.
3. Words are kept of cleared messages alone, as drafts; a held message leaves its findings and no words.
4. One process at a time works on a run: it holds a lock that ends with the process.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Column, Float, Index, Integer, MetaData, Table, Text, bindparam, case, func, insert, select, update
from sqlalchemy.exc import OperationalError

from outreach.batch.journal_row import more, planned, read, result_columns, usage_of, verdict_columns
from outreach.batch.row import State, Verdict, Why
from outreach.domain.contact import Contact
from outreach.domain.draft import Usage
from outreach.errors import BadInput
from outreach.store.columns import Plain, Words
from outreach.store.database import open_file
from outreach.store.forgetting import wipe
from outreach.store.transactions import plain, reading, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Select

    from outreach.batch.row import Kept, Result

FILE, LOCK = "journal.db", "lock.db"
_CHUNK = 500
_metadata = MetaData()
_rows = Table(
    "rows",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("line", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("why", Text),
    Column("says", Words),
    Column("instead", Words),
    Column("subject", Words),
    Column("body", Words),
    Column("offer_id", Text),
    Column("fact_ids", Plain),
    Column("brief", Plain),
    Column("engine", Text),
    Column("prompts", Plain),
    Column("rulebook", Text),
    Column("attempts", Integer, nullable=False, default=0),
    Column("shared", Float, nullable=False, default=0.0),
    Column("lost", Integer, nullable=False, default=0),
    Column("gone", Integer, nullable=False, default=0),
    *(Column(name, Integer, nullable=False, default=0) for name in Usage.model_fields),
    Index("ix_rows_state", "state"),
)

_MORE = update(_rows).where(_rows.c.key == bindparam("of"))
_ADDING = {name: getattr(_rows.c, name) + bindparam(f"more_{name}") for name in Usage.model_fields}


class Journal:
    """What is known of every row of one run."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the journal in a run's folder, made where there is none; errors as in `store.database`."""
        engine = open_file(folder / FILE)
        with writing(engine) as connection:
            _metadata.create_all(connection)
        return cls(engine, folder)

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Return the journal."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the run while the block runs; raise BadInput when another process holds it. A kill ends the hold."""
        lock = open_file(self._folder / LOCK)
        try:
            with plain(lock) as connection:
                connection.exec_driver_sql("PRAGMA busy_timeout = 0")
                try:
                    connection.exec_driver_sql("BEGIN EXCLUSIVE")
                except OperationalError:
                    what = f"Another process is at work on the run in {self._folder}."
                    raise BadInput(what, remedy="Wait until it is done, or stop it.") from None
                try:
                    yield
                finally:
                    connection.exec_driver_sql("ROLLBACK")
        finally:
            lock.dispose()

    def plan(self, rows: Iterable[tuple[str, int, Verdict | None]]) -> None:
        """Write down rows in their order (key, line, and the verdict of those that are skipped); what was there is replaced."""
        with writing(self._engine) as connection:
            connection.execute(_rows.delete())
            for some in _chunks(planned(number, *row) for number, row in enumerate(rows, 1)):
                connection.execute(insert(_rows), some)

    def states(self, keys: Sequence[str]) -> dict[str, State]:
        """Return where the rows of these keys stand."""
        query = select(_rows.c.key, _rows.c.state).where(_rows.c.key.in_(keys))
        with reading(self._engine) as connection:
            return {row.key: State(row.state) for row in connection.execute(query)}

    def of(self, keys: Sequence[str]) -> dict[str, Kept]:
        """Return the rows of these keys (a few hundred at most)."""
        with reading(self._engine) as connection:
            return {row.key: read(row) for row in connection.execute(select(_rows).where(_rows.c.key.in_(keys)))}

    def add(self, rows: Iterable[tuple[str, int, Verdict | None]]) -> None:
        """Write down rows that the table did not have when it was planned, after those that it had."""
        with writing(self._engine) as connection:
            last = connection.execute(select(func.coalesce(func.max(_rows.c.number), 0))).scalar_one()
            for some in _chunks(planned(number, *row) for number, row in enumerate(rows, last + 1)):
                connection.execute(insert(_rows), some)

    def seen(self, keys: Iterable[str]) -> int:
        """Note that the table has the rows of these keys and no others; return how many it has no longer.

        A row that is gone is left out of `counts` and `results`; it comes back with what was written to it when the table has it
        again. What it took stays counted.
        """
        here = update(_rows).where(_rows.c.key == bindparam("of")).values(gone=0)
        with writing(self._engine) as connection:
            connection.execute(update(_rows).values(gone=1))
            for some in _chunks({"of": key} for key in keys):
                connection.execute(here, some)
        return self.gone()

    def gone(self) -> int:
        """Return how many rows the table no longer had when it was last gone through."""
        with reading(self._engine) as connection:
            return int(connection.execute(select(func.count()).where(_rows.c.gone == 1)).scalar_one())

    def recover(self) -> int:
        """Put the rows that a kill left in flight back to planned, each counted as lost once more; return how many they were."""
        left = update(_rows).where(_rows.c.state == State.IN_FLIGHT.value)
        with writing(self._engine) as connection:
            return int(connection.execute(left.values(state=State.PLANNED.value, lost=_rows.c.lost + 1)).rowcount)

    def retry(self, whys: Sequence[Why]) -> int:
        """Put the failed rows of these kinds back to planned; return how many they were."""
        failed = update(_rows).where(_rows.c.state == State.FAILED.value, _rows.c.why.in_([why.value for why in whys]))
        with writing(self._engine) as connection:
            return int(connection.execute(failed.values(state=State.PLANNED.value, why=None, says=None, instead=None)).rowcount)

    def begin(self, keys: Sequence[str]) -> None:
        """Mark rows as in flight, before their requests go out."""
        with writing(self._engine) as connection:
            connection.execute(update(_rows).where(_rows.c.key.in_(keys)).values(state=State.IN_FLIGHT.value))

    def finish(self, results: Mapping[str, Result]) -> None:
        """Write down what came of rows, by key. Tokens of earlier attempts stay counted."""
        with writing(self._engine) as connection:
            self.write(connection, results)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give a connection for changes that are kept together or not at all, those of the three methods below among them."""
        with writing(self._engine) as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Give a connection that only reads, and sees one moment."""
        with reading(self._engine) as connection:
            yield connection

    def write(self, connection: Connection, results: Mapping[str, Result]) -> None:
        """Write down what came of rows, as `finish` does, within a transaction."""
        for key, result in results.items():
            connection.execute(_MORE.values(result_columns(result) | _ADDING), {"of": key, **more(result.usage)})

    def charge(self, connection: Connection, key: str, usage: Usage) -> None:
        """Count tokens that were spent on a row besides, within a transaction."""
        connection.execute(_MORE.values(_ADDING), {"of": key, **more(usage)})

    def export(self, connection: Connection, keys: Select[tuple[str]], verdict: Verdict) -> None:
        """Mark rows as waiting for the result of a request that was exported, within a transaction."""
        waiting = update(_rows).where(_rows.c.key.in_(keys))
        connection.execute(waiting.values(state=State.EXPORTED.value, **verdict_columns(verdict)))

    def about(self, is_them: Callable[[Contact], bool]) -> set[str]:
        """Return the keys of the rows whose brief is about somebody, those that the table no longer has among them."""
        query = select(_rows.c.key, _rows.c.brief).where(_rows.c.brief.is_not(None)).execution_options(yield_per=_CHUNK)
        with reading(self._engine) as connection:
            return {row.key for row in connection.execute(query) if is_them(Contact.model_validate(row.brief["contact"]))}

    def forget(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Empty rows of all that was known and written; return the files whose bytes could not be cleared of it.

        A row stays as a number that was made from its cells, so that it is not drafted again.
        """
        verdict = verdict_columns(Verdict(Why.FORGOTTEN, "", ""))
        nothing = dict.fromkeys(("subject", "body", "offer_id", "fact_ids", "brief"))
        with writing(self._engine) as connection:
            for key in keys:
                emptied = verdict | nothing | {"state": State.SKIPPED.value}
                connection.execute(update(_rows).where(_rows.c.key == key).values(emptied))
        return wipe(self._engine)

    def counts(self) -> dict[tuple[State, Why | None], int]:
        """Return how many rows stand where, and why."""
        there = select(_rows.c.state, _rows.c.why, func.count()).where(_rows.c.gone == 0)
        query = there.group_by(_rows.c.state, _rows.c.why)
        with reading(self._engine) as connection:
            return {(State(state), Why(why) if why else None): count for state, why, count in connection.execute(query)}

    def spent(self) -> tuple[Usage, int]:
        """Return the tokens that all rows took, and how many requests were in flight at kills."""
        columns = [func.coalesce(func.sum(getattr(_rows.c, name)), 0) for name in Usage.model_fields]
        with reading(self._engine) as connection:
            *tokens, lost = connection.execute(select(*columns, func.coalesce(func.sum(_rows.c.lost), 0))).one()
        return usage_of(tokens), int(lost)

    def spending(self) -> dict[State, tuple[int, int, Usage]]:
        """Return by state how many rows a model was asked for, how many of them a server counted tokens for, and these."""
        sums = [func.coalesce(func.sum(getattr(_rows.c, name)), 0) for name in Usage.model_fields]
        counted = func.sum(case((_rows.c.counted > 0, 1), else_=0))
        query = select(_rows.c.state, func.count(), counted, *sums).group_by(_rows.c.state)
        asked = _rows.c.state.in_([State.CLEARED.value, State.HELD.value, State.FAILED.value]) | (_rows.c.prompt_tokens > 0)
        with reading(self._engine) as connection:
            rows = connection.execute(query.where(asked)).all()
        return {State(state): (number, counts, usage_of(tokens)) for state, number, counts, *tokens in rows}

    def results(self, after: int = 0, states: Sequence[State] = tuple(State)) -> Iterator[Kept]:
        """Yield each row in these states, in order, holding a few hundred at a time."""
        while True:
            among = _rows.c.state.in_([state.value for state in states])
            query = select(_rows).where(_rows.c.number > after, _rows.c.gone == 0, among)
            with reading(self._engine) as connection:
                some = connection.execute(query.order_by(_rows.c.number).limit(_CHUNK)).all()
            for row in some:
                yield read(row)
            if len(some) < _CHUNK:
                return
            after = some[-1].number


def _chunks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == _CHUNK:
            yield some
            some = []
    if some:
        yield some
