"""The day's list of the bundled people, who have no store that could be asked: each is looked at in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.day import Cause, Left, Suggestion, Today
from outreach.actions.days import spoken
from outreach.domain.fact import FactKind
from outreach.domain.ledger import EntryKind
from outreach.matching import match
from outreach.standing import Situation, standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from outreach.domain.contact import Contact
    from outreach.domain.history import History
    from outreach.domain.offer import Offer
    from outreach.domain.policy import Policy


def day_of(
    people: Iterable[Contact], history: Callable[[str], History], offers: Sequence[Offer], policy: Policy, today: dt.date
) -> Today:
    """Return whose need an offer meets that was not given to them yet, and whom to leave alone."""
    write: list[Suggestion] = []
    leave: list[Left] = []
    for contact in people:
        known = history(contact.id)
        now = standing(Situation(contact, today, known, policy))
        if not now.may_write:
            leave.append(Left(contact, now.move, now.reason, now.until))
        elif (found := _need(contact, known, offers, today)) is not None:
            write.append(found)
    return Today(tuple(write[: policy.today]), tuple(leave[: policy.today]), nobody=False)


def _need(contact: Contact, known: History, offers: Sequence[Offer], today: dt.date) -> Suggestion | None:
    given = {entry.offer_id for entry in known.entries if entry.kind is EntryKind.GAVE}
    for each in match(contact, offers, today):
        if each.fact.kind is FactKind.NEED and each.offer.id not in given:
            source = each.fact.source
            where = f"; {source.where}, {spoken(source.when)}" if source else ""
            reason = f"The offer {each.offer.id} fits: {each.why}{where}"
            return Suggestion(Cause.NEED, contact, reason, ("draft", contact.id, "--offer", each.offer.id), each.offer.id)
    return None
