"""Measure the store with 100,000 contacts and 1,000,000 ledger rows: `python -m tests.benchmarks.store [URL]`.

Without a URL it makes an SQLite file in a temporary folder. Each question is asked in a process of its own that opens the
database anew, so that its time holds opening and its peak memory is its own; the median of five is printed. The same questions of
a store with 1,000 contacts show whether memory grows with the number of people.
"""

from __future__ import annotations

import datetime as dt
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from outreach.domain.contact import Closeness, Contact
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.ledger import EntryKind
from outreach.store.store import Store
from outreach.store.tables import ledger
from outreach.store.transactions import writing
from tests.material import NAMES, TOPICS

if TYPE_CHECKING:
    from collections.abc import Callable

CONTACTS = 100_000
ROWS_EACH = 10
BATCH = 5_000
ROUNDS = 5
TODAY = dt.date(2026, 3, 2)
_KINDS = tuple(EntryKind)


def contact(number: int) -> Contact:
    """Return the contact of a number: a need or a fact, a tag, one of four closenesses."""
    topic = TOPICS[number % len(TOPICS)]
    when = TODAY - dt.timedelta(days=number * 7 % 1000)
    kind = FactKind.NEED if number % 3 == 0 else FactKind.FACT
    fact = Fact(id="first", text=f"Works on {topic}, number {number}", kind=kind, source=Source(where="a newsletter", when=when))
    return Contact(
        id=f"person-{number:06}",
        name=f"{NAMES[number % len(NAMES)]} {number * 7919 % 100_003}",
        address=f"person-{number:06}@people.example",
        role=f"Keeper of {topic}",
        closeness=tuple(Closeness)[number % 4],
        tags=(topic,),
        facts=(fact,),
    )


def row(number: int) -> dict[str, Any]:
    """Return the ledger row of a number: of every person ten, over three years."""
    person, at = divmod(number, ROWS_EACH)
    kind = _KINDS[(person * 5 + at * at) % 6]
    return {
        "id": f"entry-{number:07}",
        "contact_id": f"person-{person:06}",
        "kind": kind.value,
        "words": f"{kind} something about {TOPICS[number % len(TOPICS)]}",
        "day": TODAY - dt.timedelta(days=(person * 31 + (ROWS_EACH - at) * 97) % 1100),
        "who": "Ines Moreau" if number % 2 else "Omar Haddad",
        "offer_id": f"offer-{number % 30}" if kind in {EntryKind.GAVE, EntryKind.PROMISED} else None,
        "message": f"message-{number // 2:06}",
    }


def load(store: Store, people: int) -> None:
    """Fill a store and print how long each part took."""
    for what, step in (
        (f"{people:,} contacts", _contacts),
        (f"{people * ROWS_EACH:,} ledger rows", _rows),
        ("what rows say of their ledgers", lambda filled, _: filled.ledger.recount()),
    ):
        start = time.perf_counter()
        step(store, people)
        print(f"  {what}: {time.perf_counter() - start:.1f} s")


def _contacts(store: Store, people: int) -> None:
    for first in range(0, people, BATCH):
        store.contacts.add_all([contact(number) for number in range(first, min(first + BATCH, people))])


def _rows(store: Store, people: int) -> None:
    for first in range(0, people * ROWS_EACH, BATCH * 4):
        with writing(store._engine) as connection:
            connection.execute(
                insert(ledger), [row(number) for number in range(first, min(first + BATCH * 4, people * ROWS_EACH))]
            )


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """Return what is asked, by name."""
    ask, people = store.candidates, store.contacts
    middle = f"person-{int(people.count() / 2):06}"
    ids = [each.id for each in people.page(limit=50)]
    return {
        "nothing": lambda: None,
        "first page": people.page,
        "a page in the middle": lambda: people.page(after=middle),
        "search, one rare word": lambda: people.page("person-000123"),
        "search, two words": lambda: people.page(f"{TOPICS[3][:5]} keep"),
        "search, everybody": lambda: people.page("p"),
        "count, everybody": people.count,
        "count, search": lambda: people.count(TOPICS[3]),
        "today: promises": lambda: ask.promises(50, TODAY),
        "today: thanks owed": lambda: ask.thanks_owed(50, TODAY),
        "today: new needs": lambda: ask.new_needs(TODAY - dt.timedelta(days=60), 50, TODAY),
        "today: silent": lambda: ask.silent(TODAY - dt.timedelta(days=120), 50, TODAY),
        "today: unanswered": lambda: ask.unanswered(2, 50, TODAY),
        "today: resting": lambda: ask.resting(50, TODAY),
        "today: all of them, with 250 people and histories": lambda: _today(store),
        "given this month": lambda: store.ledger.given_since(TODAY.replace(day=1)),
        "histories of 50": lambda: store.ledger.histories(ids),
        "a name near none": lambda: people.find("person-0001") or _missing(store),
        "everybody, one by one": lambda: sum(1 for _ in people.iterate()),
    }


