"""How much a thing takes of the one who gives it, so that an ask can be held against the offer beside it."""

from __future__ import annotations

from enum import StrEnum


class Size(StrEnum):
    """What giving it takes: minutes, an hour or two, or days, money or a good name."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"

    def exceeds(self, other: Size) -> bool:
        """Tell whether this takes more than the other."""
        order = tuple(Size)
        return order.index(self) > order.index(other)
