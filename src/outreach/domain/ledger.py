"""The goodwill ledger: what was given, asked and heard, in plain words. It is appended to and never netted into a balance."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from outreach.domain.cleaning import Identifier, Line
from outreach.domain.value import Value


class EntryKind(StrEnum):
    """What happened. The sender gave, asked, thanked and promised; the contact replied, or gave something (received)."""

    GAVE = "gave"
    ASKED = "asked"
    RECEIVED = "received"
    THANKED = "thanked"
    REPLIED = "replied"
    PROMISED = "promised"


HEARD = frozenset({EntryKind.RECEIVED, EntryKind.REPLIED})
"""The kinds that a contact does: each of them answers whatever was written before it."""


class Entry(Value):
    """One row of the ledger: what happened with a contact, on which day, and by whom of the team.

    `offer_id` names the offer that was given or promised, where it was one. `message` is the id of the message that it travelled
    in: what went out in one message counts as one message.
    """

    id: Identifier
    contact_id: Identifier
    kind: EntryKind
    words: Line
    on: dt.date
    by: Line
    offer_id: Identifier | None = None
    message: Identifier | None = None
