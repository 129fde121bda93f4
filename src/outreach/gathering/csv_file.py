"""A table of text: what it is written in, how it is cut, what its columns are called, and its rows, one at a time.

Nothing is lost without a word: a row that cannot be trusted comes with its cells and its fault. The file is read twice (once to
learn its encoding), row by row, so memory does not grow with it.
"""

from __future__ import annotations

import io
import re
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach.errors import BadInput, Mistake
from outreach.gathering import binary, header
from outreach.gathering.dialect import Dialect, declared, sniff
from outreach.gathering.encoding import Encoding, detect
from outreach.gathering.records import MAX_RECORD, UNCLOSED, Record, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO, TextIO

_CHUNK: Final = 65_536
_HEAD_LINES: Final = 200
_HEAD_SIZE: Final = 200_000
_UNDECODED: Final = re.compile("[\udc80-\udcff]")


class Row(NamedTuple):
    """One row: its number (from 1, blank rows not counted), the line it begins on, and its cells as they stand.

    A row with a `fault` cannot be trusted and keeps whatever cells it has; any other has one cell for every column. `remark` says
    what was mended (cells missing at the end are taken as empty).
    """

    number: int
    line: int
    cells: tuple[str, ...]
    fault: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A table that can be read. `header` is the file's own (empty where it has none), `columns` a name of its own for each.

    `start` is the line (from 1) that the header begins on, or the first row where there is none.
    """

    path: Path
    encoding: Encoding
    dialect: Dialect
    header: tuple[str, ...]
    columns: tuple[str, ...]
    start: int

    @property
    def description(self) -> str:
        """Say what was found: "UTF-8, cells between semicolons, 7 columns named on line 4"."""
        guess = " (guessed from its letters)" if self.encoding.guessed else ""
        named = f"named on line {self.start}" if self.header else "without names"
        count = f"{len(self.columns)} column{'' if len(self.columns) == 1 else 's'}"
        return f"{self.encoding.name}{guess}, cells between {self.dialect.name}, {count} {named}"

    def rows(self) -> Iterator[Row]:
        """Yield every row below the header."""
        with _lines(self.path, self.encoding) as lines:
            for _ in islice(lines, self.start - 1):
                pass
            found = records(lines, self.dialect, first=self.start)
            if self.header:
                next(found, None)
            yield from self._rows(found)

    def sample(self, count: int = 100) -> tuple[Row, ...]:
        """Return the first rows that can be trusted, to see what the columns hold."""
        return tuple(islice((row for row in self.rows() if not row.fault), count))

    def _rows(self, found: Iterator[Record]) -> Iterator[Row]:
        shaken = False
        for number, record in enumerate(found, 1):
            row = self._row(number, record, shaken=shaken)
            shaken = record.fault == UNCLOSED or (shaken and bool(row.fault))
            yield row

    def _row(self, number: int, record: Record, *, shaken: bool) -> Row:
        """Fit one record to the columns. `shaken` tells that a broken quote stood just before it."""
        cells, width = record.cells, len(self.columns)
        while len(cells) > width and not cells[-1].strip():
            cells = cells[:-1]
        fault, remark = record.fault, ""
        undecoded = any(_UNDECODED.search(cell) for cell in cells)
        if not fault and undecoded:
            fault = f"it has bytes that are not {self.encoding.name} text"
        elif not fault and len(cells) != width and (len(cells) > width or len(cells) == 1 or shaken):
            fault = f"it has {_cells(len(cells))} where there are {width} columns"
        if undecoded:
            cells = tuple(_UNDECODED.sub("\ufffd", cell) for cell in cells)
        if not fault and len(cells) < width:
            remark = f"it has {_cells(len(cells))} where there are {width} columns; the rest is taken as empty"
            cells += ("",) * (width - len(cells))
        return Row(number, record.line, cells, fault, remark)


@contextmanager
def text_lines(path: Path) -> Iterator[Iterator[str]]:
    """Give the lines of any text file, in whichever encoding; raise BadInput where it is empty or no text."""
    with _lines(path, _encoding(path)) as lines:
        yield lines


def open_csv(path: Path) -> CsvFile:
    """Return a table with its encoding, delimiter and columns found out; raise BadInput where it is no table with rows."""
    encoding = _encoding(path)
    with _lines(path, encoding) as lines:
        first = _head(lines)
    named = declared(first[0]) if first else None
    dialect = named or sniff(first)
    start = 2 if named else 1
    found = list(records(iter(first[start - 1 :]), dialect, first=start))
    at = header.find(found)
    top = found[at] if at is not None else None
    columns = header.names(top.cells if top else max((record.cells for record in found), key=len, default=()))
    if top is not None and not top.fault:
        table = CsvFile(path, encoding, dialect, top.cells, columns, top.line)
    else:
        table = CsvFile(path, encoding, dialect, (), tuple(f"Column {n}" for n, _ in enumerate(columns, 1)), start)
    if next(table.rows(), None) is None:
        what = "the file names its columns and has no row below them."
        raise BadInput.of([Mistake(str(path), table.start, 1, what)], remedy="Add rows, or name another file.")
    return table


def _encoding(path: Path) -> Encoding:
    """Return what a text file is written in; raise BadInput for one that is empty or no text."""
    with _opened(path) as raw:
        head = raw.read(_CHUNK)
        if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
            raise BadInput.of([Mistake(str(path), 1, 1, "the file is empty.")], remedy="Export it again, or name another file.")
        binary.refuse(head, path)
        raw.seek(0)
        return detect(iter(lambda: raw.read(_CHUNK), b""))


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file; raise BadInput in one sentence where that cannot be done."""
    try:
        if not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISDIR(mode):
            # Opening a pipe would wait for somebody to write into it.
            raise BadInput(f"{path} is not an ordinary file.", remedy="Save the table as a file first.")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise BadInput(f"{path} does not exist.", remedy="Check the name and the folder.") from None
    except IsADirectoryError:
        raise BadInput(f"{path} is a folder, not a file.", remedy="Name a file inside it.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", remedy="Check that it is a file you may read.") from None


@contextmanager
def _lines(path: Path, encoding: Encoding) -> Iterator[Iterator[str]]:
    """Open a file and give its lines with their ends; of a line past every bound only as much as shows that it is."""
    with _opened(path) as raw, io.TextIOWrapper(raw, encoding=encoding.codec, errors=encoding.errors, newline="") as text:
        yield _bounded(text)


def _bounded(text: TextIO) -> Iterator[str]:
    while line := text.readline(MAX_RECORD + 1):
        rest = line
        while len(rest) > MAX_RECORD and not rest.endswith(("\n", "\r")):
            rest = text.readline(MAX_RECORD + 1)
        yield line


def _head(lines: Iterator[str]) -> list[str]:
    """Return the first lines, to a bounded size."""
    kept: list[str] = []
    size = 0
    for line in islice(lines, _HEAD_LINES):
        kept.append(line)
        size += len(line)
        if size > _HEAD_SIZE:
            break
    return kept


def _cells(count: int) -> str:
    return f"{count} cell{'' if count == 1 else 's'}"
