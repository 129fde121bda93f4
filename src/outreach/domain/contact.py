"""A contact: who receives a message, and what is truthfully known about them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from outreach.domain.cleaning import Identifier, Line
from outreach.domain.fact import Fact, FactKind
from outreach.domain.value import Value

_TITLES = frozenset("mr mrs ms mx dr prof professor sir dame lord lady rev reverend father sister rabbi imam".split())  # noqa: SIM905  # a list of words reads best as one


class Channel(StrEnum):
    """How a message travels: an email has a subject and an address, a direct message has a handle."""

    EMAIL = "email"
    DM = "dm"


class Closeness(StrEnum):
    """How near two people are. A new acquaintance is not an old friend."""

    STRANGER = "stranger"
    ACQUAINTANCE = "acquaintance"
    COLLEAGUE = "colleague"
    FRIEND = "friend"


class Resting(Value):
    """A time in which nobody writes to the contact, and why. Without `until` it has no end."""

    reason: Line
    until: dt.date | None = None

    def covers(self, today: dt.date) -> bool:
        """Tell whether the rest still holds on that day."""
        return self.until is None or today <= self.until


class Contact(Value):
    """Who receives: name, address or handle, role, channel, tags, resting state, and the facts known.

    `greeting` is what the salutation calls them ("Ms Okafor", "Nour"); without it the first word of the name is used.
    """

    id: Identifier
    name: Line
    greeting: Line | None = None
    address: Line | None = Field(default=None, pattern=r"^[^@\s<>,;:\"]+@[^@\s<>,;:\"]+\.[^@\s<>,;:\"]+$")
    handle: Line | None = None
    role: Line | None = None
    channel: Channel = Channel.EMAIL
    closeness: Closeness = Closeness.STRANGER
    tags: tuple[Line, ...] = ()
    resting: Resting | None = None
    facts: tuple[Fact, ...] = ()

    @model_validator(mode="after")
    def _facts_have_their_own_ids(self) -> Self:
        ids = [fact.id for fact in self.facts]
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        if twice:
            message = f"two facts share the id {twice[0]!r}; give each its own"
            raise ValueError(message)
        return self

    @property
    def called(self) -> str:
        """Return the name that a salutation uses: the greeting of the record, else the first name, or a title with the last."""
        words = self.name.split()
        first = words[0].rstrip(".").lower()
        if self.greeting or len(words) == 1:
            return self.greeting or self.name
        if first in {"the", "a", "an"}:
            return self.name
        return f"{words[0]} {words[-1]}" if first in _TITLES else words[0]

    @property
    def sourced(self) -> tuple[Fact, ...]:
        """Return the facts that a message may use: those with a source."""
        return tuple(fact for fact in self.facts if fact.source is not None)

    @property
    def needs(self) -> tuple[Fact, ...]:
        """Return the sourced facts that say what they want or struggle with."""
        return tuple(fact for fact in self.sourced if fact.kind is FactKind.NEED)
