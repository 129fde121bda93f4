"""What a run was planned with: which table, read how, and what is to be written. It lies in the run's folder as `plan.json`."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from outreach.batch.rows import without_own
from outreach.domain.contact import Channel
from outreach.domain.size import Size
from outreach.domain.value import Value
from outreach.errors import BadInput
from outreach.gathering.columns import Assigned, Mapping, map_columns
from outreach.gathering.csv_file import open_csv
from outreach.text_file import read_text

if TYPE_CHECKING:
    from outreach.gathering.csv_file import CsvFile

FILE = "plan.json"


class Asked(Value):
    """What a person wants of a run: which engine writes, what is asked and offered, by which channel.

    `prompts` (name to version and digest) and `rulebook` are those in force when it was planned, so that a change is told.
    """

    engine: str
    ask: str | None = None
    ask_size: Size = Size.SMALL
    offer_id: str | None = None
    channel: Channel | None = None
    prompts: dict[str, str] = Field(default_factory=dict)
    rulebook: str = ""


class Job(Asked):
    """A planned run: what is wanted, over which table, read how.

    `digest` is the SHA-256 of the table's bytes when it was planned, `reading` what was found out about it, `day` the one on
    which it was true.
    """

    table: str
    digest: str
    reading: str
    mapping: Mapping
    day: dt.date

    def save(self, folder: Path) -> None:
        """Write the job into a run's folder; raise BadInput where that cannot be written to."""
        part = folder / f"{FILE}.part"
        try:
            part.write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")
            part.replace(folder / FILE)
        except OSError as error:
            raise BadInput(f"{folder} cannot be written to: {error.strerror}.", remedy="Choose another with --run.") from None


def load(folder: Path) -> Job:
    """Return the job in a run's folder; raise BadInput where there is none."""
    path = folder / FILE
    if not path.is_file():
        raise BadInput(f"{folder} is not the folder of a run.", remedy="Plan one first: `outreach batch plan FILE.csv`.")
    try:
        return Job.model_validate_json(read_text(path))
    except ValidationError:
        raise BadInput(f"{path} is not a plan that this program wrote.", remedy="Plan the run anew.") from None


def opened(job: Job) -> tuple[CsvFile, Job]:
    """Return the table of a job as it is now, and the job with its mapping fitted to the columns that the table has now.

    Where a column that is read has gone, another is taken that seems to tell the same: it was renamed. Raises BadInput where none
    does, and for a table that cannot be read.
    """
    table = open_csv(Path(job.table))
    gone = [each for each in job.mapping.columns if each.column not in table.columns]
    if not gone:
        return table, job
    kept = [each for each in job.mapping.columns if each.column in table.columns]
    taken, fields = {each.column for each in kept}, {each.field for each in gone}
    renamed = [each for each in without_own(map_columns(table)).columns if each.field in fields and each.column not in taken]
    lost = [each for each in gone if each.field not in {other.field for other in renamed}]
    if lost:
        raise _lost(lost, table)
    return table, job.model_copy(update={"mapping": job.mapping.model_copy(update={"columns": (*kept, *renamed)})})


def _lost(lost: list[Assigned], table: CsvFile) -> BadInput:
    said = ", ".join(f"{each.column} ({each.field})" for each in lost)
    remedy = "Give the columns their names again, or plan the table anew in another folder (--run)."
    return BadInput(f"{table.path} no longer has what the plan reads: {said}.", remedy=remedy)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; raise BadInput where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", remedy="Check the name and the folder.") from None
