"""What the screens need to know and do, as one port: no screen sees a store, a folder or an engine.

Everything but `title` may take its time (a database, a model), so screens call it in workers and never in a handler. Every method
raises `OutreachError` with a sentence and a remedy, and nothing else on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from outreach.actions.day import Today
    from outreach.actions.draft import Written
    from outreach.actions.offer_check import Words
    from outreach.actions.proposals import Waits
    from outreach.actions.unfinished import Unfinished
    from outreach.domain.brief import Brief
    from outreach.domain.contact import Channel, Contact
    from outreach.domain.ledger import Entry
    from outreach.domain.offer import Offer
    from outreach.domain.standing import Standing
    from outreach.gate import ClearedMessage, Outcome, Waiver
    from outreach.lint.linter import Report
    from outreach.tui.batches import Batches
    from outreach.tui.prompt_shelf import PromptShelf


class Person(NamedTuple):
    """One row in a list of people: `about` is what they do, `note` a word on how it stands with them."""

    id: str
    name: str
    about: str = ""
    note: str = ""


class Choice(NamedTuple):
    """One offer that could be made to somebody, and in one line why it fits; empty where nothing recorded says that it does."""

    offer: Offer
    why: str


class Wanted(NamedTuple):
    """What a person wants written: to whom, with which offer (None: the one that fits best), asking what (empty: nothing)."""

    contact_id: str
    offer_id: str | None = None
    ask: str = ""
    channel: Channel | None = None


class Past(NamedTuple):
    """What passed between you and a person, in the order in which it happened, and how many proposals about them wait."""

    entries: tuple[Entry, ...]
    waiting: int = 0


class Stock(NamedTuple):
    """An offer, how often it is promised and not given yet, and how often it was given this month."""

    offer: Offer
    promised: int = 0
    given: int = 0


class Flaw(NamedTuple):
    """What is wrong with an offer, and how, in a sentence."""

    offer_id: str
    says: str


class Session(Protocol):
    """A workspace at work: its people, offers and ledger, its linter and its engine."""

    @property
    def title(self) -> str:
        """Return what the head of the screen calls the workspace."""
        ...

    def prepare(self) -> None:
        """Load what the next screens need, so that they need not wait for it."""
        ...

    def people(self, search: str, after: str | None, limit: int) -> tuple[Person, ...]:
        """Return one page of the people that a search finds (all for an empty one), those that follow the id `after`."""
        ...

    def count(self, search: str) -> int:
        """Return how many people a search finds."""
        ...

    def contact(self, id_: str) -> Contact:
        """Return one person with all that is known of them."""
        ...

    def today(self) -> Today:
        """Return whom something could be given to today, and whom to leave alone."""
        ...

    def waiting_files(self) -> int:
        """Return how many people stand in contact files while nobody is remembered."""
        ...

    def take_in(self) -> str:
        """Take the people of the contact files into the memory, and return in one sentence what was done."""
        ...

    def standing(self, contact: Contact) -> Standing:
        """Return the most that may be done towards a person now, and why."""
        ...

    def past(self, contact: Contact) -> Past:
        """Return what passed between you and a person."""
        ...

    def proposals(self, contact_id: str) -> tuple[Waits, ...]:
        """Return what was found about a person and waits to be accepted or dropped."""
        ...

    def propose(self, contact_id: str, text: str, where: str, *, theirs: bool) -> tuple[Waits, ...]:
        """Propose what a text says of a person; `where` says where it is from, `theirs` that they wrote it themselves."""
        ...

    def accept(self, found: Waits, text: str | None) -> str:
        """Make a proposal known, in its own words or in others, and return in one sentence what is known now."""
        ...

    def drop(self, found: Waits) -> str:
        """Drop a proposal, and say so in one sentence."""
        ...

    @property
    def offers_file(self) -> Path:
        """Return the file in which the offers stand."""
        ...

    def judge_offer(self, title: str, detail: str) -> Words:
        """Return what the linter finds in the words of an offer."""
        ...

    def keep_offer(self, id_: str | None, fields: Mapping[str, object]) -> Offer:
        """Write an offer into the file and return it: in place of the one with this id, or (None) as a new one."""
        ...

    def remove_offer(self, id_: str) -> None:
        """Take the offer of this id out of the file."""
        ...

    def kept_promise(self, contact_id: str) -> str:
        """Record that the oldest promise to a person is kept, and return in one sentence what was recorded."""
        ...

    def thanked(self, contact_id: str) -> str:
        """Record that a person was thanked, and return in one sentence what was recorded."""
        ...

    def inventory(self) -> tuple[Stock, ...]:
        """Return the offers with how much of each is promised and given this month."""
        ...

    def flaws(self) -> tuple[Flaw, ...]:
        """Return what is wrong with the offers as they stand: their days, their limits, their words."""
        ...

    @property
    def batches(self) -> Batches:
        """Return the runs over tables, and what can be done with them."""
        ...

    @property
    def prompts(self) -> PromptShelf:
        """Return the prompts, and what can be done with them."""
        ...

    def choices(self, contact: Contact) -> tuple[Choice, ...]:
        """Return the offers that stand today: those that fit the person first, each with the reason."""
        ...

    def draft(self, wanted: Wanted, notice: Callable[[str], None]) -> Running:
        """Begin to draft a message; `notice` is told each stage in a few words, from the thread that drafts."""
        ...

    def lint(self, subject: str, body: str, brief: Brief) -> Report:
        """Return everything that is found in a person's own words beside a brief."""
        ...

    def clear(self, subject: str, body: str, brief: Brief, waivers: tuple[Waiver, ...]) -> Outcome:
        """Return a person's own words through the gate."""
        ...

    def sent(self, message: ClearedMessage, written: Written) -> str:
        """Record that the person sent a message, and return in one sentence what was recorded."""
        ...

    def unfinished(self) -> Unfinished | None:
        """Return the message that was begun and not sent, if there is one."""
        ...

    def keep(self, unfinished: Unfinished | None) -> None:
        """Keep what was begun for the next time; None when nothing is."""
        ...


class Running(Protocol):
    """A draft that is being written: it can be waited for in a worker, and stopped from anywhere."""

    def result(self) -> Written:
        """Wait, and return what came of it; raise `Stopped` when it was stopped, and OutreachError when it failed."""
        ...

    def stop(self) -> None:
        """Stop it at once."""
        ...


class Stopped(Exception):
    """Drafting was stopped by the person."""
