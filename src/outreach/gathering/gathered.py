"""A text that was gathered from somewhere: its words, cleaned and cut to a bound, and where and when it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from outreach.domain.cleaning import clean_line, clean_passage
from outreach.domain.fact import Source
from outreach.gathering.unfit import is_unfit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

MAX_TEXT: Final = 40_000
"""The most characters of one text."""

_MAX_TITLE: Final = 120


class Gathered(NamedTuple):
    """A text, its title (may be empty) and its source; paragraphs stand apart."""

    title: str
    text: str
    source: Source


def passage(paragraphs: Iterable[str]) -> str:
    """Return paragraphs as one cleaned text, cut to the bound."""
    cleaned = (str(clean_passage(paragraph)) for paragraph in paragraphs)
    return "\n\n".join(paragraph for paragraph in cleaned if paragraph)[:MAX_TEXT].rstrip()


def title_of(text: str | None) -> str:
    """Return a title on one line, or an empty text for one that is too long or reads like anything but a title."""
    title = str(clean_line(text or ""))
    return title if len(title) <= _MAX_TITLE and not is_unfit(title) else ""


def source_of(what: str, title: str, host: str, date: dt.date | None, day: dt.date) -> Source:
    """Return the source of a text from the web: what it is, its title and its host; dated, but not after the day it was seen."""
    named = f"{what} \u201c{title}\u201d at {host}" if title else f"{what} at {host}"
    return Source(where=named, when=min(date or day, day))
