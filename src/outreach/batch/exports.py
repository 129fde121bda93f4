"""What was exported: one request for each draft that is asked for by file, kept in the run's journal.

1. Requests are noted while their file is written, and count from the moment in which all of it is there: then their rows wait.
2. A row waits until a result of its latest request is in, or until that is given up by asking once more.
3. What a result did to its row and to its request is kept in one transaction: a result that comes twice changes nothing.
4. No words of an engine are kept: of a draft that was held, what was found in it stays, which quotes none of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, bindparam, delete, func, insert, select, update

from outreach.batch.row import Verdict, Why
from outreach.domain.brief import Brief
from outreach.domain.contact import Contact
from outreach.domain.draft import Usage
from outreach.lint.finding import Finding, Severity
from outreach.store.columns import Plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from outreach.batch.journal import Journal
    from outreach.batch.row import Result

_CHUNK = 500
metadata = MetaData()
requests = Table(
    "requests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("file", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("offer_id", Text, nullable=False),
    Column("brief", Plain),
    Column("findings", Plain),
    *(Column(name, Integer, nullable=False, default=0) for name in Usage.model_fields),
    Index("ix_requests_key", "key"),
    Index("ix_requests_file", "file", "state"),
)


class Stage(StrEnum):
    """Where a request stands: its file is being written; a result is waited for; there is one; it failed; nobody waits for it."""

    NOTED = "noted"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    GIVEN_UP = "given-up"


@dataclass(frozen=True, slots=True)
class Request:
    """One request: its `custom_id`, the file it stands in, whose row it is for, as which attempt, and out of which brief.

    The brief is None once a result is in.
    """

    id: str
    file: str
    key: str
    attempt: int
    brief: Brief | None
    stage: Stage = Stage.NOTED


@dataclass(frozen=True, slots=True)
class Settled:
    """What a result came to: its request, where that stands now, what it took, and the row's result (None: it has none of it).

    `findings` are those of a draft that was held.
    """

    request: Request
    stage: Stage
    usage: Usage
    result: Result | None = None
    findings: tuple[Finding, ...] = ()


class Exports:
    """The requests of one run, in its journal."""

    def __init__(self, journal: Journal) -> None:
        """Make the table where there is none."""
        self._journal = journal
        with journal.transaction() as connection:
            metadata.create_all(connection)

    def forget_unfinished(self) -> None:
        """Forget the requests of a file that was not written to its end."""
        with self._journal.transaction() as connection:
            connection.execute(delete(requests).where(requests.c.state == Stage.NOTED.value))

    def about(self, is_them: Callable[[Contact], bool]) -> set[str]:
        """Return the keys of the rows with a request whose brief is about somebody."""
        query = select(requests.c.key, requests.c.brief).where(requests.c.brief.is_not(None))
        with self._journal.snapshot() as connection:
            rows = connection.execute(query.execution_options(yield_per=_CHUNK))
            return {row.key for row in rows if is_them(Contact.model_validate(row.brief["contact"]))}

    def forget(self, keys: Iterable[str]) -> None:
        """Give up the requests of rows, and forget their briefs: nobody waits for a result that still comes."""
        with self._journal.transaction() as connection:
            for key in keys:
                given_up = update(requests).where(requests.c.key == key)
                connection.execute(given_up.values(state=Stage.GIVEN_UP.value, brief=None, findings=None))

    def note(self, some: Sequence[Request]) -> None:
        """Note requests of a file that is being written."""
        with self._journal.transaction() as connection:
            connection.execute(insert(requests), [_noted(each) for each in some])

    def seal(self, connection: Connection, file: str) -> None:
        """Let the rows of a file wait, within the transaction that keeps the file; their earlier requests are given up."""
        keys = select(requests.c.key).where(requests.c.file == file)
        earlier = update(requests).where(
            requests.c.key.in_(keys), requests.c.file != file, requests.c.state.in_([Stage.WAITING.value, Stage.FAILED.value])
        )
        connection.execute(earlier.values(state=Stage.GIVEN_UP.value, brief=None))
        connection.execute(update(requests).where(requests.c.file == file).values(state=Stage.WAITING.value))
        says = f"Its request stands in {file}, and no result of it is in."
        self._journal.export(connection, keys, Verdict(Why.WAITING, says, "Bring it in: `outreach batch collect` or `import`."))

    def of(self, ids: Iterable[str]) -> dict[str, Request]:
        """Return the requests with these ids (a few hundred at most)."""
        query = select(requests).where(requests.c.id.in_(list(ids)), requests.c.state != Stage.NOTED.value)
        with self._journal.snapshot() as connection:
            return {row.id: _read(row) for row in connection.execute(query)}

    def latest(self, keys: Iterable[str]) -> dict[str, tuple[int, tuple[Finding, ...]]]:
        """Return the highest attempt that was exported of rows (a few hundred at most), and what was found in its draft."""
        query = select(requests.c.key, requests.c.attempt, requests.c.findings).where(requests.c.key.in_(list(keys)))
        with self._journal.snapshot() as connection:
            rows = connection.execute(query.order_by(requests.c.attempt)).all()
        return {row.key: (row.attempt, tuple(_finding(each) for each in row.findings or ())) for row in rows}

    def settle(self, some: Iterable[Settled]) -> None:
        """Keep what results came to, for their requests and their rows together."""
        with self._journal.transaction() as connection:
            for each in some:
                tokens = {name: int(getattr(each.usage, name)) for name in Usage.model_fields}
                findings = [finding._asdict() for finding in each.findings] or None
                own = {"of": each.request.id, "now": each.stage.value, "found": findings, **tokens}
                connection.execute(_SETTLE, [own])
                if each.stage is not Stage.FAILED:
                    connection.execute(update(requests).where(requests.c.id == each.request.id).values(brief=None))
                if each.result is not None:
                    self._journal.write(connection, {each.request.key: each.result})
                elif each.usage.total:
                    self._journal.charge(connection, each.request.key, each.usage)

    def waiting(self, file: str) -> Iterator[Request]:
        """Yield the requests of a file that have no result, holding a few hundred at a time."""
        after = ""
        while True:
            query = select(requests).where(
                requests.c.file == file, requests.c.state == Stage.WAITING.value, requests.c.id > after
            )
            with self._journal.snapshot() as connection:
                some = connection.execute(query.order_by(requests.c.id).limit(_CHUNK)).all()
            for row in some:
                yield _read(row)
            if len(some) < _CHUNK:
                return
            after = some[-1].id

    def counts(self) -> dict[str, Counter[Stage]]:
        """Return, by file, how many requests stand where."""
        query = select(requests.c.file, requests.c.state, func.count()).group_by(requests.c.file, requests.c.state)
        found: dict[str, Counter[Stage]] = {}
        with self._journal.snapshot() as connection:
            for file, state, count in connection.execute(query):
                found.setdefault(file, Counter())[Stage(state)] = count
        return found

    def promised(self) -> Counter[str]:
        """Return how often each offer is made in requests whose results are waited for."""
        query = select(requests.c.offer_id, func.count().label("times")).where(requests.c.state == Stage.WAITING.value)
        with self._journal.snapshot() as connection:
            return Counter({row.offer_id: row.times for row in connection.execute(query.group_by(requests.c.offer_id))})

    def spent(self) -> Usage:
        """Return the tokens that all results took; they are among those that the journal counts for the rows."""
        columns = [func.coalesce(func.sum(requests.c[name]), 0) for name in Usage.model_fields]
        with self._journal.snapshot() as connection:
            *tokens, counted = (int(number) for number in connection.execute(select(*columns)).one())
        return Usage(**dict(zip(Usage.model_fields, [*tokens, counted > 0], strict=True)))


_SETTLE = (
    update(requests)
    .where(requests.c.id == bindparam("of"))
    .values(
        state=bindparam("now"),
        findings=bindparam("found"),
        **{name: requests.c[name] + bindparam(name) for name in Usage.model_fields},
    )
)


def _noted(request: Request) -> dict[str, Any]:
    brief = request.brief
    return {
        "id": request.id,
        "file": request.file,
        "key": request.key,
        "attempt": request.attempt,
        "state": request.stage.value,
        "offer_id": brief.offer.id if brief else "",
        "brief": brief.model_dump(mode="json") if brief else None,
    }


def _read(row: Row[Any]) -> Request:
    brief = Brief.model_validate(row.brief) if row.brief else None
    return Request(row.id, row.file, row.key, row.attempt, brief, Stage(row.state))


def _finding(data: Mapping[str, Any]) -> Finding:
    return Finding(**{**data, "severity": Severity(data["severity"])})
