"""The files of requests that a run has written: what is in each, and how far it is with a Batch API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, Integer, MetaData, Table, Text, func, insert, select, update

from outreach.errors import BadInput
from outreach.store.columns import Plain

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from outreach.batch.exports import Exports
    from outreach.batch.journal import Journal

_metadata = MetaData()
_files = Table(
    "request_files",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("digest", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("prompts", Plain, nullable=False),
    Column("requests", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sending", Boolean, nullable=False, default=False),
    Column("upload", Text, nullable=False, default=""),
    Column("batch", Text, nullable=False, default=""),
    Column("over", Boolean, nullable=False, default=False),
)


@dataclass(frozen=True, slots=True)
class RequestFile:
    """One file: its name in the run's folder, the SHA-256 and number of its bytes, its requests, and whose model they are for.

    `sending` is kept before anything is sent, `upload` and `batch` are the ids that a server then gave; `over` tells that
    nothing more will come of it.
    """

    name: str
    digest: str
    engine: str
    requests: int
    size: int
    prompts: dict[str, str] = field(default_factory=dict)
    sending: bool = False
    upload: str = ""
    batch: str = ""
    over: bool = False


class RequestFiles:
    """The files of one run, in its journal."""

    def __init__(self, journal: Journal, folder: Path) -> None:
        """Make the table where there is none."""
        self._journal = journal
        self._folder = folder
        with journal.transaction() as connection:
            _metadata.create_all(connection)

    def all(self) -> list[RequestFile]:
        """Return the files in the order in which they were written."""
        columns = [_files.c[name] for name in RequestFile.__dataclass_fields__]
        with self._journal.snapshot() as connection:
            return [RequestFile(**row._mapping) for row in connection.execute(select(*columns).order_by(_files.c.number))]  # noqa: SLF001  # SQLAlchemy's public name for it

    def next_name(self) -> str:
        """Return the name of the next file."""
        with self._journal.snapshot() as connection:
            last = connection.execute(select(func.coalesce(func.max(_files.c.number), 0))).scalar_one()
        return f"requests-{last + 1:03}.jsonl"

    def path(self, name: str) -> Path:
        """Return where a file lies."""
        return self._folder / name

    def part(self, name: str) -> Path:
        """Return where a file lies while it is written."""
        return self._folder / f"{name}.part"

    def keep(self, file: RequestFile, exports: Exports) -> None:
        """Keep a file that is written to its end beside its place: its rows wait from now on. Then put it in its place."""
        with self._journal.transaction() as connection:
            connection.execute(insert(_files).values({name: getattr(file, name) for name in RequestFile.__dataclass_fields__}))
            exports.seal(connection, file.name)
        self._put(file)

    def put_in_place(self) -> None:
        """Put those in their place that a kill left beside it; raise BadInput where that cannot be done."""
        for file in self.all():
            if self.part(file.name).exists():
                self._put(file)

    def set_sending(self, name: str) -> None:
        """Keep that a file is about to be sent, before it is."""
        self._set(name, sending=True)

    def set_upload(self, name: str, upload: str) -> None:
        """Keep the id of a file that was uploaded."""
        self._set(name, upload=upload)

    def set_batch(self, name: str, batch: str) -> None:
        """Keep the id of the batch that a file is in."""
        self._set(name, batch=batch)

    def set_over(self, name: str) -> None:
        """Keep that nothing more will come of a file."""
        self._set(name, over=True)

    def _set(self, name: str, **values: Any) -> None:  # noqa: ANN401  # of the columns
        with self._journal.transaction() as connection:
            _update(connection, name, values)

    def _put(self, file: RequestFile) -> None:
        try:
            self.part(file.name).replace(self.path(file.name))
        except OSError as error:
            what = f"{self.path(file.name)} cannot be written: {error.strerror}."
            raise BadInput(what, remedy="See that you may write there, and do it again.") from None


def _update(connection: Connection, name: str, values: dict[str, Any]) -> None:
    connection.execute(update(_files).where(_files.c.name == name).values(values))
