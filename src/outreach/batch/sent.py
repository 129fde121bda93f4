"""Sending files of requests to a Batch API, and fetching what came of them.

A file is sent once: that it is about to be is kept before, and the batch's id after. Where a kill or a lost answer left the one
without the other, the server is asked for a batch of a file with this digest before another is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from outreach.batch.job import digest
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from outreach.batch.intake import Intake
    from outreach.batch.request_files import RequestFile, RequestFiles

ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
"""The states of a batch of which nothing more will come."""
_SAYS = {
    "failed": "The server did not take the file",
    "expired": "The batch ran out of time",
    "cancelled": "The batch was cancelled",
}


@dataclass(frozen=True, slots=True)
class Batch:
    """How a batch stands: its id, the server's word for its state, its requests, the ids of the files of results.

    `why` is the server's code for what it holds against the file.
    """

    id: str
    status: str
    total: int = 0
    completed: int = 0
    failed: int = 0
    results: tuple[str, ...] = ()
    why: str = ""

    @property
    def ended(self) -> bool:
        """Tell whether nothing more will come of it."""
        return self.status in ENDED


class Post(Protocol):
    """A Batch API. Its methods raise EngineError."""

    async def upload(self, path: Path) -> str:
        """Return the id of a file that was uploaded."""
        ...

    async def create(self, upload: str, digest: str) -> Batch:
        """Return the batch made of an uploaded file that has this digest."""
        ...

    async def find(self, digest: str) -> Batch | None:
        """Return a batch that was made of a file with this digest, or None."""
        ...

    async def retrieve(self, batch: str) -> Batch:
        """Return how a batch stands."""
        ...

    def lines(self, file: str) -> AsyncIterator[bytes]:
        """Yield each line of a file of results."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


async def send(file: RequestFile, files: RequestFiles, post: Post) -> str:
    """Send a file that is in no batch yet and return the batch's id; raise BadInput where it is gone or was changed."""
    path = files.path(file.name)
    if digest(path) != file.digest:
        remedy = "Write its requests anew: `outreach batch export --again`."
        raise BadInput(f"{path} is not as it was exported.", remedy=remedy)
    if file.sending:
        found = await post.find(file.digest)
        if found is not None:
            files.set_batch(file.name, found.id)
            return found.id
    files.set_sending(file.name)
    upload = file.upload
    if not upload:
        upload = await post.upload(path)
        files.set_upload(file.name, upload)
    made = await post.create(upload, file.digest)
    files.set_batch(file.name, made.id)
    return made.id


async def fetch(file: RequestFile, batch: Batch, files: RequestFiles, intake: Intake, post: Post) -> int:
    """Take in all results of a batch that has ended; return how many requests have none. Their rows may be asked for anew."""
    for id_ in batch.results:
        number = 0
        async for line in post.lines(id_):
            number += 1
            intake.line(f"{id_}:{number}", line)
    intake.flush()
    said = _SAYS.get(batch.status, "The batch has ended")
    missing = intake.never_came(file.name, f"{said} ({batch.why})." if batch.why else f"{said}.")
    files.set_over(file.name)
    return missing