def _today(store: Store) -> int:
    ask = store.candidates
    ids = {
        *ask.promises(50, TODAY),
        *ask.thanks_owed(50, TODAY),
        *ask.new_needs(TODAY - dt.timedelta(days=60), 50, TODAY),
        *ask.silent(TODAY - dt.timedelta(days=120), 50, TODAY),
        *ask.unanswered(2, 50, TODAY),
    }
    store.ledger.given_since(TODAY.replace(day=1))
    return len(store.contacts.several(sorted(ids))) + len(store.ledger.histories(sorted(ids)))


def _missing(store: Store) -> str:
    try:
        return store.contacts.get("person-0001").id
    except ValueError:
        raise
    except Exception as error:  # noqa: BLE001  # the sentence is what is measured
        return str(error)


def ask_one(url: str, number: int) -> None:
    """Ask one question in this process and print its milliseconds and the peak memory in MiB."""
    with Store.open(url) as store:
        question = list(questions(store).values())[number]
        start = time.perf_counter()
        question()
        took = time.perf_counter() - start
    # Not getrusage: its peak counts what the parent held when it started this process.
    peak = next(line for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    print(took * 1000, int(peak.split()[1]) / 1024)


def ask_all(url: str) -> dict[str, tuple[float, float]]:
    """Return the median milliseconds and the peak MiB of every question."""
    with Store.open(url) as store:
        names = list(questions(store))
    found: dict[str, tuple[float, float]] = {}
    for number, name in enumerate(names):
        command = [sys.executable, "-m", "tests.benchmarks.store", url, str(number)]
        runs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(ROUNDS)]  # noqa: S603  # our own
        found[name] = (statistics.median(float(run[0]) for run in runs), max(float(run[1]) for run in runs))
    return found


def single(store: Store) -> None:
    """Print what single changes take in the full store."""
    from outreach.domain.ledger import Entry  # noqa: PLC0415  # only here

    times: list[float] = []
    for number in range(20):
        entry = Entry(
            id=f"new-{number}", contact_id=f"person-{number * 37:06}", kind=EntryKind.GAVE, words="x", on=TODAY, by="Ines"
        )
        start = time.perf_counter()
        store.ledger.record([entry])
        times.append(time.perf_counter() - start)
    print(f"  one entry recorded: {statistics.median(times) * 1000:.1f} ms")
    start = time.perf_counter()
    store.contacts.forget("person-000007", mark=True)
    print(f"  one person forgotten, files wiped: {time.perf_counter() - start:.1f} s")


def main(url: str) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = f"sqlite:///{folder}/small.db", url or f"sqlite:///{folder}/large.db"
        with Store.open(small) as store:
            print("1,000 contacts:")
            load(store, 1_000)
        with Store.open(large) as store:
            print(f"{CONTACTS:,} contacts:")
            load(store, CONTACTS)
        few, many = ask_all(small), ask_all(large)
        print(f"{'':50} {'ms':>8} {'MiB':>6} {'MiB with 1,000':>15}")
        for name, (took, peak) in many.items():
            print(f"{name:50} {took:8.1f} {peak:6.0f} {few[name][1]:15.0f}")
        with Store.open(large) as store:
            single(store)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        ask_one(sys.argv[1], int(sys.argv[2]))
    else:
        main(sys.argv[1] if len(sys.argv) == 2 else "")
