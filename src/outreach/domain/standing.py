"""Standing: what may be done now towards a contact, and why."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from outreach.domain.cleaning import Passage
from outreach.domain.value import Value


class Move(StrEnum):
    """What the ledger and the circumstances allow: give, offer a trade, ask, wait, or let them rest."""

    GIVE = "give"
    TRADE = "trade"
    ASK = "ask"
    WAIT = "wait"
    REST = "rest"


class Standing(Value):
    """What may be done now, with the reason in one sentence (no full stop).

    `until` is the last day of a wait or a rest, where it has one. `news_since` is set when the next message must bring something
    that the contact has not seen: an offer not made, or a fact learned, since that day.
    """

    move: Move
    reason: Passage
    until: dt.date | None = None
    news_since: dt.date | None = None

    @property
    def may_write(self) -> bool:
        """Tell whether a message may be drafted at all."""
        return self.move in {Move.GIVE, Move.TRADE, Move.ASK}

    @property
    def may_ask(self) -> bool:
        """Tell whether a message may ask for anything."""
        return self.move in {Move.TRADE, Move.ASK}
