"""Lists of people, a page at a time: sorted by name, searched by words, never counted through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import cast, column, func, inspect, literal, select, table, tuple_

from outreach.domain.contact import Closeness
from outreach.errors import BadInput
from outreach.store.keys import sort_name, tokens
from outreach.store.tables import contacts
from outreach.store.transactions import bounded

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import ColumnElement, Connection, Select

_MOST_TOKENS = 12
_LONGEST_SEARCH = 1000
_SEARCH = table("contacts_search", column("rowid"), column("contacts_search"))


class Row(NamedTuple):
    """One line of a list of people.

    `written_on` and `heard_on` are the days on which the sender last did something towards them, and on which they last replied
    or gave; `facts` counts all that is known, `needs` the needs with a source.
    """

    id: str
    name: str
    role: str | None
    address: str | None
    handle: str | None
    closeness: Closeness
    resting_reason: str | None
    resting_until: dt.date | None
    written_on: dt.date | None
    heard_on: dt.date | None
    facts: int
    needs: int


_COLUMNS = tuple(contacts.c[name] for name in Row._fields)
_ORDER = (contacts.c.sort_name, contacts.c.id)
_NEXT = 2000
"""So many people are looked through before the index of words is asked."""
_FULL = 200
"""Longer pages are seldom filled from these."""


def page(connection: Connection, search: str, after: Row | str | None, limit: int) -> tuple[Row, ...]:
    """Return the next so many people that have every word of the search, after a row (or its id) of the page before."""
    place = _place(connection, after) if after is not None else None
    words, limit = _words(search), bounded(limit)
    if words and connection.dialect.name == "sqlite" and limit <= _FULL:
        rows = _rows(connection, _nearest(words, place, limit))
        if len(rows) == limit:
            return rows
    query = _after(select(*_COLUMNS), place).order_by(*_ORDER).limit(limit)
    return _rows(connection, _searched(connection, query, search))


def _nearest(words: tuple[str, ...], place: tuple[str, str] | None, limit: int) -> Select[Any]:
    """Return the query for those of the next thousands who have the words.

    What many have (the first letters of a search) fills a page from these; an index would bring them all, to be sorted. What few
    have does not fill it, and the index brings few.
    """
    inner = _after(select(*_COLUMNS, contacts.c.sort_name, contacts.c.words), place).order_by(*_ORDER).limit(_NEXT).subquery()
    columns = [inner.c[name] for name in Row._fields]
    return select(*columns).where(*_beginning(inner.c.words, words)).order_by(inner.c.sort_name, inner.c.id).limit(limit)


def _after(query: Select[Any], place: tuple[str, str] | None) -> Select[Any]:
    return query if place is None else query.where(tuple_(*_ORDER) > tuple_(*place))


def _rows(connection: Connection, query: Select[Any]) -> tuple[Row, ...]:
    return tuple(Row(*row)._replace(closeness=Closeness(row.closeness)) for row in connection.execute(query))


def count(connection: Connection, search: str) -> int:
    """Return how many people have every word of the search."""
    return int(connection.execute(_searched(connection, select(func.count()).select_from(contacts), search)).scalar_one())


def _searched(connection: Connection, query: Select[Any], search: str) -> Select[Any]:
    """Return the query for those who have, for each word of the search, a word that begins with it."""
    words = _words(search)
    if not words:
        return query if not search.strip() else query.where(contacts.c.no.is_(None))
    return query.where(*_having(connection, words))


def _words(search: str) -> tuple[str, ...]:
    return tokens(search[:_LONGEST_SEARCH])[:_MOST_TOKENS]


def _beginning(column: ColumnElement[str], words: tuple[str, ...]) -> list[ColumnElement[bool]]:
    """Return that for each word there is one in the column that begins with it."""
    return [(literal(" ") + column).contains(f" {word}", autoescape=True) for word in words]


def _having(connection: Connection, words: tuple[str, ...]) -> list[ColumnElement[bool]]:
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import TSQUERY  # noqa: PLC0415  # 20 ms and 2 MiB that SQLite need not pay

        vector = func.array_to_tsvector(func.string_to_array(contacts.c.words, " "))
        # The words are letters and digits alone, so quotes around them hold.
        query = " & ".join(f"'{word}':*" for word in words)
        return [vector.bool_op("@@")(cast(query, TSQUERY))]
    if _is_indexed(connection):
        match = " AND ".join(f'"{word}"*' for word in words)
        return [contacts.c.no.in_(select(_SEARCH.c.rowid).where(_SEARCH.c.contacts_search.bool_op("MATCH")(match)))]
    return _beginning(contacts.c.words, words)


def _is_indexed(connection: Connection) -> bool:
    """Tell whether this SQLite has the index of words; asked once a connection."""
    known: bool | None = connection.info.get(_SEARCH.name)
    if known is None:
        known = connection.info[_SEARCH.name] = inspect(connection).has_table(_SEARCH.name)
    return known


def _place(connection: Connection, after: Row | str) -> tuple[str, str]:
    """Return the sort key of a row; it may be gone meanwhile, an id may not."""
    if isinstance(after, Row):
        return sort_name(after.name), after.id
    name = connection.execute(select(contacts.c.sort_name).where(contacts.c.id == after)).scalar()
    if name is None:
        raise BadInput("The person with whom that page ended is not here any more.", remedy="Begin again with the first page.")
    return str(name), after
