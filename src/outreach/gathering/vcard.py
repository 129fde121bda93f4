"""Address cards (vCard 2.1, 3.0 and 4.0): each gives a person or says why it does not, as rows of a table do.

A file is cut into cards as it is read, and of a card only the lines that tell something are kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from outreach.errors import BadInput, Mistake
from outreach.gathering import naming
from outreach.gathering.card import Property, properties
from outreach.gathering.cells import Cells
from outreach.gathering.csv_file import Row, text_lines
from outreach.gathering.facts import Listing
from outreach.gathering.found import Found, Skipped
from outreach.gathering.layouts import Field
from outreach.gathering.people import People

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS: Final = ("FN", "EMAIL")
"""What the cells of a card's row are called: its name and its addresses as they stand."""

MAX_CARD: Final = 4_000_000
"""The most characters of one card: a photograph fits, a runaway does not."""

EXPORT: Final = "your address book"

_BEGIN: Final = re.compile(r"\s*(?:[\w-]+\.)?BEGIN\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_END: Final = re.compile(r"\s*(?:[\w-]+\.)?END\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_READ: Final = re.compile(
    r"(?:[\w-]+\.)?(?:KIND|N|FN|EMAIL|ORG|TITLE|ROLE|NOTE|CATEGORIES|X-SOCIALPROFILE|SOCIALPROFILE)\s*[:;]",
    re.IGNORECASE,
)
_CARD = tuple[int, list[str], str]
"""The line that a card begins on, its lines, and what is wrong with it, if anything."""


def read_cards(path: Path, *, day: dt.date) -> Iterator[Found | Skipped]:
    """Yield for each card a person or why there is none; `day` is the one on which the file was made.

    Raises BadInput where it is no file of cards.
    """
    if next(_cards(path), None) is None:
        what = "no address card begins anywhere in it (BEGIN:VCARD)."
        raise BadInput.of([Mistake(str(path), 1, 1, what)], remedy="Export your contacts as vCard (.vcf), or name another file.")
    return _read(path, Listing(EXPORT, f"your address book {path.name}", day))


def _read(path: Path, listing: Listing) -> Iterator[Found | Skipped]:
    people = People(listing)
    for number, (line, lines, fault) in enumerate(_cards(path), 1):
        card = tuple(properties(lines))
        row = Row(number, line, tuple("; ".join(_texts(card, name)) for name in COLUMNS))
        kind = next(iter(_texts(card, "KIND")), "individual").lower()
        if fault:
            yield Skipped(row, fault)
        elif kind != "individual":
            yield Skipped(row, f"it is no person but of kind {naming.slug(kind) or 'unknown'}")
        else:
            yield people.add(row, _cells(card))


def _cards(path: Path) -> Iterator[_CARD]:
    """Yield the cards of a file without their photographs and the like."""
    kept: list[str] = []
    begun = size = 0
    reading = False
    with text_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            if _BEGIN.match(line):
                if begun:
                    yield begun, kept, "it has no end"
                begun, kept, size, reading = number, [], 0, True
            elif begun and _END.match(line):
                yield begun, kept, "" if size <= MAX_CARD else f"it is longer than {MAX_CARD:,} characters"
                begun = 0
            elif begun:
                # A folded line goes on with a blank; one of quoted-printable after an equals sign at the end.
                goes_on = line[:1] in {" ", "\t"} or (kept and reading and _is_open(kept[-1]))
                reading = reading if goes_on else _READ.match(line) is not None
                size += len(line) if reading else 0
                if reading and size <= MAX_CARD:
                    kept.append(line)
    if begun:
        yield begun, kept, "it has no end"


def _is_open(line: str) -> bool:
    return line.rstrip("\r\n").endswith("=")


def _cells(card: tuple[Property, ...]) -> Cells:
    """Return what a card tells, as a row of a table would."""
    whole = next(iter(_texts(card, "FN")), "")
    texts: dict[Field, tuple[str, ...]] = {
        Field.NAME: (whole,),
        Field.ADDRESS: _texts(card, "EMAIL"),
        Field.COMPANY: tuple(one.parts(";")[0] for one in card if one.name == "ORG"),
        Field.ROLE: (*_texts(card, "TITLE"), *_texts(card, "ROLE")),
        Field.NOTES: _texts(card, "NOTE"),
        Field.TAGS: tuple(tag for one in card if one.name == "CATEGORIES" for tag in one.parts(",")),
        Field.HANDLE: (*_texts(card, "X-SOCIALPROFILE"), *_texts(card, "SOCIALPROFILE")),
    }
    if naming.fault_of(whole) and (name := next((one.parts(";") for one in card if one.name == "N"), None)) is not None:
        # Family name, given name, additional names, prefixes.
        parts = (Field.LAST, Field.FIRST, Field.MIDDLE, Field.PREFIX)
        texts |= {field: (part,) for field, part in zip(parts, name, strict=False)}
    return Cells({field: tuple(text for text in values if text.strip()) for field, values in texts.items()})


def _texts(card: tuple[Property, ...], name: str) -> tuple[str, ...]:
    """Return the texts of a property, the preferred first."""
    return tuple(one.text for one in sorted((one for one in card if one.name == name), key=lambda one: not one.is_preferred))
