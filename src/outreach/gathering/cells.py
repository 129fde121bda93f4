"""The cells of one row by what they tell, cleaned at the door."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from outreach.domain.cleaning import clean_line, clean_passage

if TYPE_CHECKING:
    from collections.abc import Mapping as Places

    from outreach.gathering.columns import Mapping
    from outreach.gathering.csv_file import Row
    from outreach.gathering.layouts import Field

MAX_CELL: Final = 60_000
"""How many characters of a cell are read. The whole of it stays in the row."""

_JOINED: Final = re.compile(r"\s*:::\s*")
"""How Google writes several values into one cell."""


class Cells:
    """What a row tells, field by field."""

    def __init__(self, texts: dict[Field, tuple[str, ...]]) -> None:
        self._texts = texts

    @classmethod
    def of(cls, row: Row, mapping: Mapping, places: Places[str, int]) -> Cells:
        """Return the cells of a row under a mapping; `places` tells where each column stands."""
        texts: dict[Field, tuple[str, ...]] = {}
        for each in mapping.columns:
            text = row.cells[places[each.column]][:MAX_CELL]
            if text.strip():
                texts[each.field] = (*texts.get(each.field, ()), text)
        return cls(texts)

    def line(self, field: Field) -> str:
        """Return the first text of a field on one line, or an empty text."""
        return next(iter(self.lines(field)), "")

    def lines(self, field: Field) -> tuple[str, ...]:
        """Return every text of a field, each on one line; several values in one cell are several texts."""
        every = (str(clean_line(part)) for text in self._texts.get(field, ()) for part in _JOINED.split(text))
        return tuple(line for line in every if line)

    def passages(self, field: Field) -> tuple[str, ...]:
        """Return every text of a field with its line breaks."""
        every = (str(clean_passage(text)) for text in self._texts.get(field, ()))
        return tuple(text for text in every if text)
