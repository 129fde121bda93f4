"""Which column tells what about a person: by its name, by what it holds, or as a person says it is.

A mapping is a value that can be shown, saved beside a run and changed before anything is read by it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from outreach.domain.value import Value
from outreach.errors import BadInput
from outreach.gathering.layouts import SEVERAL, Field, Layout, field_of, layout_of, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from outreach.gathering.csv_file import CsvFile

ADDRESS: Final = re.compile(r"[^@\s<>,;:\"()\[\]]+@[^@\s<>,;:\"()\[\]]+\.[^@\s<>,;:\"()\[\].]+")
"""A mail address inside a cell."""

_NAME: Final = re.compile(r"(?:[^\W\d_][\w'\u2019.-]*)(?: [^\W\d_][\w'\u2019.-]*){1,3}\Z")
_LINK: Final = re.compile(r"https?://\S+\Z|(?:www\.)?linkedin\.com/\S+\Z", re.IGNORECASE)
_HANDLE: Final = re.compile(r"@[\w.-]{2,}(?:@[\w.-]+)?\Z")
_TITLES: Final = frozenset("mr mrs ms mx miss dr prof sir herr frau mme m".split())  # noqa: SIM905  # a list of words reads best as one
_SHARE: Final = 0.6
_ADDABLE: Final = frozenset(
    {Field.FACT, Field.NEED, Field.QUOTE, Field.SOURCE, Field.DATE, Field.GREETING, Field.CLOSENESS, Field.CHANNEL, Field.RESTING}
)


class How(StrEnum):
    """How a column's meaning was found: it is a known export's, its name says it, its values show it, or a person said it."""

    EXPORT = "export"
    NAME = "name"
    VALUES = "values"
    PERSON = "person"


class Assigned(Value):
    """One column and what it tells."""

    column: str
    field: Field
    how: How


class Mapping(Value):
    """What the columns of a table tell. `layout` names the program whose export it is; `export` is what a source calls it."""

    layout: str | None = None
    export: str | None = None
    columns: tuple[Assigned, ...] = ()

    def of(self, field: Field) -> tuple[str, ...]:
        """Return the columns that give a field, the first one first."""
        return tuple(each.column for each in self.columns if each.field is field)

    @property
    def names_people(self) -> bool:
        """Tell whether some column gives a name or a part of one."""
        return any(self.of(field) for field in (Field.NAME, Field.FIRST, Field.LAST))

    def override(self, choices: Iterable[str], columns: Sequence[str]) -> Mapping:
        """Return the mapping with `field=Column` choices put over it (`field=` takes a field out); raise BadInput otherwise.

        Several choices for one field are several columns, in their order. A column told something new no longer tells the old.
        """
        chosen = [_choice(choice, columns) for choice in choices]
        fields, taken = {field for field, _ in chosen}, {column for _, column in chosen}
        kept = [each for each in self.columns if each.field not in fields and each.column not in taken]
        told = [Assigned(column=column, field=field, how=How.PERSON) for field, column in chosen if column]
        return self.model_copy(update={"columns": tuple(told + kept)})


def map_columns(table: CsvFile) -> Mapping:
    """Return what the columns of a table seem to tell."""
    rows = table.sample()
    values = {name: [row.cells[index].strip() for row in rows] for index, name in enumerate(table.columns)}
    return propose(table.columns, values)


def propose(columns: Sequence[str], values: dict[str, list[str]]) -> Mapping:
    """Return a mapping for columns of these names that hold such values."""
    layout = layout_of(columns)
    if layout is not None:
        listed = tuple(_listed(layout, columns))
        return Mapping(layout=layout.name, export=layout.export, columns=(*listed, *_added(columns, listed)))
    told: dict[str, Assigned] = {}
    for column in columns:
        field = _by_name(column, values[column])
        if field and (field in SEVERAL or not any(each.field is field for each in told.values())):
            told[column] = Assigned(column=column, field=field, how=How.NAME)
    _by_values(columns, values, told)
    return Mapping(columns=tuple(told[column] for column in columns if column in told))


def load(text: str, columns: Sequence[str]) -> Mapping:
    """Return the mapping that was saved as JSON (`model_dump_json`); raise BadInput where it is none or is for other columns."""
    try:
        mapping = Mapping.model_validate_json(text)
    except ValidationError:
        raise BadInput("The saved mapping of columns cannot be read.", remedy="Delete it, and it is made anew.") from None
    gone = [each.column for each in mapping.columns if each.column not in columns]
    if gone:
        remedy = "Delete the mapping, and it is made anew."
        raise BadInput(f"The saved mapping names columns that the file does not have: {', '.join(gone)}.", remedy=remedy)
    return mapping


def _choice(choice: str, columns: Sequence[str]) -> tuple[Field, str]:
    """Return the field and the column (empty for none) that `field=Column` says."""
    said, sign, column = choice.partition("=")
    fields = ", ".join(Field)
    if not sign:
        raise BadInput(f"{choice!r} is not a choice of a column.", remedy=f"Write FIELD=COLUMN; the fields are {fields}.")
    try:
        field = Field(said.strip().lower())
    except ValueError:
        raise BadInput(f"There is no field {said!r}.", remedy=f"The fields are {fields}.") from None
    column = column.strip()
    near = [name for name in columns if name == column] or [name for name in columns if plain(name) == plain(column)]
    if column and not near:
        raise BadInput(f"There is no column {column!r}.", remedy=f"The columns are {', '.join(columns)}.")
    return field, near[0] if column else ""


def _listed(layout: Layout, columns: Sequence[str]) -> Iterable[Assigned]:
    """Yield the columns of a known export in the order that its layout prefers."""
    there = {plain(column): column for column in reversed(columns)}
    for field, names in layout.fields.items():
        for name in names:
            if plain(name) in there:
                yield Assigned(column=there[plain(name)], field=field, how=How.EXPORT)


def _added(columns: Sequence[str], listed: Sequence[Assigned]) -> Iterable[Assigned]:
    """Yield the columns that a person has added to a known export: what is known of someone, and how near they are."""
    told = {each.column for each in listed}
    for column in columns:
        field = field_of(column)
        if column not in told and field in _ADDABLE:
            yield Assigned(column=column, field=field, how=How.NAME)


def _by_name(column: str, values: list[str]) -> Field | None:
    """Return what a column's name says, unless its values say that it cannot be that."""
    known = field_of(column)
    field = known or _by_words(column)
    filled = [value for value in values if value]
    if field is Field.ADDRESS and filled:
        addresses = any(map(ADDRESS.search, filled)) if known else _mostly(filled, ADDRESS.search)
        return field if addresses else None
    if field is Field.HANDLE and filled and _mostly(filled, ADDRESS.fullmatch):
        return Field.ADDRESS
    if field is Field.ROLE and filled and _mostly(filled, lambda value: value.lower().rstrip(".") in _TITLES):
        return Field.PREFIX
    return field


