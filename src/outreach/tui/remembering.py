"""A session on a workspace with its memory: people, ledger and what was begun are kept."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions import unfinished as unfinished_file
from outreach.errors import OutreachError
from outreach.tui.session import Flaw, Past, Person, Stock
from outreach.tui.workplace import Workplace
from outreach.workspace import OFFERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from outreach.actions.contacts import Listed
    from outreach.actions.day import Today
    from outreach.actions.draft import Written
    from outreach.actions.memory import Memory, Picker
    from outreach.actions.offer_check import Words
    from outreach.actions.proposals import Waits
    from outreach.actions.unfinished import Unfinished
    from outreach.briefing import Request
    from outreach.domain.contact import Contact
    from outreach.domain.offer import Offer
    from outreach.domain.standing import Standing
    from outreach.errors import EngineError
    from outreach.gate import ClearedMessage
    from outreach.tui.ahead import Ahead
    from outreach.tui.batches import Batches
    from outreach.tui.prompt_shelf import PromptShelf
    from outreach.tui.session import Wanted
    from outreach.workspace import Workspace


class Remembering(Workplace):
    """A workspace at work. Its memory is opened by the first question to it, in the worker that asks."""

    def __init__(self, place: Workspace, title: str, engine: str | None = None, ahead: Ahead | None = None) -> None:
        super().__init__(place, title, engine)
        self._ahead = ahead
        self._nobody = False
        self._memory: Memory | None = None
        self._file = unfinished_file.place_for(place.root)

    def memory(self) -> Memory:
        """Return what the verbs about people work on, as of today."""
        from outreach.actions.memory import Memory  # noqa: PLC0415  # SQLAlchemy, after the first paint

        with self._lock:
            if self._memory is None:
                store = wiring.store(self.place, self.settings)
                self._memory = Memory(store, self.place, self.settings, wiring.today())
            return replace(self._memory, today=wiring.today())

    def people(self, search: str, after: str | None, limit: int) -> tuple[Person, ...]:
        """Return one page of the people who are kept; while nobody is, those of the contact files."""
        from outreach.actions.contacts import page  # noqa: PLC0415  # after the first paint

        memory = self.memory()
        rows = page(memory, search, after, limit, None).rows
        if rows or after is not None or memory.store.contacts.page(limit=1):
            return tuple(_person(row) for row in rows)
        return self._written(search)[:limit]

    def count(self, search: str) -> int:
        """Return how many people a search finds."""
        return self.memory().store.contacts.count(search) or len(self._written(search))

    def contact(self, id_: str) -> Contact:
        """Return one person, as a message may know them."""
        from outreach.actions.recall import recall  # noqa: PLC0415  # after the first paint

        return recall(self.memory(), id_).contact

    def standing(self, contact: Contact) -> Standing:
        """Return the most that may be done towards a person now."""
        from outreach.standing import outlook  # noqa: PLC0415  # after the first paint

        memory = self.memory()
        return outlook(contact, memory.store.ledger.of(contact.id), memory.settings.policy, memory.today)

    def today(self) -> Today:
        """Return the day's list; the first may have been looked up already."""
        ahead, self._ahead = self._ahead, None
        found = ahead.day() if ahead is not None else None
        if found is None:
            from outreach.actions.today import today  # noqa: PLC0415  # after the first paint

            found = today(self.memory())
        self._nobody = found.nobody
        return found

    def waiting_files(self) -> int:
        """Return how many contact files there are while nobody is kept."""
        return len(self.place.contact_ids()) if self._nobody or not self._kept_anybody() else 0

    def prepare(self) -> None:
        """Load what the next screens need, and open the memory."""
        super().prepare()
        self.memory()

    def close(self) -> None:
        """Close the memory, where it was opened."""
        if self._memory is not None:
            self._memory.store.close()

    def take_in(self) -> str:
        """Take the people of the contact files into the memory."""
        from outreach.tui.taking_in import take_in  # noqa: PLC0415  # when it is needed

        self._nobody = False
        return take_in(self.memory(), self.place.contact_ids())

    def past(self, contact: Contact) -> Past:
        """Return the person's ledger, and how many proposals wait."""
        memory = self.memory()
        return Past(memory.store.ledger.of(contact.id).entries, len(memory.store.proposals.of(contact.id)))

    def proposals(self, contact_id: str) -> tuple[Waits, ...]:
        """Return what waits about a person."""
        return self.memory().store.proposals.of(contact_id)

    def propose(self, contact_id: str, text: str, where: str, *, theirs: bool) -> tuple[Waits, ...]:
        """Propose what a text says of a person; one who stands in a file alone is taken into the memory first."""
        from outreach.tui.taking_in import propose  # noqa: PLC0415  # when it is needed

        return propose(replace(self.memory(), pick=self._picker()), contact_id, text, where, theirs=theirs)

    def accept(self, found: Waits, text: str | None) -> str:
        """Make a proposal known."""
        from outreach.actions.proposals import accept  # noqa: PLC0415  # when it is needed

        return f"Known now: {accept(self.memory(), found, text).text.rstrip('.')}."

    def drop(self, found: Waits) -> str:
        """Drop a proposal."""
        from outreach.actions.proposals import drop  # noqa: PLC0415  # when it is needed

        drop(self.memory(), found)
        return "Dropped."

    @property
    def offers_file(self) -> Path:
        """Return the workspace's offers.yaml."""
        return self.place.root / OFFERS

    def judge_offer(self, title: str, detail: str) -> Words:
        """Return what the linter finds in the words of an offer."""
        from outreach.actions.offer_check import words_of  # noqa: PLC0415  # when it is needed

        return words_of(title, detail, self.linter)

    def keep_offer(self, id_: str | None, fields: Mapping[str, object]) -> Offer:
        """Write an offer into offers.yaml; a new one without an id gets it from its title."""
        from outreach.tui.inventory import keep  # noqa: PLC0415  # when it is needed

        return keep(self.place, id_, fields)

    def remove_offer(self, id_: str) -> None:
        """Take an offer out of offers.yaml."""
        from outreach.actions.offers import remove  # noqa: PLC0415  # when it is needed

        remove(self.place, id_)

    def kept_promise(self, contact_id: str) -> str:
        """Record the oldest open promise as given."""
        from outreach.actions.record import record_kept  # noqa: PLC0415  # when it is needed

        return f"Recorded. {record_kept(self.memory(), contact_id).standing.reason}."

    def thanked(self, contact_id: str) -> str:
        """Record the thanks."""
        from outreach.actions.record import record_thanks  # noqa: PLC0415  # when it is needed

        return f"Recorded. {record_thanks(self.memory(), contact_id).standing.reason}."

    @cached_property
    def batches(self) -> Batches:
        """Return the runs of the workspace."""
        from outreach.tui.batches import Batches  # noqa: PLC0415  # when it is needed

        return Batches(self.place, self.memory, self._engine)

    @cached_property
    def prompts(self) -> PromptShelf:
        """Return the prompts of the workspace."""
        from outreach.tui.prompt_shelf import PromptShelf  # noqa: PLC0415  # when it is needed

        return PromptShelf(self.place, self.memory)

    def inventory(self) -> tuple[Stock, ...]:
        """Return the offers with what the ledger says of each: from tomorrow on it holds open promises alone."""
        memory = self.memory()
        promised = memory.store.ledger.given_since(memory.today + dt.timedelta(days=1))
        both = memory.store.ledger.given_since(memory.today.replace(day=1))
        return tuple(
            Stock(offer, promised.get(offer.id, 0), both.get(offer.id, 0) - promised.get(offer.id, 0)) for offer in self.offers()
        )

    def flaws(self) -> tuple[Flaw, ...]:
        """Return what the check of the offers finds; the same linter judges their words as judges messages."""
        from outreach.actions.offer_check import check  # noqa: PLC0415  # after the list is there
        from outreach.actions.offers import given_this_month  # noqa: PLC0415
        from outreach.offers_file import OffersFile  # noqa: PLC0415

        memory = self.memory()
        given = given_this_month(memory.store, memory.today)
        found = check(OffersFile(self.place.root / OFFERS), given, self.linter, memory.today)
        return tuple(Flaw(each.offer_id, f"{each.fault}: {each.mistake.what}") for each in found)

    def request(self, wanted: Wanted) -> Request:
        """Return what is to be drafted, with the person's ledger and what was given this month."""
        from outreach.actions.recall import recall  # noqa: PLC0415  # after the first paint
        from outreach.briefing import Request  # noqa: PLC0415

        memory = self.memory()
        recalled = recall(memory, wanted.contact_id)
        return Request(
            recalled.contact, self.sender, self.offers(), memory.today, ask=wanted.ask.strip() or None, offer_id=wanted.offer_id,
            channel=wanted.channel, words=self.settings.drafting.words, history=recalled.history, given=recalled.given,
            policy=self.settings.policy,
        )  # fmt: skip

    def sent(self, message: ClearedMessage, written: Written) -> str:
        """Keep the message and record what it gave and asked; whom only a file names is taken into the memory for that."""
        from outreach.actions.keeping import keep  # noqa: PLC0415  # after the first paint
        from outreach.actions.recall import recall  # noqa: PLC0415
        from outreach.actions.record import record_sent  # noqa: PLC0415
        from outreach.tui.taking_in import remember  # noqa: PLC0415

        memory, contact = self.memory(), written.brief.contact
        if not recall(memory, contact.id).kept:
            remember(memory, contact.id)
        kept = keep(memory, written, message, wiring.fingerprints(written, self.place))
        recorded = record_sent(memory, kept, memory.today)
        return f"Recorded. {recorded.standing.reason}."

    def spent(self, written: Written) -> None:
        """Write down what a message took; a failing memory keeps no message from being shown."""
        from outreach.actions.costs import spend  # noqa: PLC0415  # after the first paint

        with suppress(OutreachError):
            spend(self.memory(), written, wiring.fingerprints(written, self.place))

    def spent_in_vain(self, engine: str, prompts: Mapping[str, str], error: EngineError) -> None:
        """Write down what was spent on a message that an engine failed to give."""
        from outreach.actions.costs import spend_in_vain  # noqa: PLC0415  # after the first paint

        with suppress(OutreachError):
            spend_in_vain(self.memory(), engine, prompts, error)

    def unfinished(self) -> Unfinished | None:
        """Return the message that was begun and not sent."""
        return unfinished_file.load(self._file)

    def keep(self, unfinished: Unfinished | None) -> None:
        """Keep what was begun for the next time."""
        unfinished_file.save(self._file, unfinished)

    def _picker(self) -> Picker | None:
        """Return what has a model pick sentences out of a text, where one is configured."""
        return wiring.picker(wiring.settings(self.place), self.place)

    def _written(self, search: str) -> tuple[Person, ...]:
        words = search.casefold().split()
        known = [self.place.contact(name) for name in self.place.contact_ids()] if not self._kept_anybody() else []
        rows = (Person(each.id, each.name, each.role or "", "in a file") for each in known)
        return tuple(row for row in rows if all(word in f"{row.name} {row.about}".casefold() for word in words))

    def _kept_anybody(self) -> bool:
        return bool(self.memory().store.contacts.page(limit=1))


def _person(row: Listed) -> Person:
    note = "resting" if row.resting_reason else str(row.closeness)
    return Person(row.id, row.name, row.role or row.address or row.handle or "", note)
