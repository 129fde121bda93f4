"""Where the names of a table's columns stand: on its first row, below a preamble, or nowhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from outreach.domain.cleaning import clean_line
from outreach.gathering.layouts import is_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.gathering.records import Record

LOOK: Final = 20
"""How many records are looked at: no export's preamble is longer."""

MAX_NAME: Final = 80
_DATA: Final = re.compile(r"@|://|^\W*\d[\d\s./:()+-]{3,}$|^=")
"""What the name of a column does not look like: an address, a link, a date, a number, a formula."""


def find(head: Sequence[Record]) -> int | None:
    """Return which of the first records names the columns, or None where they have no names.

    The record with the most names that we know wins. Where no name is known, the first record is taken for the header if
    it looks like names and nothing like data.
    """
    scores = [sum(is_known(cell) for cell in record.cells) for record in head[:LOOK]]
    best = max(range(len(scores)), key=lambda index: (scores[index], -index), default=None)
    if best is None:
        return None
    if scores[best] >= 2 or (scores[best] == 1 and best == 0 and not any("@" in cell for cell in head[0].cells)):
        return best
    widest = max(len(record.cells) for record in head[:LOOK])
    first = next((index for index, record in enumerate(head[:LOOK]) if len(record.cells) == widest), 0)
    return first if _is_like_names(head[first].cells) else None


def names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return a name for each column: cleaned, those without one called by their number, those that recur numbered."""
    wanted = [(str(clean_line(cell)) or f"Column {number}")[:MAX_NAME] for number, cell in enumerate(cells, 1)]
    taken, seen, given = set(wanted), Counter[str](), list[str]()
    for name in wanted:
        seen[name] += 1
        own = name
        while seen[name] > 1 and (own == name or own in taken):
            own = f"{name} ({seen[name]})"
            if own in taken:
                seen[name] += 1
        taken.add(own)
        given.append(own)
    return tuple(given)


def _is_like_names(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and not any(_DATA.search(cell) or len(cell) > MAX_NAME for cell in filled)
