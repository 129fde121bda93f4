from __future__ import annotations

import os
import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from outreach.errors import BadInput, OutreachError
from outreach.store import database
from outreach.store.database import open_database
from outreach.store.faults import StoreUnavailable
from outreach.store.store import Store
from outreach.store.transactions import writing
from tests.store.people import person

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.conftest import Server

SECRET = "hunter2"  # noqa: S105  # looked for in every error


def _said(url: str) -> OutreachError:
    """Return the error that a URL gives; it holds no password and no earlier error that would."""
    with pytest.raises(OutreachError) as caught:
        Store.open(url)
    error = caught.value
    assert SECRET not in str(error)
    assert error.__cause__ is None
    assert error.__context__ is None or error.__suppress_context__
    return error


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "of no kind"),
        ("outreach.db", "of no kind"),
        (f"mysql://ines:{SECRET}@host/db", "of no kind"),
        (f"sqlite+aiosqlite:///{SECRET}.db", "of no kind"),
        ("sqlite://", "names no file"),
        ("sqlite:///", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file:x?mode=memory", "names no file"),
        (f"postgresql://ines:{SECRET}@host:port/db", "cannot be read"),
    ],
)
def test_urls_that_say_nothing_usable(url: str, sentence: str) -> None:
    """One sentence each, and what would be right."""
    error = _said(url)
    assert isinstance(error, BadInput)
    assert sentence in str(error)


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    """A folder, a missing folder, a file of something else, a name that no file system takes."""
    (tmp_path / "text.db").write_text("I am no database, only a long enough text. " * 100, encoding="utf-8")
    for name, sentence in {
        "": "is a folder",
        "no/such/outreach.db": "No such file or directory",
        "text.db": "is not a database of this program",
        "a\0b.db": "cannot be made",
        "x" * 300: "File name too long",
    }.items():
        error = _said(f"sqlite:///{tmp_path}/{name}")
        assert isinstance(error, BadInput)
        assert sentence in str(error)
    assert (tmp_path / "text.db").read_text(encoding="utf-8").startswith("I am no database")


def test_an_empty_file_is_a_new_database(tmp_path: Path) -> None:
    """Somebody made the file first, with rights of their choice: they stay."""
    (tmp_path / "outreach.db").touch(mode=0o640)
    with Store.open(f"sqlite:///{tmp_path}/outreach.db") as store:
        store.contacts.add(person("nia"))
    assert (tmp_path / "outreach.db").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["with blank.db", "what?.db", "100%41.db", "a#b&c=d.db", "ü\udcff.db", "a;b'c.db"])
