"""The bundled people: everything can be tried, the offline engine writes, and the ledger lasts until the interface is closed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.errors import BadInput
from outreach.tui.session import Flaw, Past, Person, Stock
from outreach.tui.workplace import Workplace

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.actions.day import Today
    from outreach.actions.draft import Written
    from outreach.actions.proposals import Waits
    from outreach.actions.unfinished import Unfinished
    from outreach.briefing import Request
    from outreach.domain.contact import Contact
    from outreach.domain.history import History
    from outreach.domain.ledger import Entry
    from outreach.domain.standing import Standing
    from outreach.gate import ClearedMessage
    from outreach.tui.session import Wanted


class Bundled(Workplace):
    """The samples as a session; nothing is written anywhere."""

    def __init__(self) -> None:
        super().__init__(wiring.samples(), "bundled people", engine="offline")
        self._ledger: dict[str, tuple[Entry, ...]] = {}
        self._unfinished: Unfinished | None = None

    def people(self, search: str, after: str | None, limit: int) -> tuple[Person, ...]:
        """Return one page of the people, by name."""
        found = self._found(search)
        start = next((index + 1 for index, each in enumerate(found) if each.id == after), 0) if after else 0
        return tuple(Person(each.id, each.name, each.role or "", str(each.closeness)) for each in found[start : start + limit])

    def count(self, search: str) -> int:
        """Return how many people a search finds."""
        return len(self._found(search))

    def contact(self, id_: str) -> Contact:
        """Return one person."""
        found = next((each for each in self._contacts if each.id == id_), None)
        if found is None:
            raise BadInput("This person is not among the bundled people.", remedy="Choose another from the list of people.")
        return found

    def standing(self, contact: Contact) -> Standing:
        """Return the most that may be done towards a person now."""
        from outreach.standing import outlook  # noqa: PLC0415  # after the first paint

        return outlook(contact, self._history(contact.id), self.settings.policy, wiring.today())

    def today(self) -> Today:
        """Return whose need an offer meets, and whom to leave alone."""
        from outreach.tui.bundled_day import day_of  # noqa: PLC0415  # after the first paint

        return day_of(self._contacts, self._history, self.offers(), self.settings.policy, wiring.today())

    def waiting_files(self) -> int:
        """Return none: the bundled people are all there."""
        return 0

    def take_in(self) -> str:
        """Refuse: nothing is kept here."""
        raise BadInput("The bundled people are not kept.", remedy="Make a workspace of your own.")

    def past(self, contact: Contact) -> Past:
        """Return what was noted since the interface was opened."""
        return Past(self._ledger.get(contact.id, ()))

    def proposals(self, contact_id: str) -> tuple[Waits, ...]:  # noqa: ARG002  # as the port has it
        """Return none: nothing is kept here."""
        return ()

    def propose(self, contact_id: str, text: str, where: str, *, theirs: bool) -> tuple[Waits, ...]:  # noqa: ARG002  # as the port has it
        """Refuse: nothing is kept here."""
        raise BadInput("Nothing is kept of the bundled people.", remedy="Make a workspace of your own to take notes.")

    def accept(self, found: Waits, text: str | None) -> str:  # noqa: ARG002  # as the port has it
        """Refuse: nothing is kept here."""
        raise BadInput("Nothing is kept of the bundled people.", remedy="Make a workspace of your own to take notes.")

    def drop(self, found: Waits) -> str:
        """Refuse: nothing is kept here."""
        return self.accept(found, None)

    @property
    def offers_file(self) -> Path | None:
        """Return none: the bundled offers stay as they are."""
        return None

    def inventory(self) -> tuple[Stock, ...]:
        """Return the offers with how often each was given since the interface was opened."""
        given = [entry.offer_id for entries in self._ledger.values() for entry in entries]
        return tuple(Stock(offer, 0, given.count(offer.id)) for offer in self.offers())

    def flaws(self) -> tuple[Flaw, ...]:
        """Return none: the bundled offers cannot be changed."""
        return ()

    def request(self, wanted: Wanted) -> Request:
        """Return what is to be drafted."""
        from outreach.briefing import Request  # noqa: PLC0415  # after the first paint

        return Request(
            self.contact(wanted.contact_id), self.sender, self.offers(), wiring.today(), ask=wanted.ask.strip() or None,
            offer_id=wanted.offer_id, channel=wanted.channel, words=self.settings.drafting.words,
            history=self._history(wanted.contact_id), policy=self.settings.policy,
        )  # fmt: skip

    def sent(self, message: ClearedMessage, written: Written) -> str:
        """Remember what the message gave and asked, until the interface is closed."""
        from outreach.domain.ledger import Entry, EntryKind  # noqa: PLC0415  # after the first paint

        brief, known = written.brief, self._ledger.get(written.brief.contact.id, ())
        number = len(known)
        gave = Entry(
            id=f"e{number}", contact_id=brief.contact.id, kind=EntryKind.GAVE, words=brief.offer.title, on=wiring.today(),
            by=brief.sender.name, offer_id=message.offer_id, message=f"m{number}",
        )  # fmt: skip
        new = [gave]
        if brief.ask is not None:
            update = {"id": f"e{number}a", "kind": EntryKind.ASKED, "words": brief.ask.text, "offer_id": None}
            new.append(gave.model_copy(update=update))
        self._ledger[brief.contact.id] = (*known, *new)
        return f"Noted until you leave: {'what you gave and asked' if brief.ask else 'what you gave'}."

    def unfinished(self) -> Unfinished | None:
        """Return what was begun since the interface was opened."""
        return self._unfinished

    def keep(self, unfinished: Unfinished | None) -> None:
        """Keep what was begun as long as the interface is open."""
        self._unfinished = unfinished

    @cached_property
    def _contacts(self) -> tuple[Contact, ...]:
        found = [self.place.contact(name) for name in self.place.contact_ids()]
        return tuple(sorted(found, key=lambda each: each.name.casefold()))

    def _history(self, id_: str) -> History:
        from outreach.domain.history import History  # noqa: PLC0415  # after the first paint

        return History(entries=self._ledger.get(id_, ()))

    def _found(self, search: str) -> list[Contact]:
        words = search.casefold().split()
        return [each for each in self._contacts if all(word in _haystack(each) for word in words)]


def _haystack(contact: Contact) -> str:
    facts = " ".join(fact.text for fact in contact.facts)
    return f"{contact.name} {contact.role or ''} {contact.address or ''} {' '.join(contact.tags)} {facts}".casefold()
