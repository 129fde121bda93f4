"""What becomes of a contact when an import brings the same person again: what is new is added, what stands is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.contact import Contact
from outreach.store.naming import fact_id

if TYPE_CHECKING:
    from outreach.domain.fact import Fact


def merged(kept: Contact, brought: Contact) -> Contact:
    """Return the kept contact with what the other brings and it lacks: greeting, address, handle, role, rest, tags, facts.

    Name, channel, closeness and everything that was filled in stay as a person wrote them. A fact is new when no kept fact says
    the same without regard to case; where its id is in use it gets another.
    """
    changes: dict[str, object] = {
        name: getattr(brought, name)
        for name in ("greeting", "address", "handle", "role", "resting")
        if getattr(kept, name) is None and getattr(brought, name) is not None
    }
    known = {tag.casefold() for tag in kept.tags}
    changes["tags"] = (*kept.tags, *(tag for tag in dict.fromkeys(brought.tags) if tag.casefold() not in known))
    changes["facts"] = (*kept.facts, *_new_facts(kept, brought))
    return Contact.model_validate({**dict(kept), **changes})


def _new_facts(kept: Contact, brought: Contact) -> list[Fact]:
    said = {_said(fact) for fact in kept.facts}
    ids = {fact.id for fact in kept.facts}
    new: list[Fact] = []
    for fact in brought.facts:
        if _said(fact) in said:
            continue
        id_ = fact.id if fact.id not in ids else fact_id(fact.text, ids)
        new.append(fact.model_copy(update={"id": id_}))
        said.add(_said(fact))
        ids.add(id_)
    return new


def _said(fact: Fact) -> str:
    return " ".join(fact.text.casefold().split()).rstrip(".")
