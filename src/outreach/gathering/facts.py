"""What cells tell of a person: facts with their sources where a person wrote them down as such, proposals out of notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach.domain.cleaning import LINE_LENGTH
from outreach.domain.fact import Fact, FactKind, Source
from outreach.gathering.dates import day_in
from outreach.gathering.extract import Voice, propose
from outreach.gathering.layouts import Field
from outreach.gathering.naming import slug
from outreach.lint.orders import is_instruction

if TYPE_CHECKING:
    import datetime as dt

    from outreach.domain.proposal import Proposal
    from outreach.gathering.cells import Cells
    from outreach.gathering.person import Drawn

UNSURE_DATE: Final = "the date cannot be told for sure (write it like 2026-03-01); the list's own day stands for it"
"""What is remarked of a date that cannot be read, or that is still to come."""
_MOST: Final = 12
_FORMULA: Final = re.compile(r"[=@]|[+-](?=[\w(])(?!\d+\s)")

Told = tuple[tuple[Fact, ...], tuple["Proposal", ...], tuple[str, ...]]
"""Facts, proposals, and what was left out or only proposed."""


class Listing(NamedTuple):
    """What file cells come from: the name of a program's export or None, the file's own name, and the day it was true.

    `notes` tells whether notes are read for proposals.
    """

    export: str | None
    name: str
    day: dt.date
    notes: bool = True

    @property
    def where(self) -> str:
        """Return what a source calls the file."""
        return self.export or self.name


class _Telling:
    """What was made of a row's cells so far."""

    def __init__(self, source: Source | None, notes: tuple[str, ...]) -> None:
        self.source = source
        self.facts: list[Fact] = []
        self.notes = list(notes)
        self.remarks: list[str] = []

    def add(self, text: str, kind: FactKind) -> None:
        """Add one fact; what is too long for one is read like a note, and what is none is left out with a remark."""
        if _FORMULA.match(text) or is_instruction(text):
            self.remarks.append(f"a {kind.value} reads like a formula or an order to a program and was left out")
        elif len(text) > LINE_LENGTH:
            self.notes.append(text)
            self.remarks.append(f"a {kind.value} is longer than {LINE_LENGTH} characters; sentences of it are proposed instead")
        elif all(fact.text.casefold() != text.casefold() for fact in self.facts):
            taken = {fact.id for fact in self.facts}
            id_ = stem = slug(text) or kind.value
            number = 1
            while id_ in taken:
                number += 1
                id_ = f"{stem}-{number}"
            self.facts.append(Fact(id=id_, text=text, kind=kind, source=self.source))

    def quote(self, words: str) -> None:
        """Put their own words beside what they are about: the first need, else the first fact."""
        told = [index for index, fact in enumerate(self.facts) if fact.id != "work"]
        best = min(told, key=lambda index: (self.facts[index].kind is not FactKind.NEED, index), default=None)
        if best is not None and words and len(words) <= LINE_LENGTH and not is_instruction(words):
            self.facts[best] = self.facts[best].model_copy(update={"quote": words})


def facts_and_proposals(cells: Cells, drawn: Drawn, listing: Listing) -> Told:
    """Return what the cells of a row tell; the listing's day dates what carries no date of its own."""
    source, remarks = _source(cells, listing.day)
    telling = _Telling(source, cells.passages(Field.NOTES))
    if listing.export and (work := _work(drawn)):
        telling.facts.append(Fact(id="work", text=work, source=Source(where=listing.export, when=listing.day)))
    for field, kind in ((Field.NEED, FactKind.NEED), (Field.FACT, FactKind.FACT)):
        for line in (part for text in cells.passages(field) for part in text.splitlines() if part.strip()):
            telling.add(" ".join(line.split()), kind)
    telling.quote(cells.line(Field.QUOTE))
    proposals: tuple[Proposal, ...] = ()
    if telling.notes and listing.notes:
        noted = Source(where=source.where if source else listing.where, when=listing.day)
        proposals = propose("\n\n".join(telling.notes), noted, voice=Voice.NOTE, name=drawn.name)
    return tuple(telling.facts[:_MOST]), proposals, (*remarks, *telling.remarks)


def _source(cells: Cells, day: dt.date) -> tuple[Source | None, tuple[str, ...]]:
    """Return the source that the row names, dated as it says or else on the list's day and never after it; and a remark."""
    where, when = cells.line(Field.SOURCE), cells.line(Field.DATE)
    if not where or len(where) > LINE_LENGTH:
        return None, ()
    read = day_in(when)
    unsure = bool(when) and (read is None or read > day)
    return Source(where=where, when=day if unsure or read is None else read), (UNSURE_DATE,) if unsure else ()


def _work(drawn: Drawn) -> str:
    """Say where a person works, as an export of a program tells it."""
    said = " at ".join(part for part in (drawn.role, drawn.company) if part)
    text = f"Works as {said}" if drawn.role else f"Works at {said}" if said else ""
    return text if len(text) <= LINE_LENGTH and not is_instruction(text) and not _FORMULA.match(said) else ""
