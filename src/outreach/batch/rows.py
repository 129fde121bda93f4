"""The rows of a table as a run sees them: a key, a person or a fault, and what the row itself says is to be asked or offered.

A row is known by the cells that are read of it, and by nothing else: a column that is added, moved or renamed changes no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.batch.row import Keys
from outreach.domain.cleaning import clean_line
from outreach.gathering.contacts_csv import read_people
from outreach.gathering.facts import UNSURE_DATE
from outreach.gathering.found import Skipped

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from outreach.domain.contact import Contact
    from outreach.gathering.columns import Mapping
    from outreach.gathering.csv_file import CsvFile

ASK, OFFER = "ask", "offer"
"""The columns, by name, with which a row may say what to ask of this person and which offer to make them."""


@dataclass(frozen=True, slots=True)
class Person:
    """One row: its key, line and cells, the contact (None where there is none, with the fault), and its own ask and offer."""

    key: str
    line: int
    cells: tuple[str, ...]
    contact: Contact | None
    fault: str = ""
    ask: str = ""
    offer_id: str = ""

    @property
    def is_double(self) -> bool:
        """Tell whether the row was left out because the person stands in an earlier one."""
        return self.fault.startswith("it is the same person as row ")


def people(table: CsvFile, mapping: Mapping, day: dt.date) -> Iterator[Person]:
    """Yield every row of a table in its order; `day` is the one on which the table was true.

    Raises BadInput, before anything is read, when no column gives a name.
    """
    found_at = {name: _column(table, name) for name in (ASK, OFFER)}
    read = _read(table, mapping)
    keys = Keys()
    for found in read_people(table, mapping, day=day, notes=False):
        row = found.row
        key = keys.of(row.cells if row.fault else [f"{name}\x1e{row.cells[index]}" for name, index in read])
        if isinstance(found, Skipped):
            yield Person(key, row.line, row.cells, None, found.reason)
            continue
        if UNSURE_DATE in found.remarks:  # a message may name the day, and must not name a wrong one
            yield Person(key, row.line, row.cells, None, "its date cannot be told for sure; write it like 2026-03-01")
            continue
        ask, offer = (_cell(row.cells, found_at[name]) for name in (ASK, OFFER))
        yield Person(key, row.line, row.cells, found.contact, ask=ask, offer_id=offer)


def _read(table: CsvFile, mapping: Mapping) -> list[tuple[str, int]]:
    """Return what is read of a row, and in which cell: a row stays itself when its other cells change, or columns move."""
    own = [(name, index) for name in (ASK, OFFER) if (index := _column(table, name)) is not None]
    told = [(str(each.field), table.columns.index(each.column)) for each in mapping.columns]
    return sorted(own) + sorted(told, key=lambda each: each[0])


def without_own(mapping: Mapping) -> Mapping:
    """Return a mapping of columns to what they tell of people, without those that tell what is asked and offered."""
    kept = tuple(each for each in mapping.columns if each.column.strip().casefold() not in {ASK, OFFER})
    return mapping.model_copy(update={"columns": kept})


def _column(table: CsvFile, name: str) -> int | None:
    return next((index for index, column in enumerate(table.columns) if column.strip().casefold() == name), None)


def _cell(cells: tuple[str, ...], index: int | None) -> str:
    return str(clean_line(cells[index])) if index is not None and index < len(cells) else ""
