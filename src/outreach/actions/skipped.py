"""The rows that an import skipped, in a file beside the one they came from: their own columns, and why."""

from __future__ import annotations

import csv
from contextlib import suppress
from typing import TYPE_CHECKING, Self, TextIO

from outreach.domain.cleaning import clean_passage
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

REASON = "why it was skipped"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class SkippedRows:
    """Rows written beside, and put in place when all are there: `FILE.skipped.csv`. Without a row there is no file.

    A cell that a spreadsheet would take for a formula gets a `'` before it, and characters that command a terminal are left out.
    """

    def __init__(self, file: Path, columns: Sequence[str]) -> None:
        self.path = file.with_name(f"{file.name}.skipped.csv")
        self.count = 0
        self._part = file.with_name(f"{file.name}.skipped.csv.part")
        self._columns = columns
        self._open: TextIO | None = None

    def __enter__(self) -> Self:
        """Return the rows; nothing is written yet."""
        return self

    def add(self, cells: Sequence[str], reason: str) -> None:
        """Write one row; raise BadInput where the folder cannot be written to."""
        try:
            if self._open is None:
                self._open = self._part.open("w", encoding="utf-8-sig", newline="")
                self._write((*self._columns, REASON))
            self._write((*_fitted(cells, len(self._columns)), reason))
        except OSError as error:
            raise self._trouble(error) from None
        self.count += 1

    def __exit__(self, kind: object, *_: object) -> None:
        """Put the file in place, or leave none where the work was stopped."""
        if self._open is None:
            return
        try:
            self._open.close()
            if kind is None:
                self._part.replace(self.path)
        except OSError as error:
            raise self._trouble(error) from None
        finally:
            with suppress(OSError):
                self._part.unlink(missing_ok=True)

    def _write(self, cells: Sequence[str]) -> None:
        if self._open is not None:
            csv.writer(self._open).writerow([_inert(cell) for cell in cells])

    def _trouble(self, error: OSError) -> BadInput:
        what = f"The skipped rows cannot be written to {self.path}: {error.strerror}."
        return BadInput(what, remedy="Copy the file to a folder that you may write to, and import it from there.")


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Return as many cells as there are columns; what is too much stands in the last."""
    if len(cells) <= width:
        return (*cells, *("" for _ in range(width - len(cells))))
    return (*cells[: width - 1], " | ".join(cells[width - 1 :])) if width else ()


def _inert(cell: str) -> str:
    text = str(clean_passage(cell))
    return f"'{text}" if text.startswith(_FORMULA) else text
