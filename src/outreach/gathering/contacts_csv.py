"""From the rows of a table to people: each row gives a contact with facts that carry their sources, or says why it does not.

1. What a person wrote in columns for facts and needs is a fact; it may be told to somebody only where the row names its source.
2. A program's export says where people work: a fact whose source is that export, as of the day it was taken.
3. Notes are read by the plain extractor and only proposed.
4. The same person twice in one file is taken once. Addresses and handles tell, and a name where there is neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.errors import BadInput
from outreach.gathering.cells import Cells
from outreach.gathering.facts import Listing
from outreach.gathering.found import Found, Skipped
from outreach.gathering.people import People

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from outreach.gathering.columns import Mapping
    from outreach.gathering.csv_file import CsvFile


def read_people(table: CsvFile, mapping: Mapping, *, day: dt.date, notes: bool = True) -> Iterator[Found | Skipped]:
    """Yield for each row a person or why there is none; `day` is the one on which the table was true (its file's).

    Without `notes` nothing is proposed, which reads a long table several times faster. Raises BadInput, before anything is read,
    when no column gives a name.
    """
    if not mapping.names_people:
        remedy = (
            f"Say which one does (name=COLUMN, or first=COLUMN and last=COLUMN). The columns are: {', '.join(table.columns)}."
        )
        raise BadInput(f"No column of {table.path} seems to give people's names.", remedy=remedy)
    return _read(table, mapping, Listing(mapping.export, f"your list {table.path.name}", day, notes=notes))


def _read(table: CsvFile, mapping: Mapping, listing: Listing) -> Iterator[Found | Skipped]:
    places = {column: index for index, column in enumerate(table.columns)}
    people = People(listing)
    for row in table.rows():
        yield Skipped(row, row.fault) if row.fault else people.add(row, Cells.of(row, mapping, places))
