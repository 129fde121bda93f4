"""The memory as a whole: one database, and everything that is kept in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from outreach.store.candidates import Candidates
from outreach.store.contacts import Contacts
from outreach.store.database import open_database
from outreach.store.drafts import Drafts
from outreach.store.ledger import Ledger
from outreach.store.proposals import Proposals
from outreach.store.spending import Spending
from outreach.store.suppressions import Suppressions

if TYPE_CHECKING:
    from sqlalchemy import Engine


class Store:
    """People, ledger, messages, proposals and marks in one database. Several threads and several processes may use it at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.contacts = Contacts(engine)
        self.ledger = Ledger(engine)
        self.candidates = Candidates(engine)
        self.drafts = Drafts(engine)
        self.proposals = Proposals(engine)
        self.spending = Spending(engine)
        self.suppressions = Suppressions(engine)

    @classmethod
    def open(cls, url: str) -> Self:
        """Return the store at a database URL, made where there is none; errors as in `database.open_database`."""
        return cls(open_database(url))

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
