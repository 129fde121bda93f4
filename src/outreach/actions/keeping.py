"""Keep a cleared message in the memory, and give one back: cleared again under today's rules before anybody sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.actions.record import member
from outreach.domain.draft import Author
from outreach.errors import NotNow
from outreach.gate import Waiver, clear
from outreach.standing import outlook
from outreach.store.drafts import Making

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from outreach.actions.draft import Written
    from outreach.actions.memory import Memory
    from outreach.domain.contact import Channel
    from outreach.gate import ClearedMessage, Outcome
    from outreach.lint.linter import Linter


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of clearing a kept message again; `heed` is what speaks against sending it now (empty: nothing).

    `prompts` are those that it was written with: by name, version and digest.
    """

    id: str
    outcome: Outcome
    made_on: dt.date
    sent_on: dt.date | None
    engine: str
    channel: Channel
    heed: str = ""
    prompts: Mapping[str, str] = field(default_factory=dict)


def keep(memory: Memory, written: Written, message: ClearedMessage, prompts: Mapping[str, str]) -> str:
    """Keep a cleared message with its brief, engine, prompts (name to version and digest) and tokens; return its id."""
    making = Making(by=member(memory), engine=written.engine, prompts=dict(prompts), usage=written.usage)
    return memory.store.drafts.keep(message, written.brief, making)


def show(memory: Memory, draft_id: str, linter: Linter) -> Shown:
    """Return a kept message, cleared again as of today (one that was sent: as of the day it was sent), or held.

    Raises BadInput where there is no such message, and NotNow for one that was not sent when its contact rests by now.
    """
    kept = memory.store.drafts.get(draft_id)
    contact = memory.store.contacts.get(kept.contact_id)
    heed = ""
    if kept.sent_on is None:
        if contact.resting is not None and contact.resting.covers(memory.today):
            what = f"Nothing is shown for {contact.name} now: they are resting ({contact.resting.reason})."
            raise NotNow(what, remedy="It is not their time: they know where you are.")
        now = outlook(contact, memory.store.ledger.of(contact.id), memory.settings.policy, memory.today)
        heed = "" if now.may_write else now.reason
    brief = kept.brief.model_copy(update={"today": kept.sent_on or memory.today})
    own = kept.draft.author is Author.PERSON
    waivers = tuple(Waiver(each.code, each.reason) for each in kept.waived) if own else ()
    outcome = clear(kept.draft, brief, linter, waivers)
    return Shown(kept.id, outcome, kept.made_on, kept.sent_on, kept.making.engine, brief.channel, heed, kept.making.prompts)
