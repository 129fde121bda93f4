"""People and entries that the tests of the store start from, and the rows of a whole database."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData, create_engine, select

from outreach.domain.contact import Closeness, Contact
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.ledger import Entry, EntryKind

if TYPE_CHECKING:
    from sqlalchemy import Engine

DAY = dt.date(2026, 3, 2)


def person(id_: str, **changes: Any) -> Contact:  # noqa: ANN401  # any field of a contact
    """Return a person with an address and a handle of their own."""
    plain = {"name": id_.replace("-", " ").title(), "address": f"{id_}@people.example", "handle": f"@{id_}"}
    return Contact(id=id_, **(plain | changes))


def friend(id_: str, **changes: Any) -> Contact:  # noqa: ANN401  # any field of a contact
    """Return a friend."""
    return person(id_, closeness=Closeness.FRIEND, **changes)


def fact(id_: str, text: str, **changes: Any) -> Fact:  # noqa: ANN401  # any field of a fact
    """Return a fact with a source."""
    return Fact(**({"id": id_, "text": text, "source": Source(where="her newsletter", when=dt.date(2026, 2, 1))} | changes))


def need(id_: str, text: str, **changes: Any) -> Fact:  # noqa: ANN401  # any field of a fact
    """Return a need with a source."""
    return fact(id_, text, kind=FactKind.NEED, **changes)


def entry(id_: str, contact_id: str, kind: EntryKind, on: dt.date = DAY, **changes: Any) -> Entry:  # noqa: ANN401  # any field
    """Return an entry of the ledger by one member of the team."""
    return Entry(**({"id": id_, "contact_id": contact_id, "kind": kind, "words": f"{kind} it", "on": on, "by": "Ines"} | changes))


def days(number: int) -> dt.date:
    """Return the day that so many days come after the usual one."""
    return DAY + dt.timedelta(days=number)


def rows(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table of a database, the search index's own among them."""
    found = MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        return {table.name: [dict(row) for row in connection.execute(select(table)).mappings()] for table in found.sorted_tables}


def plain_engine(url: str) -> Engine:
    """Return a database without anything that the program sets up."""
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
