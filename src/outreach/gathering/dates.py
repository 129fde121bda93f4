"""Dates as exports and people write them, where they can mean one day only."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_MONTHS: Final = {
    name: number
    for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_ISO: Final = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST: Final = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ .-]+([A-Za-z]{3})[a-z]*\.?,?[ -]+(\d{4})\b")
_MONTH_FIRST: Final = re.compile(r"\b([A-Za-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_NUMBERS: Final = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})\b")


def day_in(text: str) -> dt.date | None:
    """Return the first day that a text names, or None where it names none or may mean two (03/04/2026)."""
    if match := _ISO.search(text):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.search(text):
        return _day(match[3], str(_MONTHS.get(match[2].lower(), 0)), match[1])
    if match := _MONTH_FIRST.search(text):
        return _day(match[3], str(_MONTHS.get(match[1].lower(), 0)), match[2])
    if match := _NUMBERS.search(text):
        first, second = int(match[1]), int(match[3])
        if match[2] == "." or first > 12 or first == second:
            return _day(match[4], match[3], match[1])
        return _day(match[4], match[1], match[3]) if second > 12 else None
    return None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
