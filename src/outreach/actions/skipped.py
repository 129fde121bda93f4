"""The rows that an import skipped, in a file beside the one they came from: their own columns, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from outreach.export.table import Table, fitted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

REASON = "why it was skipped"


class SkippedRows:
    """The table `FILE.skipped.csv`, begun with its first row: without a row there is no file."""

    def __init__(self, file: Path, columns: Sequence[str]) -> None:
        self.path = file.with_name(f"{file.name}.skipped.csv")
        self.count = 0
        self._columns = columns
        self._table: Table | None = None

    def __enter__(self) -> Self:
        """Return the rows; nothing is written yet."""
        return self

    def add(self, cells: Sequence[str], reason: str) -> None:
        """Write one row; raise BadInput where the folder cannot be written to."""
        if self._table is None:
            self._table = Table(self.path, (*self._columns, REASON)).__enter__()
        self._table.add((*fitted(cells, len(self._columns)), reason))
        self.count += 1

    def __exit__(self, kind: object, *_: object) -> None:
        """Put the file in place, or leave what was there before where the work was stopped."""
        if self._table is not None:
            self._table.__exit__(kind)
