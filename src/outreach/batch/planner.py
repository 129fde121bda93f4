"""The planner: for each row what would be written, or why nothing would. It spends nothing, and asks no engine.

The same decisions are made when a run starts a row: an offer that the run has promised as often as its limit allows is made to
nobody else, in the plan and in the run alike.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.batch.row import Verdict, Why
from outreach.briefing import Request, make_brief
from outreach.domain.ask import Ask
from outreach.domain.contact import Resting
from outreach.domain.history import History
from outreach.domain.size import Size
from outreach.errors import BadInput, MissingContext, NotNow
from outreach.store.merging import merged

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from outreach.batch.rows import Person
    from outreach.domain.brief import Brief
    from outreach.domain.contact import Channel, Contact
    from outreach.domain.offer import Offer
    from outreach.domain.policy import Policy
    from outreach.domain.sender import Sender
    from outreach.store.store import Store
    from outreach.store.suppressions import Suppression


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run writes, the same for every row that says nothing else: by whom, out of which offers, with which ask."""

    sender: Sender
    offers: tuple[Offer, ...]
    policy: Policy
    today: dt.date
    words: int
    ask: str | None = None
    ask_size: Size = Size.SMALL
    offer_id: str | None = None
    channel: Channel | None = None


@dataclass(slots=True)
class Planner:
    """Judges rows in their order. `given` counts what was given or promised this month, by this run too."""

    wanted: Wanted
    store: Store
    given: Counter[str]
    base: Mapping[str, int]
    """What was given or promised this month before the run."""
    over: Counter[str] = field(default_factory=Counter)
    """How many rows wanted an offer that was used up by then."""
    _kept: dict[str, Contact] = field(default_factory=dict)
    _marks: dict[str, Suppression] = field(default_factory=dict)
    _histories: dict[str, History] = field(default_factory=dict)

    @classmethod
    def of(cls, wanted: Wanted, store: Store, promised: Mapping[str, int] | None = None) -> Planner:
        """Return a planner; `promised` is how often the run has promised each offer already."""
        base = store.ledger.given_since(wanted.today.replace(day=1))
        return cls(wanted, store, Counter(base) + Counter(promised or {}), base)

    def meet(self, some: Sequence[Person]) -> None:
        """Look up in the memory the people of the next rows, all at once; `judge` may then be asked about each of them."""
        contacts = [person.contact for person in some if person.contact is not None]
        self._kept = self.store.contacts.recognised(contacts)
        self._marks = self.store.suppressions.among(contacts)
        self._histories = self.store.ledger.histories([kept.id for kept in self._kept.values()])

    def judge(self, person: Person) -> Brief | Verdict:
        """Return the brief for a row, or why nothing is written to it; the offer of a brief counts as promised."""
        if person.contact is None:
            why = Why.DUPLICATE if person.is_double else Why.BAD_ROW
            return Verdict(why, f"The row was left out: {person.fault}.", "Correct the row, or leave it out.")
        contact, history = self._known(person.contact)
        try:
            request = self._request(person, contact, history)
            best = make_brief(request).brief
            if not self._used_up(best.offer):
                brief = best
            else:
                self.over[best.offer.id] += 1
                brief = make_brief(self._request(person, contact, history, given=self.given)).brief
        except NotNow as error:
            resting = contact.resting is not None and contact.resting.covers(self.wanted.today)
            return Verdict(Why.RESTING if resting else Why.NOT_NOW, error.message, error.remedy)
        except MissingContext as error:
            return Verdict(Why.NO_OFFER if contact.sourced else Why.BELOW_FLOOR, error.message, _in_a_table(error.remedy))
        except BadInput as error:
            return Verdict(Why.BAD_ROW, error.message, error.remedy)
        self.given[brief.offer.id] += 1
        return brief

    def _used_up(self, offer: Offer) -> bool:
        return offer.limit_per_month is not None and self.given[offer.id] >= offer.limit_per_month

    def _known(self, contact: Contact) -> tuple[Contact, History]:
        """Return the person as the memory and the row together know them, with their history."""
        kept = self._kept.get(contact.id)
        if kept is not None:
            return merged(kept, contact), self._histories.get(kept.id, History())
        mark = self._marks.get(contact.id)
        return (contact if mark is None else contact.model_copy(update={"resting": Resting(reason=mark.reason)})), History()

    def _request(self, person: Person, contact: Contact, history: History, given: Mapping[str, int] | None = None) -> Request:
        wanted = self.wanted
        ask = person.ask or wanted.ask
        if ask is not None and len(ask) > 300:
            raise BadInput("The ask of the row is longer than 300 characters.", remedy="Ask for one thing, in one sentence.")
        return Request(
            contact=contact, sender=wanted.sender, offers=wanted.offers, today=wanted.today, words=wanted.words,
            ask=Ask(text=ask).text if ask else None, ask_size=wanted.ask_size, offer_id=person.offer_id or wanted.offer_id,
            channel=wanted.channel, history=history, given=self.base if given is None else given, policy=wanted.policy,
        )  # fmt: skip


def _in_a_table(remedy: str) -> str:
    """Return a remedy in the words of a table: facts stand in its columns, with where and when they were learned."""
    if "offer" in remedy:
        return remedy
    return "Fill the columns `need` or `fact`, `source` (where you have it from) and `date` of this row."
