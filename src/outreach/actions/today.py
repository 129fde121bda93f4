"""Whom something could be given to now, and why; and whom to leave alone.

A short list in this order: a promise still open (a broken one is the worst message), a thank-you owed, a need just noted that an
offer meets which is still to be had this month, and a long silence with a friend or colleague. Whom the standing forbids to write
to is not on it, but among those to leave alone. The store answers each question from an index and by so many people at most, so
the list takes the same time for ten people and for a hundred thousand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.actions.day import Cause, Left, Suggestion, Today
from outreach.actions.days import spoken
from outreach.domain.contact import Contact
from outreach.domain.fact import FactKind
from outreach.domain.history import History
from outreach.domain.ledger import EntryKind
from outreach.matching import match
from outreach.standing import Situation, standing

if TYPE_CHECKING:
    from outreach.actions.memory import Memory
    from outreach.domain.offer import Offer
    from outreach.matching import Match
    from outreach.store.candidates import Candidates

_POOL = 40
_NEEDS_POOL = 200
"""How many people a question may bring, of whom most may have to be left alone or be met by no offer."""


@dataclass(slots=True)
class _Day:
    """What the day's list is made from, and what of it is there so far.

    `valid` are the offers that have not expired, `offers` those of them that are still to be had this month.
    """

    memory: Memory
    limit: int
    valid: tuple[Offer, ...]
    offers: tuple[Offer, ...]
    write: dict[str, Suggestion] = field(default_factory=dict)
    leave: dict[str, Left] = field(default_factory=dict)

    @property
    def today(self) -> dt.date:
        return self.memory.today

    def ago(self, days: int) -> dt.date:
        return self.today - dt.timedelta(days=days)


_Judge = Callable[[_Day, Contact, History], Suggestion | None]


def today(memory: Memory, limit: int | None = None) -> Today:
    """Return the day's list, so many people at most (by default as many as the policy says), and as many to leave alone."""
    given = memory.store.ledger.given_since(memory.today.replace(day=1))
    valid = tuple(offer for offer in memory.place.offers() if offer.stands_on(memory.today))
    left = tuple(each for each in valid if each.limit_per_month is None or given.get(each.id, 0) < each.limit_per_month)
    day = _Day(memory, limit or memory.settings.policy.today, valid, left)
    for judge, ask in _QUESTIONS.items():
        if len(day.write) < day.limit:
            _look(day, ask(memory.store.candidates, day), judge)
    _leave(day)
    nobody = not day.write and not day.leave and not memory.store.contacts.page(limit=1)
    return Today(tuple(day.write.values()), tuple(day.leave.values())[: day.limit], nobody)


def _look(day: _Day, ids: tuple[str, ...], judge: _Judge) -> None:
    """Put those on the list whom a question brought, who may be written to, and for whom there is something to do."""
    for contact, history in _known(day, ids):
        if len(day.write) >= day.limit:
            return
        found = judge(day, contact, history)
        if found is not None and not _forbidden(day, contact, history):
            day.write[contact.id] = found


def _leave(day: _Day) -> None:
    """Fill up those to leave alone: who did not answer, and who rests."""
    candidates = day.memory.store.candidates
    for contact, history in _known(day, candidates.unanswered(1, _POOL, day.today)):
        _forbidden(day, contact, history)
    if len(day.leave) < day.limit:
        for contact, history in _known(day, candidates.resting(day.limit, day.today)):
            _forbidden(day, contact, history)


def _known(day: _Day, ids: tuple[str, ...]) -> Iterator[tuple[Contact, History]]:
    """Yield those who are not on the list yet, with their ledgers."""
    wanted = tuple(id_ for id_ in ids if id_ not in day.write)
    people, histories = day.memory.store.contacts.several(wanted), day.memory.store.ledger.histories(wanted)
    for id_ in wanted:
        if id_ in people:
            yield people[id_], histories[id_]


