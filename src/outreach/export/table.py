"""A table that a spreadsheet can open without harm: written beside, and put in place when all of it is there.

A cell that would be taken for a formula gets a `'` before it (CWE-1236), and characters that command a terminal are left out.
"""

from __future__ import annotations

import csv
from contextlib import suppress
from typing import TYPE_CHECKING, Self, TextIO

from outreach.domain.cleaning import clean_passage
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class Table:
    """A CSV file in the making, in UTF-8 with the mark by which spreadsheets know it."""

    def __init__(self, path: Path, columns: Sequence[str], delimiter: str = ",") -> None:
        self.path = path
        self._columns = columns
        self._delimiter = delimiter
        self._part = path.with_name(f"{path.name}.part")
        self._open: TextIO | None = None

    def __enter__(self) -> Self:
        """Begin the file beside; raise BadInput where the folder cannot be written to."""
        try:
            self._open = self._part.open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            raise self._trouble(error) from None
        self.add(self._columns)
        return self

    def add(self, cells: Sequence[str]) -> None:
        """Write one row; raise BadInput where the disk takes no more."""
        try:
            if self._open is not None:
                csv.writer(self._open, delimiter=self._delimiter).writerow([inert(cell) for cell in cells])
        except OSError as error:
            raise self._trouble(error) from None

    def __exit__(self, kind: object, *_: object) -> None:
        """Put the file in place; leave what was there before where the work was stopped."""
        try:
            if self._open is not None:
                self._open.close()
            if kind is None:
                self._part.replace(self.path)
        except OSError as error:
            raise self._trouble(error) from None
        finally:
            with suppress(OSError):
                self._part.unlink(missing_ok=True)

    def _trouble(self, error: OSError) -> BadInput:
        what = f"The table cannot be written to {self.path}: {error.strerror}."
        return BadInput(what, remedy="Make room, or see that you may write there, and do it again.")


def fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Return as many cells as there are columns; what is too much stands in the last."""
    if len(cells) <= width:
        return (*cells, *("" for _ in range(width - len(cells))))
    return (*cells[: width - 1], " | ".join(cells[width - 1 :])) if width else ()


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula and no terminal for a command."""
    text = str(clean_passage(cell))
    return f"'{text}" if text.startswith(_FORMULA) else text
