"""Whom the day's list may hold: each question is answered from an index over `contacts`, and by so many ids at most.

Every question takes `today`: with it, those who rest on that day are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select, true

from outreach.domain.contact import Closeness
from outreach.store.tables import contacts
from outreach.store.transactions import bounded, reading

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import ColumnElement, Engine

_NEAR = (Closeness.FRIEND, Closeness.COLLEAGUE)


class Candidates:
    """The ids of people to whom something could be given now, or who had better be left alone."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def promises(self, limit: int, today: dt.date | None = None) -> tuple[str, ...]:
        """Return those to whom a promise is open, the longest open first."""
        there = contacts.c.promised_on.is_not(None)
        return self._ids(limit, there, _awake(today), order=(contacts.c.promised_on, contacts.c.id))

    def thanks_owed(self, limit: int, today: dt.date | None = None) -> tuple[str, ...]:
        """Return those who gave something and were not thanked, the longest owed first."""
        return self._ids(limit, contacts.c.owed_on.is_not(None), _awake(today), order=(contacts.c.owed_on, contacts.c.id))

    def new_needs(self, since: dt.date, limit: int, today: dt.date | None = None) -> tuple[str, ...]:
        """Return those of whom a need with a source was noted on that day or later, the latest first."""
        order = (contacts.c.need_noted.desc(), contacts.c.id.desc())
        return self._ids(limit, contacts.c.need_noted >= since, _awake(today), order=order)

    def silent(self, before: dt.date, limit: int, today: dt.date | None = None) -> tuple[str, ...]:
        """Return friends and colleagues with whom nothing passed since before that day, the longest silence first.

        Those of whom nothing was ever recorded come after them.
        """
        found: list[tuple[dt.date, str]] = []
        never: list[str] = []
        with reading(self._engine) as connection:
            for near in _NEAR:
                query = (
                    select(contacts.c.touched_on, contacts.c.id)
                    .where(contacts.c.closeness == near.value, _awake(today))
                    .limit(bounded(limit))
                )
                since = query.where(contacts.c.touched_on < before).order_by(contacts.c.touched_on, contacts.c.id)
                found += [(row.touched_on, row.id) for row in connection.execute(since)]
                unknown = query.where(contacts.c.touched_on.is_(None)).order_by(contacts.c.id)
                never += [row.id for row in connection.execute(unknown)]
        return (*(id_ for _, id_ in sorted(found)), *sorted(never))[:limit]

    def unanswered(self, messages: int, limit: int, today: dt.date | None = None) -> tuple[str, ...]:
        """Return those who left so many messages or more unanswered, the most first."""
        order = (contacts.c.unanswered.desc(), contacts.c.id.desc())
        there = (contacts.c.unanswered > 0, contacts.c.unanswered >= messages)
        return self._ids(limit, *there, _awake(today), order=order)

    def resting(self, limit: int, today: dt.date | None = None) -> tuple[str, ...]:
        """Return those who rest, by id; with a day, those who rest on that day."""
        there = contacts.c.resting_reason.is_not(None)
        covers = true() if today is None else or_(contacts.c.resting_until.is_(None), contacts.c.resting_until >= today)
        return self._ids(limit, there, covers, order=(contacts.c.id,))

    def _ids(self, limit: int, *conditions: ColumnElement[bool], order: tuple[ColumnElement[Any], ...]) -> tuple[str, ...]:
        query = select(contacts.c.id).where(*conditions).order_by(*order).limit(bounded(limit))
        with reading(self._engine) as connection:
            return tuple(connection.execute(query).scalars())


def _awake(today: dt.date | None) -> ColumnElement[bool]:
    return true() if today is None else or_(contacts.c.resting_reason.is_(None), contacts.c.resting_until < today)
