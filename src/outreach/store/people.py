"""Rows to contacts and back, inside a transaction that the caller began."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from outreach.domain.contact import Contact, Resting
from outreach.domain.fact import Fact, FactKind, Source
from outreach.store.keys import address_key, handle_key, search_words, sort_name
from outreach.store.tables import contacts, facts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row

CHUNK = 500
"""How many rows one statement names; SQLite takes so many bound values in every build."""
_PLAIN = ("id", "name", "greeting", "address", "handle", "role", "channel", "closeness")


def chunks(items: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    """Give the items in their order, so many at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def load(connection: Connection, ids: Sequence[str], *, lock: bool = False) -> dict[str, Contact]:
    """Return those of the contacts that are there, by id, in the order of the ids.

    With `lock` nobody else changes them before the transaction ends.
    """
    found: dict[str, Contact] = {}
    for some in chunks(ids):
        query = select(contacts).where(contacts.c.id.in_(some)).order_by(contacts.c.id)
        rows = {row.id: row for row in connection.execute(query.with_for_update() if lock else query)}
        known = _facts(connection, some)
        found |= {id_: to_contact(rows[id_], known.get(id_, ())) for id_ in some if id_ in rows}
    return found


def to_contact(row: Row[Any], known: Iterable[Row[Any]]) -> Contact:
    """Return the contact of a row of `contacts` and its rows of `facts`."""
    resting = Resting(reason=row.resting_reason, until=row.resting_until) if row.resting_reason is not None else None
    plain = {name: getattr(row, name) for name in _PLAIN}
    return Contact(**plain, tags=tuple(row.tags), resting=resting, facts=tuple(to_fact(each) for each in known))


def to_fact(row: Row[Any]) -> Fact:
    """Return the fact of a row of `facts`."""
    source = Source(where=row.source_where, when=row.source_when) if row.source_where is not None else None
    return Fact(id=row.id, text=row.text, kind=FactKind(row.kind), source=source, quote=row.quote)


def noted(connection: Connection, contact_id: str) -> dict[str, dt.date | None]:
    """Return on which day each fact of a contact was noted, by fact id."""
    query = select(facts.c.id, facts.c.noted).where(facts.c.contact_id == contact_id)
    return {row.id: row.noted for row in connection.execute(query)}


def add(connection: Connection, people: Sequence[Contact], day: dt.date | None) -> None:
    """Insert contacts and their facts, noted on that day (None: on the day of their source)."""
    days = [_days(person, {}, day) for person in people]
    connection.execute(insert(contacts), [_row(person, each) for person, each in zip(people, days, strict=True)])
    rows = [row for person, each in zip(people, days, strict=True) for row in _fact_rows(person, each)]
    if rows:
        connection.execute(insert(facts), rows)


def save(connection: Connection, person: Contact, day: dt.date | None) -> None:
    """Write what a contact now is over what it was; facts that are new count as noted on that day."""
    before = noted(connection, person.id)
    days = _days(person, before, day)
    row = _row(person, days)
    del row["id"]
    connection.execute(update(contacts).where(contacts.c.id == person.id).values(row))
    connection.execute(delete(facts).where(facts.c.contact_id == person.id))
    rows = _fact_rows(person, days)
    if rows:
        connection.execute(insert(facts), rows)


def _facts(connection: Connection, ids: Sequence[str]) -> dict[str, list[Row[Any]]]:
    query = select(facts).where(facts.c.contact_id.in_(ids)).order_by(facts.c.contact_id, facts.c.position)
    known: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query):
        known.setdefault(row.contact_id, []).append(row)
    return known


def _days(person: Contact, before: Mapping[str, dt.date | None], day: dt.date | None) -> dict[str, dt.date | None]:
    """Return on which day each fact was noted: as it was kept, else that day, else the day of its source."""
    return {fact.id: before.get(fact.id, day or (fact.source.when if fact.source else None)) for fact in person.facts}


def _row(person: Contact, days: Mapping[str, dt.date | None]) -> dict[str, Any]:
    texts = [person.name, person.greeting, person.address, person.handle, person.role, *person.tags]
    texts += [text for fact in person.facts for text in (fact.text, fact.quote)]
    needs = person.needs
    return {name: getattr(person, name) for name in _PLAIN} | {
        "channel": person.channel.value,
        "closeness": person.closeness.value,
        "tags": list(person.tags),
        "resting_reason": person.resting.reason if person.resting else None,
        "resting_until": person.resting.until if person.resting else None,
        "sort_name": sort_name(person.name),
        "address_key": address_key(person.address),
        "handle_key": handle_key(person.handle),
        "words": search_words([text for text in texts if text]),
        "facts": len(person.facts),
        "needs": len(needs),
        "need_noted": max((day for need in needs if (day := days[need.id]) is not None), default=None),
    }


def _fact_rows(person: Contact, days: Mapping[str, dt.date | None]) -> list[dict[str, Any]]:
    return [
        {
            "contact_id": person.id,
            "id": fact.id,
            "position": position,
            "text": fact.text,
            "kind": fact.kind.value,
            "source_where": fact.source.where if fact.source else None,
            "source_when": fact.source.when if fact.source else None,
            "quote": fact.quote,
            "noted": days[fact.id],
        }
        for position, fact in enumerate(person.facts)
    ]
