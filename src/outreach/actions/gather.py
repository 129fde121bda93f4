"""Gather what may be known of a person: from a note, a thread of mails, address cards, a page or a feed.

Everything is proposed in the exact words of its text, with where and when it was said, and waits for somebody to accept it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from outreach.errors import BadInput
from outreach.gathering import mail_thread
from outreach.gathering.chosen import chosen
from outreach.gathering.extract import Voice, propose
from outreach.gathering.fetching import Fetcher
from outreach.gathering.found import Found
from outreach.gathering.mail_file import read_thread
from outreach.gathering.vcard import read_cards
from outreach.gathering.web import read_web
from outreach.store.keys import address_key, sort_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from outreach.actions.memory import Memory
    from outreach.actions.proposals import Waits
    from outreach.domain.contact import Contact
    from outreach.domain.fact import Source
    from outreach.domain.proposal import Proposal
    from outreach.gathering.mail_thread import Message

CARDS = frozenset({".vcf", ".vcard"})


class Link(NamedTuple):
    """A page or feed to fetch: its address, a source in place of what it says itself, and whether private networks may answer."""

    url: str
    source: Source | None = None
    allow_private: bool = False


def is_link(place: str) -> bool:
    """Tell the address of a page from the name of a file."""
    return place.lower().startswith(("http://", "https://"))


def from_text(memory: Memory, person: Contact, text: str, source: Source | None, *, own: bool) -> tuple[Waits, ...]:
    """Propose out of a pasted text, and return what waits of it.

    In a thread only what the person wrote is read, as theirs, from the day it says. Any other text is notes on the person, or
    with `own` in the person's own words. Raises BadInput for a text without words, and where one that is no thread has no
    source.
    """
    return _from_messages(memory, person, mail_thread.read_pasted(text), source, own=own)


def from_mails(memory: Memory, person: Contact, path: Path, source: Source | None, *, own: bool) -> tuple[Waits, ...]:
    """Propose out of a file of mails or of pasted text as `from_text` does; raise BadInput where it cannot be read."""
    return _from_messages(memory, person, read_thread(path), source, own=own)


def from_cards(memory: Memory, person: Contact, path: Path) -> tuple[Waits, ...]:
    """Propose out of the notes on a person's card; raise BadInput where none of the cards is theirs."""
    cards = [each for each in read_cards(path, day=memory.today) if isinstance(each, Found)]
    own = [each for each in cards if _is_of(each.contact, person)]
    if not own:
        raise BadInput(f"{path} has no card of {person.name}.", remedy=f"`outreach contacts import {path}` takes in its people.")
    return _keep(memory, person, (proposal for each in own for proposal in each.proposals))


def from_link(memory: Memory, person: Contact, place: Link, *, own: bool) -> tuple[Waits, ...]:
    """Fetch a page or a feed and propose out of it; with `own` the person speaks in it.

    Raises BadInput for an address that is not fetched from (private ones, unless they are allowed; what robots.txt closes), and
    PageUnreachable for one that gives nothing.
    """
    read = read_web(place.url, Fetcher(allow_private=place.allow_private), day=memory.today)
    texts = [(each.text, place.source or each.source) for each in read]
    return _keep(memory, person, _proposed(memory, texts, Voice.OWN if own else Voice.ABOUT, person))


def _from_messages(
    memory: Memory, person: Contact, messages: Sequence[Message], source: Source | None, *, own: bool
) -> tuple[Waits, ...]:
    if not messages:
        raise BadInput("The text holds no words.", remedy="Paste what they wrote, or what you noted.")
    wrote = mail_thread.theirs(messages, name=person.name, address=person.address)
    if wrote:
        said = (mail_thread.gathered(message, day=memory.today) for message in wrote)
        texts = [(each.text, source or each.source) for each in said]
        return _keep(memory, person, _proposed(memory, texts, Voice.OWN, person))
    if source is None:
        what = f"Nothing in the text says that {person.name} wrote it, so it needs a source."
        raise BadInput(what, remedy='Say where it is from: --where "her newsletter", or "our call".')
    texts = [("\n\n".join(message.text for message in messages), source)]
    return _keep(memory, person, _proposed(memory, texts, Voice.OWN if own else Voice.NOTE, person))


def _proposed(memory: Memory, texts: Iterable[tuple[str, Source]], voice: Voice, person: Contact) -> Iterable[Proposal]:
    """Yield whole sentences of the texts: those that a model picks where one is configured, else those of the plain extractor.

    Raises EngineError when the model fails: the plain extractor does not stand in for it.
    """
    for text, source in texts:
        if memory.pick is None:
            yield from propose(text, source, voice=voice, name=person.name)
        else:
            yield from chosen(text, memory.pick(text, person.name, voice), source, voice=voice)


def _keep(memory: Memory, person: Contact, found: Iterable[Proposal]) -> tuple[Waits, ...]:
    """Keep proposals and return what waits of them: what the person's facts quote already is left out."""
    numbers = memory.store.proposals.add(person.id, found)
    waiting = {each.id: each for each in memory.store.proposals.of(person.id)}
    return tuple(waiting[number] for number in numbers if number in waiting)


def _is_of(card: Contact, person: Contact) -> bool:
    """Tell whether a card is a person's: by its address, else by its name."""
    if card.address and person.address:
        return address_key(card.address) == address_key(person.address)
    return sort_name(card.name) == sort_name(person.name)
