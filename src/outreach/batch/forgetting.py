"""Forget a person in the folder of a run: their rows are emptied, and the tables and mails that hold them removed."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.batch import job as jobs
from outreach.batch.exports import Exports
from outreach.batch.journal import FILE, LOCK, Journal
from outreach.batch.outputs import CLEARED, HELD, REJECTS
from outreach.batch.reviews import Reviews
from outreach.batch.rows import people
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from outreach.domain.contact import Contact

EML, MBOX = "eml", "messages.mbox"
"""The folder of mail files and the mailbox, in a run's folder."""
_REMADE = (CLEARED, HELD, REJECTS, EML, MBOX)
"""What `outreach batch report` writes anew."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """What became of a run: how many rows were emptied, what was removed, and the files that still hold words about them."""

    rows: int
    removed: tuple[Path, ...]
    files: tuple[Path, ...]


def forget(folder: Path, is_them: Callable[[Contact], bool], words: Sequence[str]) -> Emptied:
    """Forget a person in a run. `is_them` knows them; `words` (address, handle, name) are what files are searched for.

    Files that this program cannot write anew, those with requests and the user's own table among them, are named and left.
    Raises BadInput where another process is at work on the run.
    """
    table, keys = _in_table(folder, is_them)
    with Journal.open(folder) as journal, journal.alone():
        exports = Exports(journal)
        keys |= journal.about(is_them) | exports.about(is_them)
        exports.forget(keys)
        reviews = Reviews(journal)
        for key in keys:
            reviews.undo(key)
        left = [Path(path) for path in journal.forget(keys)] if keys else []
        removed = [path for name in _REMADE if _holds(path := folder / name, words)]
        for path in removed:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        left += [path for path in sorted(folder.iterdir()) if path.name not in _OWN and _holds(path, words)]
    return Emptied(len(keys), tuple(removed), (*left, *((table,) if table is not None and _holds(table, words) else ())))


_OWN = {FILE, f"{FILE}-wal", f"{FILE}-shm", LOCK, f"{LOCK}-wal", f"{LOCK}-shm"}


def _in_table(folder: Path, is_them: Callable[[Contact], bool]) -> tuple[Path | None, set[str]]:
    """Return the table of a run, and the keys of the rows about somebody; where it is gone or read no longer, none."""
    try:
        planned = jobs.load(folder)
        table, job = jobs.opened(planned)
        rows = people(table, job.mapping, job.day)
        return Path(job.table), {row.key for row in rows if row.contact is not None and is_them(row.contact)}
    except BadInput:
        return None, set()


def _holds(path: Path, words: Sequence[str]) -> bool:
    """Tell whether a file, or one in a folder, holds one of some words, as it is or as JSON writes it; one unreadable may."""
    if path.is_dir():
        return any(_holds(each, words) for each in path.iterdir())
    sought = {form.lower() for word in words for form in _forms(word)}
    try:
        with path.open("rb") as file:
            return any(form in line.lower() for line in file for form in sought)
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _forms(word: str) -> Iterator[bytes]:
    yield word.encode("utf-8", "surrogatepass")
    yield json.dumps(word)[1:-1].encode("ascii")
