"""Messages that were cleared and are kept: whose words they are, what they rest on, and whether they were sent.

What comes back is a draft with its brief, never a cleared message: old words are cleared again under the day's rules.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

from pydantic import Field
from sqlalchemy import delete, insert, select, update

from outreach.domain.brief import Brief
from outreach.domain.draft import Author, Draft, Usage
from outreach.domain.value import Value
from outreach.errors import BadInput
from outreach.store.ledger import append
from outreach.store.lookup import missing, present
from outreach.store.naming import draft_id
from outreach.store.tables import contacts, drafts
from outreach.store.transactions import reading, writing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Engine, Row

    from outreach.domain.ledger import Entry
    from outreach.gate import ClearedMessage


class Waived(Value):
    """A finding that a person waived for this one message of their own, by its code, and why."""

    code: str
    reason: str


class Making(Value):
    """How a message was made: for whom of the team, by which engine, for how many tokens.

    `prompts` are those that it was written with: by name, version and digest.
    """

    by: str
    engine: str
    prompts: dict[str, str] = Field(default_factory=dict)
    usage: Usage = Usage()


class Kept(Value):
    """A message that was cleared on the day it was made, with all that it rests on.

    `rulebook` is the fingerprint of the rules that cleared it, and `digest` the SHA-256 of subject and body.
    """

    id: str
    contact_id: str
    made_on: dt.date
    making: Making
    draft: Draft
    brief: Brief
    rulebook: str
    waived: tuple[Waived, ...]
    digest: str
    sent_on: dt.date | None


class Drafts:
    """Every message that is kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(
        self,
        message: ClearedMessage,
        brief: Brief,
        making: Making,
    ) -> str:
        """Keep a cleared message, what it rests on and how it was made; return its id.

        Raises BadInput when its contact is not kept.
        """
        row = _row(message, brief, making)
        with writing(self._engine) as connection:
            query = select(contacts.c.id).where(contacts.c.id == brief.contact.id).with_for_update()
            if connection.execute(query).first() is None:
                raise missing(connection, brief.contact.id)
            connection.execute(insert(drafts).values(row))
        return str(row["id"])

    def keep_several(self, several: Mapping[str, tuple[ClearedMessage, Brief, Making]]) -> set[str]:
        """Keep some cleared messages (a few hundred at most) under ids that follow from what they are; return those now kept.

        One that is kept already stays as it is, and one whose contact is not kept is left out.
        """
        people = {brief.contact.id for _, brief, _ in several.values()}
        with writing(self._engine) as connection:
            query = select(contacts.c.id).where(contacts.c.id.in_(people)).order_by(contacts.c.id).with_for_update()
            known = set(connection.execute(query).scalars())
            ids = {id_ for id_, (_, brief, _) in several.items() if brief.contact.id in known}
            there = set(connection.execute(select(drafts.c.id).where(drafts.c.id.in_(ids))).scalars())
            rows = [_row(*several[id_]) | {"id": id_} for id_ in sorted(ids - there)]
            if rows:
                connection.execute(insert(drafts), rows)
        return ids

    def discard(self, kept_id: str) -> None:
        """Erase a message that a person dropped, where it is kept and was not sent."""
        with writing(self._engine) as connection:
            connection.execute(delete(drafts).where(drafts.c.id == kept_id, drafts.c.sent_on.is_(None)))

    def get(self, kept_id: str) -> Kept:
        """Return a kept message; raise BadInput where there is none."""
        with reading(self._engine) as connection:
            return _kept(_present(connection, kept_id))

    def of(self, contact_id: str) -> tuple[Kept, ...]:
        """Return the messages kept for a contact, the latest first."""
        query = select(drafts).where(drafts.c.contact_id == contact_id).order_by(drafts.c.made_on.desc(), drafts.c.id)
        with reading(self._engine) as connection:
            return tuple(_kept(row) for row in connection.execute(query))

    def mark_sent(self, kept_id: str, on: dt.date, entries: Sequence[Entry]) -> None:
        """Note that a person sent a message on that day, and record its entries with it, both or neither.

        Doing it twice is as doing it once. Raises BadInput where there is none, when it was sent on another day, and when
        an entry is another contact's or cannot be recorded.
        """
        with writing(self._engine) as connection:
            present(connection, _present(connection, kept_id).contact_id, lock=True)
            row = _present(connection, kept_id)
            if row.sent_on not in {None, on}:
                raise BadInput(f"This message was sent on {row.sent_on} already.", remedy="Draft another one.")
            if any(entry.contact_id != row.contact_id for entry in entries):
                raise BadInput("An entry of a message is of the contact whom the message is to.")
            connection.execute(update(drafts).where(drafts.c.id == kept_id).values(sent_on=on))
            append(connection, entries)


def _present(connection: Connection, kept_id: str) -> Row[Any]:
    row = connection.execute(select(drafts).where(drafts.c.id == kept_id)).first()
    if row is None:
        raise BadInput("There is no such message.", remedy="It may have been forgotten with its contact.")
    return row


def _row(message: ClearedMessage, brief: Brief, making: Making) -> dict[str, Any]:
    return {
        "id": draft_id(),
        "contact_id": brief.contact.id,
        "made_on": brief.today,
        "who": making.by,
        "engine": making.engine,
        "prompts": making.prompts,
        "author": message.author.value,
        "subject": message.subject,
        "body": message.body,
        "offer_id": message.offer_id,
        "fact_ids": list(message.fact_ids),
        "ask": brief.ask.text if brief.ask else None,
        "brief": brief.model_dump(mode="json"),
        "rulebook": message.rulebook,
        "waivers": [{"code": waiver.code, "reason": waiver.reason} for waiver in message.waived],
        **making.usage.model_dump(),
        "digest": digest(message.subject, message.body),
    }


def digest(subject: str, body: str) -> str:
    """Return the SHA-256 of a message's words."""
    return hashlib.sha256(f"{subject}\n\n{body}".encode("utf-8", "surrogatepass")).hexdigest()


def _kept(row: Row[Any]) -> Kept:
    draft = Draft.model_validate(
        {
            "subject": row.subject,
            "body": row.body,
            "offer_id": row.offer_id,
            "fact_ids": tuple(row.fact_ids),
            "author": Author(row.author),
        }
    )
    usage = Usage(**{name: getattr(row, name) for name in Usage.model_fields})
    making = Making(by=row.who, engine=row.engine, prompts=row.prompts, usage=usage)
    return Kept(
        id=row.id, contact_id=row.contact_id, made_on=row.made_on, making=making, draft=draft,
        brief=Brief.model_validate(row.brief), rulebook=row.rulebook, waived=tuple(Waived(**each) for each in row.waivers),
        digest=row.digest, sent_on=row.sent_on,
    )  # fmt: skip
