"""The names of columns that we know: those of address programs' exports, and those that people give their own lists."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from outreach.domain.value import Value
from outreach.yaml_file import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence


class Field(StrEnum):
    """What a column may tell about a person. `since` is when they were connected with; `resting` that they opted out."""

    NAME = "name"
    PREFIX = "prefix"
    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    GREETING = "greeting"
    ADDRESS = "address"
    HANDLE = "handle"
    ROLE = "role"
    COMPANY = "company"
    NOTES = "notes"
    FACT = "fact"
    NEED = "need"
    QUOTE = "quote"
    SOURCE = "source"
    DATE = "date"
    TAGS = "tags"
    CLOSENESS = "closeness"
    CHANNEL = "channel"
    RESTING = "resting"
    SINCE = "since"


SEVERAL: Final = frozenset(
    {Field.ADDRESS, Field.NOTES, Field.FACT, Field.NEED, Field.TAGS, Field.ROLE, Field.COMPANY, Field.RESTING}
)
"""The fields that more than one column may give."""


class Layout(Value):
    """One program's export: its name, how a source calls it, the columns that mark it, and what its columns tell."""

    name: str
    export: str
    marks: tuple[str, ...]
    fields: dict[Field, tuple[str, ...]]

    def fits(self, names: Sequence[str]) -> bool:
        """Tell whether a header is this program's."""
        return {plain(mark) for mark in self.marks} <= {plain(name) for name in names}


class _Tables(Value):
    layouts: tuple[Layout, ...]
    names: dict[Field, tuple[str, ...]]


def plain(name: str) -> str:
    """Return a column's name without case, blanks and signs, as names are compared."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "", folded)


def layout_of(names: Sequence[str]) -> Layout | None:
    """Return the layout that a header has, or None for a list of somebody's own."""
    return next((layout for layout in _tables().layouts if layout.fits(names)), None)


def field_of(name: str) -> Field | None:
    """Return what a column of that name tells, by the names that people use; None for one that is not known."""
    known = _known()
    bare = plain(name)
    return known.get(bare) or known.get(re.sub(r"\d+", "", bare))


def is_known(name: str) -> bool:
    """Tell whether a cell is the name of a column, of an export or of anybody's own list."""
    return field_of(name) is not None or plain(name) in _marks()


@cache
def _tables() -> _Tables:
    return _Tables.model_validate(read_yaml(Path(__file__).with_name("layouts.yaml")).data)


@cache
def _known() -> dict[str, Field]:
    return {plain(name): field for field, names in _tables().names.items() for name in names}


@cache
def _marks() -> frozenset[str]:
    listed = (names for layout in _tables().layouts for names in (layout.marks, *layout.fields.values()))
    return frozenset(plain(name) for names in listed for name in names)
