"""How a table's text is cut into cells: which sign stands between them, and whether a backslash protects a quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""The signs that may stand between cells, and what they are called."""

_SAMPLE: Final = 32_768
_LINES: Final = 200
_LONGEST: Final = 4_096
_DECLARED: Final = re.compile(r"\s*\"?sep=([,;\t|])\"?\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The sign between cells; `escape` is a backslash where one protects quotes, else empty."""

    delimiter: str
    escape: str = ""

    @property
    def name(self) -> str:
        """Return what the sign is called ("semicolons")."""
        return DELIMITERS[self.delimiter]


def declared(line: str) -> Dialect | None:
    """Return the dialect that a first line `sep=;` declares, as Excel writes and reads it."""
    match = _DECLARED.match(line)
    return Dialect(match[1]) if match else None


def sniff(lines: list[str]) -> Dialect:
    """Return the dialect that makes the most regular table of a file's first lines; commas where nothing tells."""
    from clevercsv import Detector  # noqa: PLC0415  # 150 ms: only where a table is read

    sample = _sample(lines)
    try:
        found = Detector().detect(sample, delimiters=list(DELIMITERS))
    except Exception:  # noqa: BLE001  # whatever text it stumbles over, the counts below still tell
        found = None
    delimiter = found.delimiter if found is not None else ""
    escape = "\\" if '\\"' in sample and '""' not in sample and found is not None and found.escapechar == "\\" else ""
    return Dialect(delimiter or _most(lines), escape)


def _sample(lines: list[str]) -> str:
    """Return lines of an ordinary length, to a bounded size: one huge cell tells nothing about the others."""
    kept: list[str] = []
    size = 0
    for line in lines[:_LINES]:
        if len(line) <= _LONGEST and size + len(line) <= _SAMPLE:
            kept.append(line)
            size += len(line)
    return "".join(kept)


def _most(lines: list[str]) -> str:
    """Return the sign that the first line with any of them has most of."""
    for line in lines:
        counts = {delimiter: line[:_LONGEST].count(delimiter) for delimiter in DELIMITERS}
        if any(counts.values()):
            return max(counts, key=lambda delimiter: counts[delimiter])
    return ","
