"""Who asked not to be contacted: salted marks of addresses and handles, appended to and never cleared.

A mark is HMAC-SHA256 over the normal form of an address or handle under a random salt of this database: it recognises the person
when an import brings them again, and tells nothing about them to whoever reads it. It stays when the person is forgotten; the
reason beside it goes. Whoever is marked by one address or handle is marked by every other that becomes known.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from outreach.domain.cleaning import Line
from outreach.domain.contact import Resting
from outreach.domain.value import Value
from outreach.errors import BadInput
from outreach.store.checked import checked
from outreach.store.keys import address_key, handle_key
from outreach.store.people import chunks
from outreach.store.tables import contacts, secrets, suppressions
from outreach.store.transactions import alone, insert_new, reading, writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine

    from outreach.domain.contact import Contact

ASKED = "asked not to be contacted"
"""The reason that stands where the person's own was erased."""


class Suppression(Value):
    """That somebody asked not to be contacted: why, in the words noted then, and on which day."""

    reason: Line
    on: dt.date


class Suppressions:
    """The marks of those who asked not to be contacted. There is no way to remove one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, person: Contact, reason: str, on: dt.date) -> None:
        """Mark a person by address and handle, and let them rest without end where they are kept.

        Raises BadInput for a person without an address and a handle: a mark could not know them again.
        """
        noted = checked(Suppression.model_construct(reason=reason, on=on))
        with writing(self._engine) as connection:
            alone(connection)
            if not mark(connection, person, noted):
                what = f"{person.name} has no address and no handle to be recognised by."
                raise BadInput(what, remedy="Add one, or let them rest without an end.")
            _rest(connection, person, noted)

    def of(self, person: Contact) -> Suppression | None:
        """Return that this person, by address or handle, asked not to be contacted; None where they did not."""
        with reading(self._engine) as connection:
            return suppressed(connection, [person]).get(person.id)

    def among(self, people: Sequence[Contact]) -> dict[str, Suppression]:
        """Return those of some people, by id, who asked not to be contacted."""
        with reading(self._engine) as connection:
            return suppressed(connection, people)


def suppressed(connection: Connection, people: Sequence[Contact]) -> dict[str, Suppression]:
    """Return those of the people, by id, who are marked."""
    if connection.execute(select(suppressions.c.mark).limit(1)).first() is None:
        return {}
    salt = _salt(connection)
    marks = {each: person.id for person in people for each in _marks(salt, person)}
    found: dict[str, Suppression] = {}
    for some in chunks(sorted(marks)):
        for row in connection.execute(select(suppressions).where(suppressions.c.mark.in_(some))):
            found[marks[row.mark]] = Suppression(reason=row.reason or ASKED, on=row.day)
    return found


def mark(connection: Connection, person: Contact, noted: Suppression) -> int:
    """Mark a person by address and handle; return how many marks that are."""
    marks = _marks(_salt(connection), person)
    insert_new(connection, suppressions, [{"mark": each, "day": noted.on, "reason": noted.reason} for each in marks])
    return len(marks)


def held_to(connection: Connection, people: Sequence[Contact], before: Sequence[Contact] = ()) -> list[Contact]:
    """Return the people as they may be kept: those who are marked (now, or as they were before) rest without end.

    Marks what else they are known by, so that a changed address leads nobody past a mark.
    """
    marked = suppressed(connection, people) | suppressed(connection, before)
    held: list[Contact] = []
    for person in people:
        noted = marked.get(person.id)
        if noted is None:
            held.append(person)
            continue
        mark(connection, person, noted)
        rest = person.resting if person.resting and person.resting.until is None else Resting(reason=noted.reason)
        held.append(person.model_copy(update={"resting": rest}))
    return held


def blank_reasons(connection: Connection, person: Contact) -> int:
    """Erase the reasons beside a person's marks; return how many marks there are."""
    marks = _marks(_salt(connection), person)
    there = connection.execute(select(suppressions.c.mark).where(suppressions.c.mark.in_(marks))).scalars().all()
    connection.execute(update(suppressions).where(suppressions.c.mark.in_(there)).values(reason=None))
    return len(there)


def _rest(connection: Connection, person: Contact, noted: Suppression) -> None:
    """Let whoever is kept under this address or handle rest without end."""
    keys = ((contacts.c.address_key, address_key(person.address)), (contacts.c.handle_key, handle_key(person.handle)))
    own = or_(*(column == key for column, key in keys if key is not None))
    connection.execute(update(contacts).where(own).values(resting_reason=noted.reason, resting_until=None))


def _salt(connection: Connection) -> bytes:
    return str(connection.execute(select(secrets.c.value).where(secrets.c.name == "salt")).scalar_one()).encode()


def _marks(salt: bytes, person: Contact) -> list[str]:
    keys = (("address", address_key(person.address)), ("handle", handle_key(person.handle)))
    named = [f"{kind}:{key}".encode("utf-8", "surrogatepass") for kind, key in keys if key is not None]
    return [hmac.new(salt, each, hashlib.sha256).hexdigest() for each in named]
