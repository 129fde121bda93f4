"""All that is held on one person, as plain data for an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from outreach.store.derived import histories
from outreach.store.lookup import present
from outreach.store.people import noted
from outreach.store.suppressions import suppressed
from outreach.store.tables import contacts, drafts, proposals, rests

if TYPE_CHECKING:
    from sqlalchemy import Connection

_WORDS = {"subject", "body", "brief"}
_OWN = {"no", "contact_id", "seq"}


def everything(connection: Connection, contact_id: str) -> dict[str, Any]:
    """Return all that is held on a contact; raise BadInput where there is none.

    Keys: contact, noted (fact id to day), rests, ledger, proposals, messages, suppression, derived. Dates are ISO texts. The
    words of the kept messages are not in it: they are shown only when they are cleared again, and `Drafts.of` gives them.
    """
    person = present(connection, contact_id)
    mark = suppressed(connection, [person]).get(person.id)
    row = connection.execute(select(contacts).where(contacts.c.id == contact_id)).mappings().one()
    shown = set(type(person).model_fields) - {"facts"}
    return {
        "contact": person.model_dump(mode="json"),
        "noted": {id_: _plain(day) for id_, day in noted(connection, contact_id).items()},
        "rests": _rows(connection, rests, contact_id, "seq"),
        "ledger": [entry.model_dump(mode="json") for entry in histories(connection, [contact_id])[contact_id].entries],
        "proposals": _rows(connection, proposals, contact_id, "id"),
        "messages": _rows(connection, drafts, contact_id, "made_on"),
        "suppression": mark.model_dump(mode="json") if mark else None,
        "derived": {name: _plain(value) for name, value in row.items() if name not in shown | _OWN},
    }


def _rows(connection: Connection, table: Any, contact_id: str, order: str) -> list[dict[str, Any]]:  # noqa: ANN401  # a table
    query = select(table).where(table.c.contact_id == contact_id).order_by(table.c[order])
    return [
        {name: _plain(value) for name, value in row.items() if name not in _WORDS | _OWN}
        for row in connection.execute(query).mappings()
    ]


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
