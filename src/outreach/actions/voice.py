"""A sender's voice: learn one from what they have written, keep it, and say what is wrong with the one there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.errors import BadInput
from outreach.gathering.mail_file import read_thread
from outreach.voice import file
from outreach.voice.fault import faults
from outreach.voice.proposal import Proposal, propose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from outreach.errors import Mistake
    from outreach.gathering.mail_thread import Message
    from outreach.lint.rulebook import Rulebook
    from outreach.settings import Settings
    from outreach.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: the proposal, from whose messages ("" where nobody is named), and how many of others were passed over."""

    proposal: Proposal
    whose: str
    others: int


def learn(paths: Iterable[Path], name: str | None, *, certain: bool = False) -> Learned:
    """Return the voice of one person's own messages in these files: of `name` where they wrote any, else of the one who did.

    What is quoted in a message is somebody else's. Raises BadInput for a file that cannot be read, where there is too little, and
    where none of those who wrote is `name` and they are several, or it is `certain` that `name` is meant.
    """
    messages = [message for path in paths for message in read_thread(path) if not message.quoted]
    mine = _of(messages, name, certain=certain)
    whose = next((message.author.name for message in mine if message.author.name), "")
    texts = list(dict.fromkeys(message.text for message in mine))
    return Learned(propose(texts), whose, len(messages) - len(mine))


def check(place: Workspace | None, given: Settings, book: Rulebook) -> tuple[Mistake, ...]:
    """Return what is wrong with the voice that drafts are written in, in `voice.md` or in `sender.voice`; nothing without one."""
    if place is None or given.sender is None:
        return ()
    path = place.root / file.NAME
    if path.is_file():
        return faults(given.sender.voice or "", str(path), book)
    if given.sender.voice is None:
        return ()
    settings = place.settings_file()
    found = faults(given.sender.voice, str(place.root), book)
    return tuple(dict.fromkeys(settings.mistake(("sender", "voice"), mistake.what) for mistake in found))


def keep(place: Workspace, proposal: Proposal, *, force: bool) -> Path:
    """Write a proposal into a workspace's `voice.md`; raise BadInput where one is there, unless `force` says so."""
    return file.write(place.root, proposal.text, force=force)


def _of(messages: Sequence[Message], name: str | None, *, certain: bool) -> list[Message]:
    named = {message.author.name for message in messages if message.author.name}
    if name is not None and (mine := [message for message in messages if message.author.is_(name, None)]):
        return mine
    if len(named) > 1 or (named and certain):
        what = f"These messages are by {', '.join(sorted(named)[:5])}{', and none by ' + name if name else ''}."
        raise BadInput(what, remedy="Say whose voice to learn with --name, or name files that one person wrote.")
    return list(messages)
