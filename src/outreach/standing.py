"""Standing: from a contact's circumstances to what may be done now, with the reason in one sentence.

Without a ledger every contact counts as one to whom nothing was given yet: strangers may be given to or offered a trade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.contact import Closeness
from outreach.domain.standing import Move, Standing

if TYPE_CHECKING:
    import datetime as dt

    from outreach.domain.ask import Ask
    from outreach.domain.contact import Contact


def standing(contact: Contact, ask: Ask | None, today: dt.date) -> Standing:
    """Return what may be done towards a contact on that day, given what is to be asked."""
    resting = contact.resting
    if resting is not None and resting.covers(today):
        until = f" until {resting.until:%-d %B %Y}" if resting.until else ""
        return Standing(move=Move.REST, reason=f"{contact.called} is resting{until}: {resting.reason}")
    if ask is None:
        return Standing(move=Move.GIVE, reason=f"Giving to {contact.called} is always open, and nothing is asked.")
    if contact.closeness in {Closeness.FRIEND, Closeness.COLLEAGUE}:
        return Standing(move=Move.ASK, reason=f"{contact.called} is a {contact.closeness}: an ask after an offer is fair.")
    article = "an" if contact.closeness is Closeness.ACQUAINTANCE else "a"
    reason = f"{contact.called} is {article} {contact.closeness}: an ask may only stand beside an offer, as a trade."
    return Standing(move=Move.TRADE, reason=reason)
