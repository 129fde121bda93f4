"""The files of an import: what each of them is, how it is read, and the records in it, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from outreach.errors import BadInput
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


def files(paths: Sequence[Path], choices: Sequence[str]) -> tuple[ImportFile, ...]:
    """Return the files to import, those of a folder in the order of their names.

    `choices` (`field=Column`) say what columns of a table tell. Raises BadInput for a path that is not there, for a folder
    without such files, and for choices that do not fit.
    """
    found: list[ImportFile] = []
    for path in paths:
        found += [_file(each) for each in (_inside(path) if path.is_dir() else [path])]
    if choices and not any(each.columns for each in found):
        raise BadInput("--map says what the columns of a table tell, and there is no table.", remedy="Leave it out.")
    return tuple(found)


def _inside(folder: Path) -> list[Path]:
    known = YAML | VCARD | TABLE
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in known and not path.name.endswith(SKIPPED))
    if not found:
        raise BadInput(f"{folder} holds no contact files.", remedy="Contact files end in .yaml, .vcf or .csv.")
    return found


def _file(path: Path) -> ImportFile:
    suffix = path.suffix.lower()
    if suffix in YAML:
        return ImportFile(path, "a contact file", lambda: _yaml(path))
    raise BadInput(f"{path} is no contact file.", remedy="Contact files end in .yaml.")


def _yaml(path: Path) -> Iterator[Brought]:
    """Yield the person of a contact file; the id in it was given by hand."""
    try:
        yield Brought(str(path), 0, read_contact(path), own_id=True)
    except BadInput as error:
        yield Brought(str(path), 0, fault=error.message)
