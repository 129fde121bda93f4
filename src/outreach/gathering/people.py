"""The people of one file as they are met, each of them once."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from outreach.gathering import naming
from outreach.gathering.facts import facts_and_proposals
from outreach.gathering.found import Found, Skipped
from outreach.gathering.person import Drawn, contact_of

if TYPE_CHECKING:
    from outreach.gathering.cells import Cells
    from outreach.gathering.csv_file import Row
    from outreach.gathering.facts import Listing


class People:
    """Who was met so far, held as digests so that a long file takes little memory."""

    def __init__(self, listing: Listing) -> None:
        """Begin with nobody; `listing` says what file it is."""
        self._listing = listing
        self._keys: dict[int, int] = {}
        self._ids: set[int] = set()

    def add(self, row: Row, cells: Cells) -> Found | Skipped:
        """Return the person of a row, or why there is none."""
        drawn = Drawn.of(cells)
        if drawn.fault:
            return Skipped(row, drawn.fault)
        keys = tuple(map(_digest, drawn.keys))
        earlier = next((self._keys[key] for key in keys if key in self._keys), None)
        if earlier is not None:
            return Skipped(row, f"it is the same person as row {earlier}")
        id_ = naming.person_id(drawn.name, drawn.keys[0], lambda id_: _digest(id_) in self._ids)
        self._ids.add(_digest(id_))
        self._keys |= dict.fromkeys(keys, row.number)
        facts, proposals, remarks = facts_and_proposals(cells, drawn, self._listing)
        contact = contact_of(drawn, cells, id_=id_, facts=facts, list_name=self._listing.where)
        said = (*((row.remark,) if row.remark else ()), *drawn.remarks, *remarks)
        return Found(row, contact, proposals, said)


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
