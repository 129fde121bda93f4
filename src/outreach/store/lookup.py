"""Who somebody is: by id, address, handle or name; who else it may be; and who has taken an id, address or handle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import or_, select

from outreach.errors import BadInput
from outreach.store.keys import address_key, handle_key, sort_name
from outreach.store.people import chunks, load
from outreach.store.tables import contacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Row

    from outreach.domain.contact import Contact

_LONGEST_ASKED = 200
_NEAR = 60
"""How alike (of 100) a known name must be to be suggested."""
_IDENTITY = [contacts.c[name] for name in ("id", "name", "sort_name", "address_key", "handle_key")]


class Taken(NamedTuple):
    """Something that only one person can have, and who has it."""

    what: str
    by_id: str
    by_name: str

    def __str__(self) -> str:
        """Return it as a sentence."""
        return f"The {self.what} belongs to {self.by_name} ({self.by_id}) already."


def present(connection: Connection, contact_id: str, *, lock: bool = False) -> Contact:
    """Return a contact; raise BadInput with near names where there is none."""
    found = load(connection, [contact_id], lock=lock)
    if not found:
        raise missing(connection, contact_id)
    return found[contact_id]


def missing(connection: Connection, asked: str) -> BadInput:
    """Return the error that says there is no such person, and who is called much the same."""
    shown = asked if len(asked) <= _LONGEST_ASKED else f"{asked[:_LONGEST_ASKED]}…"
    near = _near(connection, asked[:_LONGEST_ASKED])
    remedy = f"Near it: {', '.join(near)}." if near else "`outreach contacts list` shows who is here."
    return BadInput(f"There is no contact {shown!r}.", remedy=remedy)


def find(connection: Connection, text: str) -> str | None:
    """Return the id of the person with this id, address or handle, or else of the only one with this name."""
    exact = connection.execute(select(contacts.c.id).where(contacts.c.id == text.strip())).scalar()
    if exact is not None:
        return str(exact)
    for column, key in ((contacts.c.address_key, address_key(text)), (contacts.c.handle_key, handle_key(text))):
        if key is not None:
            found = connection.execute(select(contacts.c.id).where(column == key)).scalar()
            if found is not None:
                return str(found)
    named = connection.execute(select(contacts.c.id).where(contacts.c.sort_name == sort_name(text)).limit(2)).scalars().all()
    return str(named[0]) if len(named) == 1 else None


def same(connection: Connection, person: Contact) -> tuple[str, ...]:
    """Return the ids of the people who have this address, this handle or this name, the surer first.

    A person who is kept already is among them.
    """
    keys = (address_key(person.address), handle_key(person.handle))
    columns = (contacts.c.sort_name, contacts.c.address_key, contacts.c.handle_key)
    wanted = (sort_name(person.name), *keys)
    ways = [column == key for column, key in zip(columns, wanted, strict=True) if key is not None]
    rows: Sequence[Row[*tuple[Any, ...]]] = connection.execute(select(*_IDENTITY).where(or_(*ways))).all()

    def unsure(row: Row[*tuple[Any, ...]]) -> tuple[bool, bool, str]:
        return keys[0] is None or row.address_key != keys[0], keys[1] is None or row.handle_key != keys[1], row.id

    return tuple(row.id for row in sorted(rows, key=unsure))


def recognised(connection: Connection, people: Sequence[Contact]) -> dict[str, str]:
    """Return who is kept under an address or handle of these people: for the id of each that is known, the id kept."""
    found: dict[str, str] = {}
    for some in chunks(people, 150):
        keys = {person.id: (address_key(person.address), handle_key(person.handle)) for person in some}
        asked = [[pair[at] for pair in keys.values() if pair[at] is not None] for at in (0, 1)]
        ways = or_(contacts.c.address_key.in_(asked[0]), contacts.c.handle_key.in_(asked[1]))
        rows: Sequence[Row[*tuple[Any, ...]]] = connection.execute(select(*_IDENTITY).where(ways)).all()
        by_address = {row.address_key: row.id for row in rows if row.address_key is not None}
        by_handle = {row.handle_key: row.id for row in rows if row.handle_key is not None}
        for id_, (address, handle) in keys.items():
            kept = by_address.get(address) or by_handle.get(handle)
            if kept is not None:
                found[id_] = kept
    return found


def taken(connection: Connection, people: Sequence[Contact], *, ids: bool = True) -> tuple[Taken, ...]:
    """Return which ids, addresses and handles of these people others have: others who are kept, or others among them.

    `ids` is false for people who are kept already: then their own rows do not stand in their way.
    """
    found = _taken_inside(people)
    for some in chunks(people, 150):
        found += _taken_by_others(connection, some, ids=ids)
    return tuple(dict.fromkeys(found))


def _taken_inside(people: Iterable[Contact]) -> list[Taken]:
    first: dict[tuple[str, str], Contact] = {}
    found: list[Taken] = []
    for person in people:
        for what, key, shown in _claims(person):
            holder = first.setdefault((what, key), person)
            if holder is not person:
                found.append(Taken(f"{what} {shown}", holder.id, holder.name))
    return found


def _taken_by_others(connection: Connection, people: Sequence[Contact], *, ids: bool) -> list[Taken]:
    columns = {"id": contacts.c.id, "address": contacts.c.address_key, "handle": contacts.c.handle_key}
    claims = [(person, *claim) for person in people for claim in _claims(person)]
    wanted: dict[str, list[str]] = {what: [] for what in columns}
    for _, what, key, _ in claims:
        wanted[what].append(key)
    query = select(*_IDENTITY).where(or_(*(columns[what].in_(keys) for what, keys in wanted.items())))
    holders: dict[tuple[str, str | None], Row[*tuple[Any, ...]]] = {}
    rows: Sequence[Row[*tuple[Any, ...]]] = connection.execute(query).all()
    for row in rows:
        holders |= {("id", row.id): row, ("address", row.address_key): row, ("handle", row.handle_key): row}
    found: list[Taken] = []
    for person, what, key, shown in claims:
        holder = holders.get((what, key))
        if holder is not None and (ids or holder.id != person.id):
            found.append(Taken(f"{what} {shown}", holder.id, holder.name))
    return found


def _claims(person: Contact) -> list[tuple[str, str, str]]:
    """Return what only this person can have: which it is, its normal form, and how it is written."""
    claims = [("id", person.id, person.id)]
    for what, key, shown in (
        ("address", address_key(person.address), person.address),
        ("handle", handle_key(person.handle), person.handle),
    ):
        if key is not None:
            claims.append((what, key, str(shown)))
    return claims


def _near(connection: Connection, asked: str) -> list[str]:
    """Return up to three ids whose id or name is most like what was asked for."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # 4 MiB, needed only for a name that nobody has

    folded = sort_name(asked)
    best: dict[str, float] = {}
    query = select(contacts.c.id, contacts.c.sort_name).execution_options(yield_per=2000)
    for rows in connection.execute(query).partitions():
        names = {(row.id, part): text for row in rows for part, text in enumerate((row.id, row.sort_name))}
        for _, score, (id_, _part) in process.extract(folded, names, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=6):
            best[id_] = max(score, best.get(id_, 0))
    return sorted(best, key=lambda id_: (-best[id_], id_))[:3]
