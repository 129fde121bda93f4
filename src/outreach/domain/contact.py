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

_ATOM = r"[A-Za-z0-9!#$%&'*+/=^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = rf"^{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}$"
"""What a header can carry as it stands: dot-atom and host name (RFC 5322, 3.4.1; RFC 1123, 2.1), less the "?" of encoded words.

Without SMTPUTF8 no header holds other letters than ASCII ones; a host with others has an ASCII form ("xn--…").
"""


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

    `address` is in ASCII, as a mail header is.
    `greeting` is what the salutation calls them ("Ms Okafor", "Nour"); without it the first word of the name is used.
    """

    id: Identifier
    name: Line
    greeting: Line | None = None
    address: Line | None = Field(default=None, max_length=254, pattern=ADDRESS)
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
