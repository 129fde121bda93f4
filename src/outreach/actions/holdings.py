"""All that is held on one person, as plain data to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach.domain.draft import Author
from outreach.export.data import data
from outreach.gate import ClearedMessage, Waiver, clear

if TYPE_CHECKING:
    import datetime as dt

    from outreach.actions.memory import Memory
    from outreach.lint.linter import Linter
    from outreach.store.drafts import Kept


def holdings(memory: Memory, called: str, linter: Linter) -> dict[str, Any]:
    """Return everything that is kept about whom an id, address, handle or name means; raise BadInput where there is nobody.

    The words of a kept message are in it where today's rules clear them; of another it says which rules hold it.
    """
    contact = memory.person(called)
    held = memory.store.contacts.everything(contact.id)
    words = {kept.id: _words(kept, linter, memory.today) for kept in memory.store.drafts.of(contact.id)}
    held["messages"] = [message | words.get(message["id"], {}) for message in held["messages"]]
    return held


def _words(kept: Kept, linter: Linter, today: dt.date) -> dict[str, Any]:
    own = kept.draft.author is Author.PERSON
    waivers = tuple(Waiver(each.code, each.reason) for each in kept.waived) if own else ()
    brief = kept.brief.model_copy(update={"today": kept.sent_on or today})
    outcome = clear(kept.draft, brief, linter, waivers)
    if isinstance(outcome, ClearedMessage):
        told = data(outcome)
        return {"subject": told["subject"], "body": told["body"]}
    return {"held": sorted({finding.code for finding in outcome.findings})}
