"""One message in the making: to whom, with what, which versions of it there are, and what was found in the last.

It holds no words that the gate has not cleared, but those that the person wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.actions.unfinished import Unfinished
from outreach.tui.session import Wanted

if TYPE_CHECKING:
    from outreach.actions.draft import Written
    from outreach.domain.contact import Contact
    from outreach.gate import ClearedMessage, Waiver
    from outreach.tui.session import Choice


@dataclass(slots=True)
class Version:
    """One version: a cleared message, or the words of the person (`own`), and the brief that both stand on."""

    written: Written
    message: ClearedMessage | None = field(default=None, repr=False)
    own: tuple[str, str] | None = field(default=None, repr=False)
    waivers: tuple[Waiver, ...] = ()


@dataclass(slots=True)
class Composition:
    """The message to one contact; `written` is what came of the last drafting, also when it was held."""

    contact: Contact
    choices: tuple[Choice, ...]
    offer_id: str | None = None
    ask: str = ""
    written: Written | None = None
    versions: list[Version] = field(default_factory=list)
    at: int = -1
    waiting: tuple[str, str] | None = field(default=None, repr=False)

    @property
    def version(self) -> Version | None:
        """Return the version that is looked at."""
        return self.versions[self.at] if self.versions and self.at >= 0 else None

    @property
    def before(self) -> ClearedMessage | None:
        """Return the last cleared message before the version looked at."""
        earlier = [version.message for version in self.versions[: max(0, self.at)]]
        return next((message for message in reversed(earlier) if message is not None), None)

    @property
    def wanted(self) -> Wanted:
        """Return what is to be drafted."""
        return Wanted(self.contact.id, self.offer_id, self.ask)

    @property
    def unfinished(self) -> Unfinished:
        """Return what is to be kept for the next time."""
        own = self.version.own if self.version is not None and self.version.own else self.waiting or ("", "")
        return Unfinished(self.contact.id, self.offer_id or "", self.ask, *own)

    def add(self, version: Version) -> None:
        """Add a version and look at it."""
        self.versions.append(version)
        self.at = len(self.versions) - 1

    def came(self, written: Written, message: ClearedMessage | None) -> None:
        """Take what came of a drafting: a version when it was cleared."""
        self.written = written
        if message is not None:
            self.add(Version(written, message))

    def write_own(self) -> Version | None:
        """Return a version of the person's own words to change, begun with those looked at; None when nothing was briefed."""
        if self.version is not None and self.version.own is not None:
            return self.version
        if self.written is None:
            return None
        message = self.version.message if self.version is not None else None
        words = self.waiting or ((message.subject, message.body) if message is not None else ("", ""))
        self.waiting = None
        self.add(Version(self.version.written if self.version else self.written, own=words))
        return self.versions[-1]

    def undo(self) -> None:
        """Look at the version before."""
        self.at = max(0, self.at - 1)
