"""Cut lines into the records of a table, so that one broken quote costs one record and not all that follow it."""

from __future__ import annotations

import csv
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.gathering.dialect import Dialect

MAX_RECORD: Final = 4_000_000
"""The most characters that one record may have; a quote that nothing closes for so long was not meant to be one."""

UNCLOSED: Final = "a quotation mark opens a cell here and nothing closes it"
TOO_LONG: Final = f"the line is longer than {MAX_RECORD:,} characters"


class Record(NamedTuple):
    """The cells of one record, the line (from 1) that it begins on, and what is wrong with its quoting, if anything."""

    line: int
    cells: tuple[str, ...]
    fault: str = ""


class _Runaway(Exception):
    """A record grew past every bound."""


class _Feed:
    """Gives lines to the csv module and keeps those of the record at hand, so that they can be read again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        self.size = 0
        self.ended = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self._back:
            line = self._back.popleft()
        else:
            try:
                line = next(self._lines)
            except StopIteration:
                self.ended = True
                raise
        self.taken.append(line)
        self.size += len(line)
        if self.size > MAX_RECORD:
            raise _Runaway
        return line

    def forget(self) -> None:
        """Let go of the lines of a record that is done."""
        self.taken, self.size, self.ended = [], 0, False

    def give_back(self) -> str:
        """Put all lines but the first back, and return the first."""
        self._back.extendleft(reversed(self.taken[1:]))
        return self.taken[0]


def records(lines: Iterator[str], dialect: Dialect, *, first: int = 1) -> Iterator[Record]:
    """Yield every record that is not blank; `first` is the number of the first line."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_RECORD))
    feed, number = _Feed(lines), first
    reader = _reader(feed, dialect)
    while True:
        feed.forget()
        try:
            cells = next(reader)
            broken = feed.ended or (len(feed.taken) > 1 and not _is_sound(feed.taken, dialect))
        except StopIteration:
            return
        except (_Runaway, csv.Error):
            cells, broken = [], True
        if broken:
            line = feed.give_back()
            reader = _reader(feed, dialect)
            fault = TOO_LONG if len(line) > MAX_RECORD else UNCLOSED
            yield Record(number, tuple(line.rstrip("\r\n").split(dialect.delimiter)), fault)
            number += 1
            continue
        if any(cell.strip() for cell in cells):
            yield Record(number, tuple(cells))
        number += len(feed.taken)


def _reader(feed: Iterator[str], dialect: Dialect, *, strict: bool = False) -> Iterator[list[str]]:
    escape = dialect.escape or None
    return csv.reader(feed, delimiter=dialect.delimiter, escapechar=escape, doublequote=escape is None, strict=strict)


def _is_sound(taken: list[str], dialect: Dialect) -> bool:
    """Tell whether a record of several lines is quoted by the book; otherwise two stray quotes may have met across rows."""
    try:
        next(_reader(iter(taken), dialect, strict=True))
    except (csv.Error, StopIteration):
        return False
    return True
