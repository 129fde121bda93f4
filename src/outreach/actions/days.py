"""Days as one says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


def spoken(day: dt.date) -> str:
    """Return a day in words: 3 October 2026."""
    return f"{day.day} {day:%B %Y}"
