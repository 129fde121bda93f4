"""What reading a file of people gives, one after the other: a person, or a row that was skipped with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from outreach.gathering.csv_file import Row

if TYPE_CHECKING:
    from outreach.domain.contact import Contact
    from outreach.domain.proposal import Proposal

__all__ = ["Found", "Row", "Skipped"]


class Found(NamedTuple):
    """A person out of a row: the contact, what the notes beside them may say, and what was mended or left out."""

    row: Row
    contact: Contact
    proposals: tuple[Proposal, ...] = ()
    remarks: tuple[str, ...] = ()


class Skipped(NamedTuple):
    """A row that gave no person, in its own cells, and why: the reason goes on after "row 7 (line 9) was skipped: "."""

    row: Row
    reason: str