def _by_words(column: str) -> Field | None:
    """Return what one telling word among others says ("Their e-mail", "What they need")."""
    words = set(re.findall(r"[^\W\d_]+", column.casefold().replace("e-mail", "email")))
    for field, telling in (
        (Field.ADDRESS, {"email", "mail"}),
        (Field.NEED, {"need", "needs"}),
        (Field.NOTES, {"notes", "comments"}),
    ):
        if words & telling:
            return field
    return None


def _by_values(columns: Sequence[str], values: dict[str, list[str]], told: dict[str, Assigned]) -> None:
    """Add columns whose values show what they tell, for the fields that no name has given."""
    named = bool({Field.NAME, Field.FIRST, Field.LAST} & {each.field for each in told.values()})
    tests: tuple[tuple[Field, Callable[[str], object], bool], ...] = (
        (Field.ADDRESS, ADDRESS.search, True),
        (Field.HANDLE, lambda value: _LINK.match(value) or _HANDLE.match(value), True),
        (Field.NAME, _NAME.match, not named),
        (Field.NOTES, lambda value: value.count(" ") >= 5, True),
    )
    for field, test, wanted in tests:
        if not wanted or any(each.field is field for each in told.values()):
            continue
        for column in columns:
            filled = [value for value in values[column] if value]
            if column not in told and filled and _mostly(filled, test):
                told[column] = Assigned(column=column, field=field, how=How.VALUES)
                break


def _mostly(filled: list[str], test: Callable[[str], object]) -> bool:
    return sum(bool(test(value)) for value in filled) >= _SHARE * len(filled)
