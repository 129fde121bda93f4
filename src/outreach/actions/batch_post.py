"""Batch through a Batch API: submit the files of requests, see how they stand, and collect what came of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.actions import batch_bulk
from outreach.batch import job as jobs
from outreach.batch.exports import Exports, Stage
from outreach.batch.journal import Journal
from outreach.batch.request_files import RequestFiles
from outreach.batch.sent import fetch, send
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outreach.actions.batch_bulk import TakenIn
    from outreach.actions.memory import Memory
    from outreach.batch.bulk import Desk
    from outreach.batch.request_files import RequestFile
    from outreach.batch.sent import Batch, Post


@dataclass(frozen=True, slots=True)
class Sent:
    """A file with the batch that it is in: how that stands, None where the file was not submitted or nothing was asked."""

    file: RequestFile
    batch: Batch | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """How many files were submitted, and which were not because some of their requests have results already."""

    number: int
    partly: tuple[RequestFile, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """What was collected: each submitted file with its batch, and what came of the results (None: no batch had ended)."""

    sent: tuple[Sent, ...]
    taken: TakenIn | None


async def submit(folder: Path, post: Post, told: Callable[[str, str], None]) -> Submitted:
    """Submit each file of a run whose requests all wait and are in no batch yet; `told` hears its name and its batch's id.

    A file is submitted once, whatever kills or broken connections come between. Raises BadInput where a file is gone or not as it
    was exported, and EngineError where the server does not take it; the files before it stay submitted.
    """
    jobs.load(folder)
    with Journal.open(folder) as journal, journal.alone():
        files, counts = _files(journal, folder), Exports(journal).counts()
        partly, number = [], 0
        for file in (file for file in files.all() if not file.batch):
            waiting = counts.get(file.name, Counter())[Stage.WAITING]
            if waiting == file.requests:
                told(file.name, await send(file, files, post))
                number += 1
            elif waiting:
                partly.append(file)
        return Submitted(number, tuple(partly))


async def status(folder: Path, post: Post) -> tuple[Sent, ...]:
    """Return each file of a run with the batch that it is in, as the server tells it now."""
    jobs.load(folder)
    with Journal.open(folder) as journal:
        files = RequestFiles(journal, folder).all()
    return tuple([Sent(file, await post.retrieve(file.batch) if file.batch else None) for file in files])


async def collect(memory: Memory, folder: Path, desk: Desk, post: Post) -> Collected:
    """Take in the results of every batch that has ended, each draft through the gate, and write the run's tables and report.

    Requests for which an ended batch has no result may be exported anew. What was collected stays when the connection breaks, and
    is not taken in twice.
    """
    jobs.load(folder)
    with Journal.open(folder) as journal, journal.alone():
        files = _files(journal, folder)
        intake, sent = batch_bulk.opened(journal, folder, desk), []
        for file in (file for file in files.all() if file.batch and not file.over):
            batch = await post.retrieve(file.batch)
            sent.append(Sent(file, batch))
            if batch.ended:
                await fetch(file, batch, files, intake, post)
        ended = any(each.batch is not None and each.batch.ended for each in sent)
        return Collected(tuple(sent), batch_bulk.taken_in(memory, journal, folder, desk, intake) if ended else None)


def _files(journal: Journal, folder: Path) -> RequestFiles:
    """Return the files of a run, each in its place; raise BadInput where it has none."""
    Exports(journal).forget_unfinished()
    files = RequestFiles(journal, folder)
    files.put_in_place()
    if not files.all():
        raise BadInput(f"The run in {folder} has no files of requests.", remedy="Write them: `outreach batch export`.")
    return files
