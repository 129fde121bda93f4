"""What another process does with a store in the tests: it adds people and records entries, and acknowledges each step.

The processes are forked from a server that has imported everything once, so that fifty of them cost little.
"""

from __future__ import annotations

import multiprocessing
import sys
from typing import TYPE_CHECKING, NamedTuple

from outreach.domain.ledger import Entry, EntryKind
from outreach.errors import BadInput
from outreach.store.store import Store
from tests.store.people import days, need, person

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from outreach.domain.contact import Contact

BATCH = 4
"""How many people one step of an import adds together."""

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["tests.store.worker", "sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql.psycopg"])


def people_of(name: str, step: int) -> list[Contact]:
    """Return the people whom one step of a process adds."""
    return [person(f"{name}-{step}-{number}", facts=(need("a", f"Needs {step}"),)) for number in range(BATCH)]


def entries_of(name: str, step: int, contact_id: str | None = None) -> list[Entry]:
    """Return the entries that one step of a process records: with those people, or all with one."""
    return [
        Entry(
            id=person.id,
            contact_id=contact_id or person.id,
            kind=tuple(EntryKind)[(step + number) % 6],
            words=f"Step {step}",
            on=days(step % 30),
            by=name,
            offer_id="welsh",
        )
        for number, person in enumerate(people_of(name, step))
    ]


class Task(NamedTuple):
    """What a process does: its name, its steps (from the first; None: until it is ended), and with whom it records."""

    url: str
    name: str
    first: int = 0
    last: int | None = None
    shared: str | None = None


def work(task: Task, told: Connection) -> None:
    """Do step after step: add people, acknowledge, record entries (with them, or all with one shared person), acknowledge.

    A step that an earlier process began is done as a person would do it again: people who are there are not added.
    """
    with Store.open(task.url) as store:
        for step in range(task.first, task.last or sys.maxsize):
            people = people_of(task.name, step)
            _add(store, people)
            told.send(("added", step))
            store.ledger.record(entries_of(task.name, step, task.shared))
            told.send(("recorded", step))


def _add(store: Store, people: list[Contact]) -> None:
    """Add people who are not there. A server may still keep them for a process that was killed: then they are there now."""
    ids = [each.id for each in people]
    try:
        if not store.contacts.several(ids):
            store.contacts.add_all(people)
    except BadInput:
        if not store.contacts.several(ids):
            raise


def opens(url: str, told: Connection) -> None:
    """Open a store, and say so or what went wrong."""
    try:
        with Store.open(url) as store:
            told.send(store.contacts.count())
    except Exception as error:  # noqa: BLE001  # whatever it is, the test shows it
        told.send(repr(error))
