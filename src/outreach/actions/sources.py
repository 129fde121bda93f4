"""The files of an import: what each of them is, how it is read, and the records in it, one at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from outreach.errors import BadInput
from outreach.gathering.columns import How, map_columns
from outreach.gathering.contacts_csv import read_people
from outreach.gathering.csv_file import open_csv
from outreach.gathering.found import Skipped
from outreach.workspace import read_contact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from outreach.domain.contact import Contact
    from outreach.domain.proposal import Proposal

YAML = frozenset({".yaml", ".yml"})
VCARD = frozenset({".vcf", ".vcard"})
TABLE = frozenset({".csv", ".tsv", ".txt"})
SKIPPED = ".skipped.csv"
_HOW = {How.EXPORT: "as this export has it", How.NAME: "by its name", How.VALUES: "by its values", How.PERSON: "as you said"}


class Brought(NamedTuple):
    """One record of a file: the person it brings, or the fault that it has.

    `line` counts from 1 (0: the whole file). `cells` are a row's own, `own_id` tells that a person gave the id by hand, and
    `proposals` are what the record may say of them, for somebody to accept.
    """

    file: str
    line: int
    contact: Contact | None = None
    fault: str = ""
    remark: str = ""
    cells: tuple[str, ...] = ()
    own_id: bool = False
    proposals: tuple[Proposal, ...] = ()

    @property
    def where(self) -> str:
        """Return file and line, as mistakes name them."""
        return f"{self.file}:{self.line}" if self.line else self.file


class Told(NamedTuple):
    """What one column of a table is taken to tell, and how that was found out."""

    column: str
    field: str
    how: str


@dataclass(frozen=True, slots=True)
class ImportFile:
    """One file of an import: in words what it is, what its columns tell, and a way to read it from the beginning.

    `columns` are those of a table, of which skipped rows are given back; empty for other files.
    """

    path: Path
    described: str
    read: Callable[[], Iterator[Brought]]
    told: tuple[Told, ...] = ()
    columns: tuple[str, ...] = ()


def files(paths: Sequence[Path], choices: Sequence[str], today: dt.date) -> tuple[ImportFile, ...]:
    """Return the files to import, those of a folder in the order of their names.

    `choices` (`field=Column`) say what columns of a table tell. Raises BadInput for a path that is not there, for a folder
    without such files, and for choices that do not fit.
    """
    found: list[ImportFile] = []
    for path in paths:
        found += [_file(each, choices, today) for each in (_inside(path) if path.is_dir() else [path])]
    if choices and not any(each.columns for each in found):
        raise BadInput("--map says what the columns of a table tell, and there is no table.", remedy="Leave it out.")
    return tuple(found)


def _inside(folder: Path) -> list[Path]:
    known = YAML | VCARD | TABLE
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in known and not path.name.endswith(SKIPPED))
    if not found:
        raise BadInput(f"{folder} holds no contact files.", remedy="Contact files end in .yaml, .vcf or .csv.")
    return found


def _file(path: Path, choices: Sequence[str], today: dt.date) -> ImportFile:
    if path.suffix.lower() in YAML:
        return ImportFile(path, "a contact file", lambda: _yaml(path))
    return _table(path, choices, today)


def _yaml(path: Path) -> Iterator[Brought]:
    """Yield the person of a contact file; the id in it was given by hand."""
    try:
        yield Brought(str(path), 0, read_contact(path), own_id=True)
    except BadInput as error:
        yield Brought(str(path), 0, fault=error.message)


def _table(path: Path, choices: Sequence[str], today: dt.date) -> ImportFile:
    """Return a table with what its columns tell; what it says holds as of the day on which the file was written."""
    table = open_csv(path)
    mapping = map_columns(table).override(choices, table.columns)
    day = min(today, dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone().date())
    read_people(table, mapping, day=day)  # raises where no column gives a name
    layout = f"{mapping.layout}: " if mapping.layout else ""
    told = tuple(Told(each.column, str(each.field), _HOW[each.how]) for each in mapping.columns)

    def read() -> Iterator[Brought]:
        for found in read_people(table, mapping, day=day):
            line, cells = found.row.line, found.row.cells
            if isinstance(found, Skipped):
                yield Brought(str(path), line, fault=found.reason, cells=cells)
            else:
                remark = "; ".join(found.remarks)
                yield Brought(str(path), line, found.contact, remark=remark, cells=cells, proposals=found.proposals)

    return ImportFile(path, f"{layout}{table.description}", read, told, table.columns)
