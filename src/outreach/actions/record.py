"""Record what happened with a person, in plain words, and say what may be done now. Nothing is netted into a balance.

What is recorded stays: the ledger is appended to. Words that a person writes there are their own and are not linted: no message
and no prompt ever holds them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.actions.values import made
from outreach.domain.ledger import Entry, EntryKind
from outreach.errors import BadInput
from outreach.standing import outlook

if TYPE_CHECKING:
    import datetime as dt

    from outreach.actions.memory import Memory
    from outreach.domain.contact import Contact
    from outreach.domain.standing import Standing
    from outreach.store.drafts import Kept

OFFERING = frozenset({EntryKind.GAVE, EntryKind.PROMISED})
"""The kinds of entry that may name one of the sender's offers."""
_CALLED = {"words": "WORDS", "message": "--message", "offer_id": "--offer", "by": "OUTREACH_BY"}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded with whom, and what may be done now; `open_promises` are those that are not yet kept."""

    contact: Contact
    entries: tuple[Entry, ...]
    standing: Standing
    open_promises: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """What a person says happened: its kind and day, their words, and the offer and the message where there was one."""

    kind: EntryKind
    words: str
    on: dt.date
    offer_id: str | None = None
    message: str | None = None


def record(memory: Memory, called: str, happening: Happening) -> Recorded:
    """Append one entry for a person. Raises BadInput for an unknown person, offer or day to come, and for words that are none."""
    contact = memory.person(called)
    _offer_is_known(memory, happening)
    _is_past(memory, happening.on)
    fields = {
        "id": f"e{secrets.token_hex(8)}", "contact_id": contact.id, "kind": happening.kind, "words": happening.words,
        "on": happening.on, "by": member(memory), "offer_id": happening.offer_id, "message": happening.message,
    }  # fmt: skip
    entry = made(Entry, fields, _CALLED)
    memory.store.ledger.record([entry])
    return _recorded(memory, contact, (entry,))


def record_sent(memory: Memory, draft_id: str, on: dt.date) -> Recorded:
    """Note that a kept message was sent: what it gave and what it asked, and that it was sent, in one transaction.

    Raises BadInput where there is no such message, when it was sent already, and for a day to come or before it was made.
    """
    kept = memory.store.drafts.get(draft_id)
    contact = memory.store.contacts.get(kept.contact_id)
    if kept.sent_on is not None:
        what = f"{draft_id} to {contact.name} was recorded as sent on {kept.sent_on} already; nothing was recorded again."
        raise BadInput(what, remedy=f"For another message: `outreach draft {contact.id}`.")
    _is_past(memory, on)
    if on < kept.made_on:
        raise BadInput(f"{draft_id} was drafted on {kept.made_on}, after the day that --on names.", remedy="Name a later day.")
    entries = entries_of(kept, on, member(memory))
    memory.store.drafts.mark_sent(draft_id, on, entries)
    return _recorded(memory, contact, entries)


def record_kept(memory: Memory, called: str) -> Recorded:
    """Record the oldest open promise to a person as given today; raise BadInput where there is none."""
    contact = memory.person(called)
    promise = next(iter(memory.store.ledger.of(contact.id).open_promises), None)
    if promise is None:
        raise BadInput(f"Nothing is promised to {contact.name}.", remedy="It may have been recorded meanwhile.")
    return record(memory, contact.id, Happening(EntryKind.GAVE, promise.words, memory.today, promise.offer_id))


def record_thanks(memory: Memory, called: str) -> Recorded:
    """Record that a person was thanked today for what they gave; raise BadInput where no thanks are owed."""
    contact = memory.person(called)
    received = next(iter(memory.store.ledger.of(contact.id).thanks_owed), None)
    if received is None:
        raise BadInput(f"No thanks are owed to {contact.name}.", remedy="It may have been recorded meanwhile.")
    return record(memory, contact.id, Happening(EntryKind.THANKED, received.words, memory.today))


def entries_of(kept: Kept, on: dt.date, by: str) -> tuple[Entry, ...]:
    """Return what a sent message writes into the ledger: its offer as given and its ask, where it has one, as asked.

    The ids follow from the message's, so that no message is ever recorded twice.
    """
    gave = Entry(
        id=f"{kept.id}-gave", contact_id=kept.contact_id, kind=EntryKind.GAVE, words=kept.brief.offer.title, on=on, by=by,
        offer_id=kept.brief.offer.id, message=kept.id,
    )  # fmt: skip
    if kept.brief.ask is None:
        return (gave,)
    words = kept.brief.ask.text
    return (gave, gave.model_copy(update={"id": f"{kept.id}-asked", "kind": EntryKind.ASKED, "words": words, "offer_id": None}))


def member(memory: Memory) -> str:
    """Return under which name this person records; raise BadInput when nothing says so."""
    if memory.settings.by is None:
        raise BadInput(
            "Nothing says who records this.", remedy="Add `sender:` with a `name:` to outreach.yaml, or set OUTREACH_BY."
        )
    return memory.settings.by


def _recorded(memory: Memory, contact: Contact, entries: tuple[Entry, ...]) -> Recorded:
    history = memory.store.ledger.of(contact.id)
    now = outlook(contact, history, memory.settings.policy, memory.today)
    return Recorded(contact, entries, now, history.open_promises)


def _offer_is_known(memory: Memory, happening: Happening) -> None:
    if happening.offer_id is None:
        return
    if happening.kind not in OFFERING:
        raise BadInput("--offer goes with what was given or promised.", remedy="Leave it out, or record `gave` or `promised`.")
    known = [offer.id for offer in memory.place.offers()]
    if happening.offer_id not in known:
        raise BadInput(f"There is no offer {happening.offer_id!r}.", remedy=f"Offers here: {', '.join(known) or 'none'}.")


def _is_past(memory: Memory, on: dt.date) -> None:
    if on > memory.today:
        raise BadInput(f"{on} is still to come.", remedy="Record it when it has happened; what is agreed is `promised`.")