def _forbidden(day: _Day, contact: Contact, history: History) -> bool:
    """Tell whether nobody should write to this person now, and note it."""
    now = standing(Situation(contact, day.today, history, day.memory.settings.policy))
    if not now.may_write:
        day.leave.setdefault(contact.id, Left(contact, now.move, now.reason, now.until))
    return not now.may_write


def _promise(day: _Day, contact: Contact, history: History) -> Suggestion | None:
    entry = next(iter(history.open_promises), None)
    if entry is None:
        return None
    who = "You" if entry.by == day.memory.settings.by else entry.by
    reason = f"{who} promised this on {spoken(entry.on)}, and it is not given yet: {entry.words}"
    if contact.sourced and any(offer.id == entry.offer_id for offer in day.valid):
        return Suggestion(Cause.PROMISE, contact, reason, ("draft", contact.id), entry.offer_id)
    offer = ("--offer", entry.offer_id) if entry.offer_id else ()
    return Suggestion(Cause.PROMISE, contact, reason, ("record", "gave", contact.id, entry.words, *offer), entry.offer_id)


def _thanks(_: _Day, contact: Contact, history: History) -> Suggestion | None:
    entry = next(iter(history.thanks_owed), None)
    if entry is None:
        return None
    reason = f"{contact.called} gave you this on {spoken(entry.on)} and was not thanked: {entry.words}"
    return Suggestion(Cause.THANKS, contact, reason, ("record", "thanked", contact.id, entry.words))


def _need(day: _Day, contact: Contact, history: History) -> Suggestion | None:
    if _just_written(day, history):
        return None
    fitting = next((each for each in _matches(day, contact, history) if each.fact.kind is FactKind.NEED), None)
    if fitting is None:
        return None
    return Suggestion(Cause.NEED, contact, _meets(fitting), ("draft", contact.id, "--offer", fitting.offer.id), fitting.offer.id)


def _just_written(day: _Day, history: History) -> bool:
    """Tell whether an answer is still waited for: a friend may be written to all the same, but the day does not call for it."""
    last = history.last_written
    return bool(history.unanswered) and last is not None and last >= day.ago(day.memory.settings.policy.patience_days)


def _silence(day: _Day, contact: Contact, history: History) -> Suggestion | None:
    days = [each for each in (history.last_written, history.last_heard) if each is not None]
    since = f"since {spoken(max(days))}" if days else "that is recorded"
    reason = f"{contact.called} is a {contact.closeness}, and nothing passed between you {since}"
    fitting = next(iter(_matches(day, contact, history)), None)
    if fitting is None:
        return Suggestion(Cause.SILENCE, contact, reason, ("contacts", "show", contact.id))
    command = ("draft", contact.id, "--offer", fitting.offer.id)
    return Suggestion(Cause.SILENCE, contact, f"{reason}. {_meets(fitting)}", command, fitting.offer.id)


def _matches(day: _Day, contact: Contact, history: History) -> tuple[Match, ...]:
    """Return what fits and was not given to this person before, the best first."""
    given = {entry.offer_id for entry in history.entries if entry.kind is EntryKind.GAVE}
    return tuple(each for each in match(contact, day.offers, day.today) if each.offer.id not in given)


def _meets(fitting: Match) -> str:
    source = fitting.fact.source
    where = f"; {source.where}, {spoken(source.when)}" if source else ""
    return f"The offer {fitting.offer.id} fits: {fitting.why}{where}"


_QUESTIONS: dict[_Judge, Callable[[Candidates, _Day], tuple[str, ...]]] = {
    _promise: lambda who, day: who.promises(_POOL, day.today),
    _thanks: lambda who, day: who.thanks_owed(_POOL, day.today),
    _need: lambda who, day: who.new_needs(day.ago(day.memory.settings.policy.new_need_days), _NEEDS_POOL, day.today),
    _silence: lambda who, day: who.silent(day.ago(day.memory.settings.policy.silence_days), _POOL, day.today),
}
