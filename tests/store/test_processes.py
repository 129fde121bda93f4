from __future__ import annotations

import random
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach.store.derived import derive
from outreach.store.store import Store
from tests.store.people import person, plain_engine, rows
from tests.store.worker import BATCH, Task, context, entries_of, opens, people_of, work

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerProcess

pytestmark = pytest.mark.block_network(allowed_hosts=["\0", "/"])  # the server that forks the processes is asked by a socket file

KILLS = 50


def _start(task: Task) -> tuple[ForkServerProcess, Connection]:
    """Start a process that works on a store; return it and where it acknowledges."""
    heard, told = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(task, told))
    process.start()
    told.close()
    return process, heard


def _acknowledged(heard: Connection) -> list[tuple[str, int]]:
    """Return what a process acknowledged before it ended."""
    done: list[tuple[str, int]] = []
    try:
        while True:
            done.append(heard.recv())
    except EOFError:
        heard.close()
        return done


def _in_order(url: str) -> None:
    """Check that an SQLite file is whole, and that its rows say of the ledger what the ledger says."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
    engine = plain_engine(url)
    kept = {row["id"]: row for row in rows(engine)["contacts"]}
    engine.dispose()
    with Store.open(url) as store:
        for id_, history in store.ledger.histories(list(kept)).items():
            assert {name: kept[id_][name] for name in derive(history)} == derive(history)


def test_several_processes_at_once_lose_nothing(empty_url: str) -> None:
    """They make the database together, add people of their own and record with one whom all know; every row is there, once."""
    names, steps = ("a", "b", "c"), 12
    started = [_start(Task(empty_url, name, 0, steps)) for name in names]
    for process, heard in started:
        assert len(_acknowledged(heard)) == 2 * steps
        process.join()
        assert process.exitcode == 0
    with Store.open(empty_url) as store:
        store.contacts.add(person("shared"))
    started = [_start(Task(empty_url, name, steps, 2 * steps, "shared")) for name in names]
    for process, heard in started:
        assert len(_acknowledged(heard)) == 2 * steps
        process.join()
    with Store.open(empty_url) as store:
        assert store.contacts.count() == len(names) * 2 * steps * BATCH + 1
        expected = {entry.id for name in names for step in range(steps, 2 * steps) for entry in entries_of(name, step)}
        entries = store.ledger.of("shared").entries
        assert {entry.id for entry in entries} == expected
        assert len(entries) == len(expected)
    _in_order(empty_url)


def test_several_processes_make_one_database(empty_url: str) -> None:
    """Whoever comes while it is made waits, and finds it made; SQLite, PostgreSQL, empty or old."""
    for _ in range(3):
        pipes = []
        for _ in range(5):
            heard, told = context.Pipe(duplex=False)
            process = context.Process(target=opens, args=(empty_url, told))
            process.start()
            told.close()
            pipes.append((process, heard))
        for process, heard in pipes:
            assert heard.recv() == 0
            heard.close()
            process.join()


def test_killed_at_any_point_nothing_is_lost_or_doubled(url: str) -> None:
    """Fifty processes are killed while they import and record: what they acknowledged is there, once, and nothing is in part."""
    chance = random.Random(20260302)  # noqa: S311  # points in time
    acknowledged: set[tuple[str, int]] = set()
    step = 0
    for _ in range(KILLS):
        process, heard = _start(Task(url, "k", step))
        if not heard.poll(20):
            pytest.fail("the process did nothing")
        time.sleep(chance.uniform(0, 0.12))
        process.kill()
        process.join()
        done = _acknowledged(heard)
        acknowledged.update(done)
        step = max(at for _, at in done)
        _check(url, acknowledged)
    assert step > KILLS
    _in_order(url)
    with Store.open(url) as store:
        assert store.contacts.count() == len(list(store.contacts.iterate()))


def _check(url: str, acknowledged: set[tuple[str, int]]) -> None:
    """Check that what was acknowledged is there, each row once, and that any other step is there whole or not at all."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        connection.close()
    with Store.open(url) as store:
        last = max(at for _, at in acknowledged)
        steps = range(last + 2)
        ids = {step: [each.id for each in people_of("k", step)] for step in steps}
        every = [id_ for step in steps for id_ in ids[step]]
        people, histories = store.contacts.several(every), store.ledger.histories(every)
        assert store.contacts.count() == len(people)
    for step in steps:
        there = [people[id_] for id_ in ids[step] if id_ in people]
        entries = [entry for id_ in ids[step] for entry in histories[id_].entries]
        assert there in ([], people_of("k", step))
        assert entries in ([], entries_of("k", step))
        assert there or ("added", step) not in acknowledged
        assert entries or ("recorded", step) not in acknowledged


def test_killed_while_the_database_is_made(tmp_path: Path) -> None:
    """At any point of making it: the next process makes it, or finds it made."""
    chance = random.Random(7)  # noqa: S311  # points in time
    for number in range(12):
        url = f"sqlite:///{tmp_path}/{number}.db"
        heard, told = context.Pipe(duplex=False)
        process = context.Process(target=opens, args=(url, told))
        process.start()
        told.close()
        time.sleep(chance.uniform(0.005, 0.15))
        process.kill()
        process.join()
        heard.close()
        with Store.open(url) as store:
            store.contacts.add(person("nia"))
        assert Path(f"{tmp_path}/{number}.db").stat().st_mode & 0o777 == 0o600
