"""From the rows of a table to people: each row gives a contact with facts that carry their sources, or says why it does not.

1. What a person wrote in columns for facts and needs is a fact; it may be told to somebody only where the row names its source.
2. A program's export says where people work: a fact whose source is that export, as of the day it was taken.
3. Notes are read by the plain extractor and only proposed.
4. The same person twice in one file is taken once. Addresses and handles tell, and a name where there is neither.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from outreach.errors import BadInput
from outreach.gathering import naming
from outreach.gathering.cells import Cells
from outreach.gathering.facts import facts_and_proposals
from outreach.gathering.found import Found, Skipped
from outreach.gathering.person import Drawn, contact_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from outreach.gathering.columns import Mapping
    from outreach.gathering.csv_file import CsvFile, Row


def read_people(table: CsvFile, mapping: Mapping, *, day: dt.date) -> Iterator[Found | Skipped]:
    """Yield for each row a person or why there is none; `day` is the one on which the table was true (its file's).

    Raises BadInput, before anything is read, when no column gives a name.
    """
    if not mapping.names_people:
        remedy = (
            f"Say which one does (name=COLUMN, or first=COLUMN and last=COLUMN). The columns are: {', '.join(table.columns)}."
        )
        raise BadInput(f"No column of {table.path} seems to give people's names.", remedy=remedy)
    return _read(table, mapping, day)


def _read(table: CsvFile, mapping: Mapping, day: dt.date) -> Iterator[Found | Skipped]:
    places = {column: index for index, column in enumerate(table.columns)}
    people = _People()
    for row in table.rows():
        if row.fault:
            yield Skipped(row, row.fault)
            continue
        yield people.add(row, Cells.of(row, mapping, places), mapping, f"your list {table.path.name}", day)


class _People:
    """Who was met so far in a file, held as digests so that a long file takes little memory."""

    def __init__(self) -> None:
        self._keys: dict[int, int] = {}
        self._ids: set[int] = set()

    def add(self, row: Row, cells: Cells, mapping: Mapping, list_name: str, day: dt.date) -> Found | Skipped:
        """Return the person of a row, or why there is none."""
        drawn = Drawn.of(cells)
        if drawn.fault:
            return Skipped(row, drawn.fault)
        earlier = next((self._keys[key] for key in map(_digest, drawn.keys) if key in self._keys), None)
        if earlier is not None:
            return Skipped(row, f"it is the same person as row {earlier}")
        id_ = naming.person_id(drawn.name, drawn.keys[0], lambda id_: _digest(id_) in self._ids)
        self._ids.add(_digest(id_))
        self._keys |= dict.fromkeys(map(_digest, drawn.keys), row.number)
        facts, proposals, remarks = facts_and_proposals(cells, drawn, mapping, list_name, day)
        contact = contact_of(drawn, cells, id_=id_, facts=facts, list_name=mapping.export or list_name)
        said = (*((row.remark,) if row.remark else ()), *drawn.remarks, *remarks)
        return Found(row, contact, proposals, said)


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
