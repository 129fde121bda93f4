"""Forgetting a person who stands in runs: no byte about them is left in what this program wrote, and the rest is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach import wiring
from outreach.actions.forgetting import forget
from outreach.actions.memory import Memory
from outreach.batch.journal import Journal
from outreach.batch.row import State, Why
from outreach.cli.main import main
from outreach.domain.contact import Contact
from tests.batch.fifty import TODAY, batch

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.store.store import Store

NOUR = Contact(id="nour", name="Nour Haddad", address="p0@people.example")
NAMESAKE = Contact(id="priya-raman", name="Priya Raman", address="priya@elsewhere.example")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a run over fifty people, one of whom the memory knows, with mails and an exported request."""
    batch(tmp_path, 1, asks=False, known=(NOUR, NAMESAKE), name="runs/people")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(wiring, "today", lambda: TODAY)
    assert main(("batch", "report", "--eml", "--mbox")) == 0
    (tmp_path / "runs" / "people" / "requests-1.jsonl").write_text('{"body": "Nour Haddad"}\n', encoding="utf-8")
    return tmp_path


def holding(folder: Path, word: bytes) -> set[str]:
    """Return the names of the files in a folder that hold a word."""
    return {path.name for path in folder.rglob("*") if path.is_file() and word in path.read_bytes()}


def test_no_byte_is_left_and_the_user_s_own_files_are_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Journal, tables and mails are rid of them; the table that was read and a file of requests are theirs to clear."""
    run = place / "runs" / "people"
    before = holding(run, b"Nour Haddad")
    assert {"cleared.csv", "messages.mbox", "requests-1.jsonl"} <= before
    assert {"journal.db", "journal.db-wal"} & before
    assert main(("contacts", "forget", "nour", "--yes")) == 0
    told = capsys.readouterr()
    assert "In runs, 1 row emptied" in told.out
    assert "cleared.csv" in told.out
    assert str(run / "requests-1.jsonl") in told.err
    assert str(place / "people.csv") in told.err
    for word in (b"Nour Haddad", b"p0@people.example", b"tool library in Gateshead"):
        assert holding(run, word) <= {"requests-1.jsonl"}
    with Journal.open(run) as journal:
        assert journal.counts()[State.SKIPPED, Why.FORGOTTEN] == 1
        assert journal.counts()[State.CLEARED, None] >= 47


def test_a_report_and_a_resumed_run_bring_nothing_back(place: Path) -> None:
    """The table may hold them still: they are neither drafted to anew nor listed."""
    run = place / "runs" / "people"
    main(("contacts", "forget", "nour", "--yes", "--no-mark"))
    main(("batch", "resume"))
    assert main(("batch", "report", "--eml")) == 0
    for name in ("cleared.csv", "held.csv", "rejects.csv"):
        assert b"Nour Haddad" not in (run / name).read_bytes()
    assert not list((run / "eml").glob("00001-*"))
    assert len(list((run / "eml").iterdir())) >= 47


def test_a_namesake_is_somebody_else(place: Path) -> None:
    """A row with another address is not theirs."""
    with opened(place) as store:
        settings = wiring.settings(wiring.required_workspace(place))
        erased = forget(Memory(store, wiring.required_workspace(place), settings, TODAY), NAMESAKE, mark=False)
    assert erased.rows == 0
    with Journal.open(place / "runs" / "people") as journal:
        assert (State.SKIPPED, Why.FORGOTTEN) not in journal.counts()


def opened(place: Path) -> Store:
    """Open the memory of the workspace."""
    found = wiring.required_workspace(place)
    return wiring.store(found, wiring.settings(found))


def test_where_the_table_is_gone_the_journal_still_knows(place: Path) -> None:
    """A message to them is found by its brief."""
    (place / "people.csv").unlink()
    assert main(("contacts", "forget", "nour", "--yes")) == 0
    assert holding(place / "runs" / "people", b"Nour Haddad") == {"requests-1.jsonl"}


def test_nothing_is_erased_while_a_process_is_at_work_on_a_run(place: Path) -> None:
    """It says so, and everything is as it was."""
    with Journal.open(place / "runs" / "people") as journal, journal.alone():
        assert main(("contacts", "forget", "nour", "--yes")) == 2
    with opened(place) as store:
        assert store.contacts.find("nour") is not None
