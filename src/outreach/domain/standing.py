"""Standing: what may be done now towards a contact, and why."""

from __future__ import annotations

from enum import StrEnum

from outreach.domain.cleaning import Line
from outreach.domain.value import Value


class Move(StrEnum):
    """What the ledger and the circumstances allow: give, offer a trade, ask, wait, or let them rest."""

    GIVE = "give"
    TRADE = "trade"
    ASK = "ask"
    WAIT = "wait"
    REST = "rest"


class Standing(Value):
    """What may be done now, with the reason in one sentence."""

    move: Move
    reason: Line

    @property
    def may_write(self) -> bool:
        """Tell whether a message may be drafted at all."""
        return self.move in {Move.GIVE, Move.TRADE, Move.ASK}
