"""A session on a folder: people and offers read from its files, and a ledger that lasts as long as the interface is open.

The bundled people are opened this way: everything can be tried, and nothing is written.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.errors import BadInput
from outreach.tui.running import DraftRun
from outreach.tui.session import Choice, Person, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.actions.draft import Written
    from outreach.briefing import Request
    from outreach.domain.brief import Brief
    from outreach.domain.contact import Contact
    from outreach.domain.ledger import Entry
    from outreach.domain.offer import Offer
    from outreach.domain.standing import Standing
    from outreach.gate import ClearedMessage, Outcome, Waiver
    from outreach.lint.linter import Linter, Report
    from outreach.settings import Settings
    from outreach.tui.unfinished import Unfinished
    from outreach.workspace import Workspace


class FolderSession:
    """People, offers and settings of a folder; `engine` names what writes there (None: what its settings choose)."""

    def __init__(self, place: Workspace, title: str, engine: str | None = None) -> None:
        self._place = place
        self._title = title
        self._engine = engine
        self._ledger: dict[str, tuple[Entry, ...]] = {}
        self._unfinished: Unfinished | None = None

    @property
    def title(self) -> str:
        """Return what the head of the screen calls it."""
        return self._title

    def people(self, search: str, after: str | None, limit: int) -> tuple[Person, ...]:
        """Return one page of the people of the folder, by name."""
        found = self._found(search)
        start = next((index + 1 for index, each in enumerate(found) if each.id == after), 0) if after else 0
        return tuple(_person(each) for each in found[start : start + limit])

    def count(self, search: str) -> int:
        """Return how many people a search finds."""
        return len(self._found(search))

    def contact(self, id_: str) -> Contact:
        """Return one person."""
        found = next((each for each in self._contacts if each.id == id_), None)
        if found is None:
            raise BadInput("This person is not in the folder any more.", remedy="Choose another from the list of people.")
        return found

    def standing(self, contact: Contact) -> Standing:
        """Return the most that may be done towards a person now."""
        from outreach.domain.history import History  # noqa: PLC0415  # pydantic, which the first paint does without
        from outreach.standing import outlook  # noqa: PLC0415

        history = History(entries=self._ledger.get(contact.id, ()))
        return outlook(contact, history, self._settings.policy, wiring.today())

    def choices(self, contact: Contact) -> tuple[Choice, ...]:
        """Return the offers that stand today, those that fit first."""
        from outreach.matching import match  # noqa: PLC0415  # after the first paint

        today = wiring.today()
        fitting = match(contact, self._offers, today)
        fit = {each.offer.id for each in fitting}
        others = [offer for offer in self._offers if offer.id not in fit and offer.stands_on(today)]
        return (*(Choice(each.offer, each.why) for each in fitting), *(Choice(offer, "") for offer in others))

    def draft(self, wanted: Wanted, notice: Callable[[str], None]) -> DraftRun:
        """Begin to draft a message."""

        async def work() -> Written:
            from outreach.actions.draft import draft  # noqa: PLC0415  # in the thread that drafts: it costs a tenth of a second

            engine = wiring.engine(self._settings, self._engine, self._place)
            try:
                return await draft(self._request(wanted), engine, self._linter, wiring.limits(self._settings), notice)
            finally:
                await engine.aclose()

        return DraftRun(work)

    def lint(self, subject: str, body: str, brief: Brief) -> Report:
        """Return everything that is found in a person's own words."""
        return self._linter.lint(subject, body, brief)

    def clear(self, subject: str, body: str, brief: Brief, waivers: tuple[Waiver, ...]) -> Outcome:
        """Return a person's own words through the gate."""
        from outreach.actions.revise import revise  # noqa: PLC0415  # after the first paint

        return revise(subject, body, brief, self._linter, waivers)

    def sent(self, message: ClearedMessage, written: Written) -> str:
        """Remember what the message gave and asked, until the interface is closed."""
        from outreach.domain.ledger import Entry, EntryKind  # noqa: PLC0415  # after the first paint

        brief, known = written.brief, self._ledger.get(written.brief.contact.id, ())
        common = {"contact_id": brief.contact.id, "on": wiring.today(), "by": brief.sender.name, "message": f"m{len(known)}"}
        entries = [Entry(id=f"e{len(known)}", kind=EntryKind.GAVE, words=brief.offer.title, offer_id=message.offer_id, **common)]
        if brief.ask is not None:
            entries.append(Entry(id=f"e{len(known)}a", kind=EntryKind.ASKED, words=brief.ask.text, **common))
        self._ledger[brief.contact.id] = (*known, *entries)
        what = "what you gave and asked" if brief.ask else "what you gave"
        return f"Noted until you leave: {what}. The bundled people are never changed."

    def unfinished(self) -> Unfinished | None:
        """Return what was begun since the interface was opened."""
        return self._unfinished

    def keep(self, unfinished: Unfinished | None) -> None:
        """Keep what was begun as long as the interface is open."""
        self._unfinished = unfinished

    @cached_property
    def _settings(self) -> Settings:
        return wiring.settings(self._place)

    @cached_property
    def _contacts(self) -> tuple[Contact, ...]:
        found = [self._place.contact(name) for name in self._place.contact_ids()]
        return tuple(sorted(found, key=lambda each: each.name.casefold()))

    @cached_property
    def _offers(self) -> tuple[Offer, ...]:
        return self._place.offers()

    @cached_property
    def _linter(self) -> Linter:
        return wiring.linter(self._place, drafting=True)

    def _found(self, search: str) -> list[Contact]:
        words = search.casefold().split()
        return [each for each in self._contacts if all(word in _haystack(each) for word in words)]

    def _request(self, wanted: Wanted) -> Request:
        from outreach.briefing import Request  # noqa: PLC0415  # after the first paint
        from outreach.domain.history import History  # noqa: PLC0415

        sender = self._settings.sender
        if sender is None:
            raise BadInput("outreach.yaml does not say who writes.", remedy="Add `sender:` with a `name:` below it.")
        return Request(
            self.contact(wanted.contact_id), sender, self._offers, wiring.today(), ask=wanted.ask.strip() or None,
            offer_id=wanted.offer_id, channel=wanted.channel, words=self._settings.drafting.words,
            history=History(entries=self._ledger.get(wanted.contact_id, ())), policy=self._settings.policy,
        )  # fmt: skip


def samples() -> FolderSession:
    """Return a session on the bundled people, written to by the offline engine: no key, no network, nothing written."""
    return FolderSession(wiring.samples(), "bundled people", engine="offline")


def _person(contact: Contact) -> Person:
    return Person(contact.id, contact.name, contact.role or "", str(contact.closeness))


def _haystack(contact: Contact) -> str:
    facts = " ".join(fact.text for fact in contact.facts)
    return f"{contact.name} {contact.role or ''} {contact.address or ''} {' '.join(contact.tags)} {facts}".casefold()
