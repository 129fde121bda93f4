"""Tell a file that is no text before anything tries to read it as text, and say what it is instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from outreach.errors import BadInput, Mistake

if TYPE_CHECKING:
    from pathlib import Path

_BEGINNINGS: Final = (
    (b"PK\x03\x04", "is a workbook or an archive (such as .xlsx or .zip)", "Open it and save it as CSV, or unpack it."),
    (b"\xd0\xcf\x11\xe0", "is an old Office file (such as .xls)", "Open it and save it as CSV."),
    (b"%PDF", "is a PDF", "Export the list as CSV."),
    (b"\x1f\x8b", "is compressed", "Unpack it first."),
    (b"SQLite format 3\0", "is a database", "Export the list as CSV."),
    (b"\x89PNG", "is a picture", "Export the list as CSV."),
    (b"\xff\xd8\xff", "is a picture", "Export the list as CSV."),
    (b"GIF8", "is a picture", "Export the list as CSV."),
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF_16_OR_32: Final = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def refuse(head: bytes, path: Path) -> None:
    """Raise BadInput, with line and column, when the beginning of a file shows that it is no text."""
    for beginning, what, remedy in _BEGINNINGS:
        if head.startswith(beginning):
            raise BadInput.of([Mistake(str(path), 1, 1, f"{what}, not a text file.")], remedy=remedy)
    if head.startswith(_UTF_16_OR_32) or _is_every_other_zero(head):
        return
    controls = _CONTROL.findall(head)
    if len(controls) > 4 + len(head) // 50:
        match = _CONTROL.search(head)
        at = match.start() if match else 0
        line = head.count(b"\n", 0, at) + 1
        column = at - (head.rfind(b"\n", 0, at) + 1) + 1
        what = "is binary from here on, not text."
        raise BadInput.of([Mistake(str(path), line, column, what)], remedy="Name a text file.")


def _is_every_other_zero(head: bytes) -> bool:
    """Tell Latin text in UTF-16 without a mark."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.4 * (len(head) / 2) and min(even, odd) < 0.05 * (len(head) / 2)