def test_any_name_of_a_file_is_only_a_name(tmp_path: Path, name: str) -> None:
    """What has a meaning in a URL has none in the path of a file."""
    with Store.open(f"sqlite:///{tmp_path}/{name}") as store:
        store.contacts.add(person("nia"))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_relative_file_stays_the_same_when_the_folder_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections that are opened later go to the same file."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with Store.open("sqlite:///outreach.db") as store:
        monkeypatch.chdir(tmp_path / "elsewhere")
        seen: list[int] = []
        threads = [threading.Thread(target=lambda: seen.append(store.contacts.count())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [0, 0, 0, 0]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_files_are_their_owners_alone(tmp_path: Path) -> None:
    """The database, its write-ahead log and its shared memory, whatever the umask."""
    before = os.umask(0)
    try:
        with Store.open(f"sqlite:///{tmp_path}/outreach.db") as store:
            store.contacts.add(person("nia"))
            modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert modes == {"outreach.db": 0o600, "outreach.db-wal": 0o600, "outreach.db-shm": 0o600}


def test_what_sqlite_is_told(tmp_path: Path) -> None:
    """The settings that durability, privacy and several processes rest on hold on every connection."""
    engine = open_database(f"sqlite:///{tmp_path}/outreach.db")
    first, second = engine.connect(), engine.connect()
    for connection in (first, second):
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
        assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 10_000}
        connection.close()
    engine.dispose()


def test_a_database_in_use_elsewhere_is_told_after_the_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to do; reading goes on meanwhile."""
    pragmas = tuple(pragma.replace("10000", "50") for pragma in database._PRAGMAS)
    monkeypatch.setattr(database, "_PRAGMAS", pragmas)
    with Store.open(f"sqlite:///{tmp_path}/outreach.db") as store:
        other = sqlite3.connect(tmp_path / "outreach.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match=r"is in use elsewhere\. Try again"):
            store.contacts.add(person("nia"))
        assert store.contacts.count() == 0
        other.execute("COMMIT")
        other.close()
        store.contacts.add(person("nia"))


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """What does not fit is told and not kept; what was kept before stays."""
    with Store.open(f"sqlite:///{tmp_path}/outreach.db") as store:
        store.contacts.add(person("nia"))
        with store._engine.connect() as connection:
            size = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")
        with pytest.raises(StoreUnavailable, match=r"The disk of the database .* is full\. Make room"):
            store.contacts.add_all([person(f"p{number}", role="r" * 300) for number in range(500)])
        assert [each.id for each in store.contacts.iterate()] == ["nia"]


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    """Its pages overwritten: a sentence, not a traceback."""
    url = f"sqlite:///{tmp_path}/outreach.db"
    with Store.open(url) as store:
        store.contacts.add_all([person(f"p{number}") for number in range(300)])
    raw = bytearray((tmp_path / "outreach.db").read_bytes())
    raw[8192:] = b"\x55" * (len(raw) - 8192)
    (tmp_path / "outreach.db").write_bytes(bytes(raw))
    with pytest.raises(BadInput, match="is damaged"), Store.open(url) as store:
        store.contacts.page()


def test_a_server_that_cannot_be_reached(tmp_path: Path) -> None:
    """No server behind a socket, no such host: told apart, and without the password."""
    pytest.importorskip("psycopg")
    assert isinstance(_said(f"postgresql://ines:{SECRET}@/db?host={tmp_path}"), StoreUnavailable)
    assert isinstance(_said(f"postgresql://ines:{SECRET}@127.0.0.1:1/db"), StoreUnavailable)
    nowhere = _said(f"postgresql://ines:{SECRET}@nowhere.invalid/db")
    assert isinstance(nowhere, BadInput)
    assert "a host that does not exist" in str(nowhere)


def test_what_a_server_refuses(server: Server, template: str) -> None:
    """Password, user, database and rights: a sentence each, without the password."""
    right = server.url.set(drivername="postgresql")
    for url, sentence in (
        (right.set(password=SECRET), "refuses this user or password"),
        (right.set(username="nobody-here", password=SECRET), "refuses this user or password"),
        (right.set(database="nowhere"), "is not there"),
    ):
        error = _said(url.render_as_string(hide_password=False))
        assert isinstance(error, BadInput)
        assert sentence in str(error)
    server.run(f"CREATE ROLE guest LOGIN PASSWORD '{SECRET}'")
    guest = right.set(username="guest", password=SECRET, database=template).render_as_string(hide_password=False)
    assert "does not permit this to the user" in str(_said(guest))
    server.run("DROP ROLE guest")


def test_a_server_that_goes_away_is_told_and_found_again(server: Server, template: str) -> None:
    """A connection that broke while nobody used it is replaced; one that breaks in use loses nothing that was kept."""
    name = server.make(template)
    with Store.open(server.address(name)) as store:
        store.contacts.add(person("nia"))
        kill = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608  # our own name
        server.run(kill)
        assert store.contacts.count() == 1

        def work() -> None:
            with writing(store._engine) as connection:
                connection.execute(text("DELETE FROM contacts"))
                server.run(kill)
                connection.execute(text("SELECT 1"))

        with pytest.raises(StoreUnavailable, match="cannot be reached"):
            work()
        assert store.contacts.count() == 1
    server.drop(name)


def test_without_psycopg_postgresql_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setattr(database, "find_spec", lambda _: None)
    assert "pip install 'outreach[postgres]'" in str(_said(f"postgresql://ines:{SECRET}@host/db"))
