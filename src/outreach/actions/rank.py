"""An objective look at people: where an offer meets a need, who is active, what passed between you, and how people behaved.

Every figure comes with its source, and no figure is a sum of others: what was given and received is counted side by side and
never set off. Nobody is hidden, those who rest included; a page holds the people of one stretch of the alphabet, and within it
those come first whom an offer meets best, then those heard of last. So a page costs the same however many people there are.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from outreach.actions.conduct import is_conduct, without_conduct
from outreach.actions.days import spoken
from outreach.domain.ledger import EntryKind
from outreach.errors import BadInput
from outreach.matching import match
from outreach.standing import outlook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.actions.memory import Memory
    from outreach.domain.contact import Contact
    from outreach.domain.fact import Fact
    from outreach.domain.history import History
    from outreach.domain.offer import Offer
    from outreach.domain.standing import Standing
    from outreach.matching import Match

MOST = 500


class Passed(NamedTuple):
    """How often one kind of thing happened with a person, and when first and last."""

    kind: EntryKind
    times: int
    first: dt.date
    last: dt.date


class Note(NamedTuple):
    """A note on how somebody behaved, in the words it was written in, and where it stands."""

    words: str
    source: str


class Ranked(NamedTuple):
    """One person: who, what may be done now, and each figure with its source.

    `fit` is the best match of an offer with what is known (None: no offer fits); `others` how many further offers fit. `newest`
    is the latest sourced fact, `heard` and `written` the days of the ledger, `passed` counts its entries kind by kind.
    """

    contact: Contact
    standing: Standing
    fit: Match | None
    others: int
    newest: Fact | None
    heard: dt.date | None
    written: dt.date | None
    passed: tuple[Passed, ...]
    conduct: tuple[Note, ...]

    @property
    def active(self) -> dt.date | None:
        """Return the day of the latest sign of life: a sourced fact, or something heard."""
        signs = (self.heard, self.newest.source.when if self.newest and self.newest.source else None)
        return max((day for day in signs if day is not None), default=None)


class Ranking(NamedTuple):
    """One page, best first, and the id after which the next page begins (None: that was all)."""

    people: tuple[Ranked, ...]
    after: str | None


def rank(memory: Memory, search: str = "", after: str | None = None, limit: int = 200) -> Ranking:
    """Return a page of the people that have every word of a search, looked at one by one.

    Raises BadInput for a limit out of bounds, an `after` that is nobody's id, and mistakes in offers.yaml.
    """
    if not 1 <= limit <= MOST:
        raise BadInput(f"--limit takes a number from 1 to {MOST}.")
    rows = memory.store.contacts.page(search, after, limit + 1)
    ids = [row.id for row in rows[:limit]]
    people, histories = memory.store.contacts.several(ids), memory.store.ledger.histories(ids)
    offers = memory.place.offers()
    looked_at = [_look(memory, people[id_], histories[id_], offers) for id_ in ids if id_ in people]
    return Ranking(tuple(sorted(looked_at, key=_order)), ids[-1] if len(rows) > limit else None)


def _order(ranked: Ranked) -> tuple[float, int, str, str]:
    """Sort by how well an offer fits, then by the latest sign of life, then by name."""
    active = ranked.active.toordinal() if ranked.active else 0
    return -(ranked.fit.score if ranked.fit else 0.0), -active, ranked.contact.name.casefold(), ranked.contact.id


def _look(memory: Memory, contact: Contact, history: History, offers: Iterable[Offer]) -> Ranked:
    matches = match(without_conduct(contact), offers, memory.today)
    return Ranked(
        contact=contact,
        standing=outlook(contact, history, memory.settings.policy, memory.today),
        fit=matches[0] if matches else None,
        others=max(0, len(matches) - 1),
        newest=max(contact.sourced, key=_said_on, default=None),
        heard=history.last_heard,
        written=history.last_written,
        passed=_passed(history),
        conduct=_conduct(contact, history),
    )


def _said_on(fact: Fact) -> dt.date:
    return fact.source.when if fact.source else dt.date.min


def _passed(history: History) -> tuple[Passed, ...]:
    """Count the ledger's entries kind by kind; nothing is set off against anything."""
    days = {kind: [entry.on for entry in history.entries if entry.kind is kind] for kind in EntryKind}
    return tuple(Passed(kind, len(on), min(on), max(on)) for kind, on in days.items() if on)


def _conduct(contact: Contact, history: History) -> tuple[Note, ...]:
    """Return what was marked as a note on conduct, among the facts and in the ledger."""
    facts = [
        Note(fact.text, f"{fact.source.where}, {spoken(fact.source.when)}" if fact.source else "no source")
        for fact in contact.facts
        if is_conduct(fact.text)
    ]
    words = [
        Note(entry.words, f"ledger: {entry.kind}, {spoken(entry.on)}, {entry.by}")
        for entry in history.entries
        if is_conduct(entry.words)
    ]
    return (*facts, *words)
