"""What some gathered text may say about a contact, until a person accepts or drops it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.proposal import Proposal
from outreach.domain.value import Value
from outreach.errors import BadInput
from outreach.store.checked import checked
from outreach.store.contacts import add_fact
from outreach.store.lookup import present
from outreach.store.naming import fact_id
from outreach.store.people import chunks
from outreach.store.tables import proposals
from outreach.store.transactions import insert_new, reading, writing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Engine, Row


_MOST = 2**63


class Waiting(Value):
    """A proposal that waits for a person: its number, whom it is about, and what was found."""

    id: int
    contact_id: str
    proposal: Proposal


class Proposals:
    """Every proposal that nobody has accepted or dropped yet."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, contact_id: str, found: Iterable[Proposal]) -> tuple[int, ...]:
        """Keep proposals for a contact and return their numbers in the order given.

        Words that wait already keep their number, and words that the contact's facts quote already are left out. Raises BadInput
        where there is no such contact.
        """
        with writing(self._engine) as connection:
            person = present(connection, contact_id, lock=True)
            known = {fact.quote for fact in person.facts} | {fact.text for fact in person.facts}
            new = {each.quote: each for each in map(checked, found) if each.quote not in known}
            insert_new(connection, proposals, [_row(contact_id, each) for each in new.values()])
            numbers: dict[str, int] = {}
            for some in chunks(list(new)):
                query = select(proposals.c.quote, proposals.c.id).where(
                    proposals.c.contact_id == contact_id, proposals.c.quote.in_(some)
                )
                numbers |= {row.quote: row.id for row in connection.execute(query)}
            return tuple(numbers[quote] for quote in new)

    def of(self, contact_id: str) -> tuple[Waiting, ...]:
        """Return what waits about a contact, in the order of its numbers."""
        query = select(proposals).where(proposals.c.contact_id == contact_id).order_by(proposals.c.id)
        with reading(self._engine) as connection:
            return tuple(_waiting(row) for row in connection.execute(query))

    def get(self, number: int) -> Waiting:
        """Return what waits under a number; raise BadInput where nothing does."""
        with reading(self._engine) as connection:
            return _waiting(_present(connection, number))

    def accept(self, number: int, text: str | None, kind: FactKind | None = None, noted: dt.date | None = None) -> Fact:
        """Make a proposal a fact of its contact and return it. The quote stays letter for letter.

        `text` says it in a person's own words (None: the quote itself), `kind` whether it is a fact or a need (None: as
        proposed), `noted` the day (None: today). Raises BadInput where nothing waits under the number.
        """
        with writing(self._engine) as connection:
            person = present(connection, _present(connection, number).contact_id, lock=True)
            # Read again: somebody else may have accepted it while this waited for the contact.
            found = _waiting(_present(connection, number)).proposal
            said = text if text is not None and text.strip() else found.quote
            id_ = fact_id(said, {fact.id for fact in person.facts})
            plain = Fact.model_construct(id=id_, text=said, kind=kind or found.kind, source=found.source, quote=found.quote)
            fact = checked(plain)
            add_fact(connection, person.id, fact, noted or dt.datetime.now(tz=dt.UTC).date())
            connection.execute(delete(proposals).where(proposals.c.id == number))
            return fact

    def drop(self, number: int) -> None:
        """Drop a proposal; raise BadInput where nothing waits under the number."""
        with writing(self._engine) as connection:
            _present(connection, number)
            connection.execute(delete(proposals).where(proposals.c.id == number))


def _present(connection: Connection, number: int) -> Row[Any]:
    query = select(proposals).where(proposals.c.id == number)
    row = connection.execute(query).first() if 0 < number < _MOST else None
    if row is None:
        raise BadInput(f"No proposal waits under the number {number}.", remedy="It was accepted or dropped already.")
    return row


def _row(contact_id: str, found: Proposal) -> dict[str, Any]:
    return {
        "contact_id": contact_id,
        "quote": found.quote,
        "kind": found.kind.value,
        "source_where": found.source.where,
        "source_when": found.source.when,
    }


def _waiting(row: Row[Any]) -> Waiting:
    source = Source(where=row.source_where, when=row.source_when)
    proposal = Proposal(quote=row.quote, kind=FactKind(row.kind), source=source)
    return Waiting(id=row.id, contact_id=row.contact_id, proposal=proposal)
