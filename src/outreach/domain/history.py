"""A history: the ledger of one contact, and what can be seen in it. It counts what happened and computes no balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.ledger import HEARD, Entry, EntryKind
from outreach.domain.value import Value

if TYPE_CHECKING:
    import datetime as dt

_WRITTEN = frozenset({EntryKind.GAVE, EntryKind.ASKED, EntryKind.PROMISED})


class History(Value):
    """The entries of one contact in the order in which they happened (of one day: in which they were recorded)."""

    entries: tuple[Entry, ...] = ()

    @property
    def gives(self) -> int:
        """Return how many times something was given."""
        return len(self._of(EntryKind.GAVE))

    @property
    def last_written(self) -> dt.date | None:
        """Return the day on which the sender last did anything towards the contact."""
        return max((entry.on for entry in self.entries if entry.kind not in HEARD), default=None)

    @property
    def last_heard(self) -> dt.date | None:
        """Return the day on which the contact last replied or gave."""
        return max((entry.on for entry in self.entries if entry.kind in HEARD), default=None)

    @property
    def last_ask(self) -> Entry | None:
        """Return the latest ask."""
        return next(iter(reversed(self._of(EntryKind.ASKED))), None)

    @property
    def gives_since_ask(self) -> int:
        """Return how many times something was given in other messages since the latest ask; all of them without one."""
        ask = self.last_ask
        if ask is None:
            return self.gives
        later = self.entries[self.entries.index(ask) + 1 :]
        return sum(entry.kind is EntryKind.GAVE and _message(entry) != _message(ask) for entry in later)

    @property
    def unanswered(self) -> tuple[Entry, ...]:
        """Return what was given, asked or promised since the contact was last heard of."""
        heard = [index for index, entry in enumerate(self.entries) if entry.kind in HEARD]
        since = self.entries[heard[-1] + 1 :] if heard else self.entries
        return tuple(entry for entry in since if entry.kind in _WRITTEN)

    @property
    def unanswered_messages(self) -> int:
        """Return how many messages those were: what went in one message, or on one day without one, counts once."""
        return len({_message(entry) for entry in self.unanswered})

    @property
    def open_promises(self) -> tuple[Entry, ...]:
        """Return the promises that nothing given later has kept: one of the same offer, or of none where none was named."""
        still: list[Entry] = []
        for entry in self.entries:
            if entry.kind is EntryKind.PROMISED:
                still.append(entry)
            elif entry.kind is EntryKind.GAVE:
                kept = next((each for each in still if each.offer_id == entry.offer_id), None)
                if kept is not None:
                    still.remove(kept)
        return tuple(still)

    @property
    def thanks_owed(self) -> tuple[Entry, ...]:
        """Return what was received since the contact was last thanked."""
        owed: list[Entry] = []
        for entry in self.entries:
            if entry.kind is EntryKind.THANKED:
                owed.clear()
            elif entry.kind is EntryKind.RECEIVED:
                owed.append(entry)
        return tuple(owed)

    def _of(self, kind: EntryKind) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.kind is kind)


def _message(entry: Entry) -> str:
    return entry.message or entry.on.isoformat()
