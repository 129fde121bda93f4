"""Review of a run's messages, one at a time: keep, edit, drop; and the messages that the memory keeps of a run."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from outreach import wiring
from outreach.actions.batch import report
from outreach.actions.batch_review import Decision, Reviewing, reviewing
from outreach.actions.keeping import show
from outreach.actions.memory import Memory
from outreach.actions.record import record_sent
from outreach.batch.before import before, promised
from outreach.batch.journal import Journal
from outreach.cli import printing
from outreach.cli.main import main
from outreach.domain.contact import Contact
from outreach.errors import BadInput
from outreach.gate import ClearedMessage, Held
from tests.batch.fifty import TODAY, batch
from tests.values import CANARY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOUR = Contact(id="nour", name="Nour Haddad", address="p0@people.example")
NAMESAKE = Contact(id="kenji-watanabe", name="Kenji Watanabe", address="another@people.example")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the table of fifty once; each test works on a copy of it."""
    folder = tmp_path_factory.mktemp("review")
    batch(folder, 2, asks=False, known=(NOUR, NAMESAKE))
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with that run."""
    import shutil  # noqa: PLC0415

    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(wiring, "today", lambda: TODAY)
    return tmp_path


@contextmanager
def opened(place: Path) -> Iterator[Memory]:
    """Open the memory of the workspace."""
    found = wiring.required_workspace(place)
    settings = wiring.settings(found)
    with wiring.store(found, settings) as store:
        yield Memory(store, found, settings, TODAY)


@contextmanager
def held(place: Path) -> Iterator[Reviewing]:
    """Hold the run for review."""
    with opened(place) as memory:
        linter, prompts = wiring.linter(memory.place, drafting=True), wiring.prompts(memory.place)
        with reviewing(memory, place / "run", linter, prompts) as review:
            yield review


def rows(place: Path, name: str) -> dict[int, dict[str, str]]:
    """Return the rows of a table of the run, by their number."""
    with (place / "run" / name).open(encoding="utf-8-sig", newline="") as file:
        return {int(row["outreach row"]): row for row in csv.DictReader(file)}


def changed(message: ClearedMessage) -> str:
    """Return a person's own words for a message, which say the same."""
    return message.body.replace("Best wishes,", "With all good wishes,")


def test_what_is_decided_stays_decided_and_stands_in_the_tables(place: Path) -> None:
    """A dropped row is held with its reason, a kept one is marked; another review goes on from there."""
    with held(place) as review:
        assert {turn.decision for turn in review.queue()} == {None}
        review.decide(1, Decision.KEPT)
        review.decide(2, Decision.DROPPED)
    with held(place) as review:
        decided = {turn.row: turn.decision for turn in review.queue() if turn.decision}
        assert decided == {1: Decision.KEPT, 2: Decision.DROPPED}
        ran = review.finish()
    assert rows(place, "cleared.csv")[1]["outreach review"] == "kept"
    assert rows(place, "cleared.csv")[3]["outreach review"] == ""
    assert 2 not in rows(place, "cleared.csv")
    assert rows(place, "held.csv")[2]["outreach reason"] == "dropped: It was dropped at review."
    assert ran.report is not None
    assert ran.report.review == {"kept": 1, "edited": 0, "dropped": 1, "undecided": ran.tables["cleared.csv"] - 1}
    with held(place) as review:
        review.decide(2, None)
        review.finish()
    assert 2 in rows(place, "cleared.csv")


def test_an_edit_passes_the_same_gate(place: Path) -> None:
    """What is cleared stands in the table as the person's; what is held changes nothing, and none of its words are anywhere."""
    with held(place) as review:
        item = review.item(3)
        assert item.message is not None
        outcome = review.edit(3, item.message.subject, changed(item.message))
        assert isinstance(outcome, ClearedMessage)
        review.decide(3, Decision.KEPT)
        bad = review.edit(3, "Hm", f"Hello Kenji,\n\nYou owe me an answer, {CANARY}. Reply tonight.")
        assert isinstance(bad, Held)
        assert {finding.place for finding in bad.findings} == {"body"}
        review.finish()
    row = rows(place, "cleared.csv")[3]
    assert row["outreach review"] == "edited"
    assert "With all good wishes" in row["outreach message"]
    assert all(CANARY.encode() not in path.read_bytes() for path in (place / "run").iterdir())


def test_an_edited_message_that_was_dropped_and_taken_back_is_the_engine_s_again(place: Path) -> None:
    """Dropping keeps the person's words for the case that it is kept after all; taking back starts anew."""
    with held(place) as review:
        first = review.item(4).message
        assert first is not None
        review.edit(4, first.subject, changed(first))
        review.decide(4, Decision.DROPPED)
        review.decide(4, Decision.KEPT)
        again = review.item(4)
        assert again.decision is Decision.EDITED
        assert again.message is not None
        assert "all good wishes" in again.message.body
        review.decide(4, None)
        last = review.item(4).message
    assert last is not None
    assert last.body == first.body


def test_a_row_without_a_message_is_told(place: Path) -> None:
    """A sentence, and the verb that lists the others."""
    with held(place) as review, pytest.raises(BadInput, match="Row 999 has no cleared message"):
        review.decide(999, Decision.KEPT)


def test_nothing_else_works_on_a_run_under_review(place: Path) -> None:
    """Two reviews, or a review and a report, do not write over each other."""
    with held(place), opened(place) as memory, pytest.raises(BadInput, match="Another process is at work"):
        report(memory, place / "run", wiring.linter(memory.place), wiring.prompts(memory.place))


def test_messages_to_people_whom_the_memory_knows_are_kept_there_and_can_be_recorded(place: Path) -> None:
    """As those of `outreach draft`: by address, never by a name alone; written twice they are kept once."""
    ids = {number: row["outreach draft"] for number, row in rows(place, "cleared.csv").items()}
    assert [number for number, id_ in ids.items() if id_] == [1]
    with opened(place) as memory:
        report(memory, place / "run", wiring.linter(memory.place, drafting=True), wiring.prompts(memory.place))
        kept = memory.store.drafts.of("nour")
        assert [each.id for each in kept] == [ids[1]]
        assert memory.store.drafts.of("kenji-watanabe") == ()
        shown = show(memory, ids[1], wiring.linter(memory.place, drafting=True))
        assert isinstance(shown.outcome, ClearedMessage)
        assert shown.outcome.body == rows(place, "cleared.csv")[1]["outreach message"]
        recorded = record_sent(memory, ids[1], TODAY)
        assert [entry.offer_id for entry in recorded.entries] == ["grants"]


def test_the_memory_keeps_what_review_left(place: Path) -> None:
    """A dropped message is no longer kept, a changed one is kept as the person wrote it."""
    with held(place) as review:
        message = review.item(1).message
        assert message is not None
        review.edit(1, message.subject, changed(message))
        review.finish()
    with opened(place) as memory:
        [kept] = memory.store.drafts.of("nour")
        assert kept.id == rows(place, "cleared.csv")[1]["outreach draft"]
        assert str(kept.draft.author) == "person"
    with held(place) as review:
        review.decide(1, Decision.DROPPED)
        review.finish()
    with opened(place) as memory:
        assert memory.store.drafts.of("nour") == ()


def test_a_dropped_message_promises_nothing(place: Path) -> None:
    """A run that goes on may make its offer to somebody else."""
    linter = wiring.linter(wiring.required_workspace(place), drafting=True)
    with Journal.open(place / "run") as journal:
        _, made = before(journal, linter)
        assert promised(journal) == made
    with held(place) as review:
        review.decide(1, Decision.DROPPED)
        message = review.item(3).message
        assert message is not None
        review.edit(3, message.subject, changed(message))
    with Journal.open(place / "run") as journal:
        _, left = before(journal, linter)
        assert promised(journal) == left
    assert made - left == {"grants": 1}


def test_the_command_line_decides_without_a_terminal(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """List, show, keep, drop and undo are all there for scripts; without any of them it says what to do."""
    run = ("--run", "run")
    assert main(("batch", "review", *run)) == 2
    assert "--keep ROW" in capsys.readouterr().err
    assert main(("batch", "review", *run, "--keep", "1", "--drop", "2", "--format", "json")) == 0
    assert json.loads(capsys.readouterr().out)["report"]["review"]["dropped"] == 1
    assert main(("batch", "review", *run, "--list", "--format", "json")) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(each["row"], each["decision"]) for each in listed[:3]] == [(1, "kept"), (2, "dropped"), (3, None)]
    assert main(("batch", "review", *run, "--show", "3")) == 0
    assert capsys.readouterr().out.startswith("Subject: ")
    assert main(("batch", "review", *run, "--keep", "3", "--drop", "999")) == 2
    assert main(("batch", "review", *run, "--keep", "4", "--drop", "4")) == 2
    capsys.readouterr()
    assert main(("batch", "review", *run, "--undo", "2", "--format", "json")) == 0
    assert json.loads(capsys.readouterr().out)["report"]["review"]["dropped"] == 0


def test_a_person_goes_through_the_queue(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Keep, skip, back, drop, edit into what the gate holds and then into what it clears, and leave; the next review goes on."""
    answers = iter(["k", "s", "b", "d", "e", "y", "x", "k", "q"])
    monkeypatch.setattr(printing, "can_ask", lambda: True)
    monkeypatch.setattr(printing, "ask", lambda _: next(answers))
    turns = iter([(0, f"You owe me an answer, {CANARY}."), (1, "")])

    def editor(subject: str, body: str) -> tuple[str, str]:
        number, held_words = next(turns)
        if number == 0:
            kept.append(body)
            return subject, f"Hello Kenji,\n\n{held_words}"
        return subject, kept[0].replace("Best wishes,", "With all good wishes,")

    kept: list[str] = []
    monkeypatch.setattr("outreach.cli.runs.reviewing.change", editor)
    assert main(("batch", "review", "--run", "run")) == 0
    told = capsys.readouterr()
    assert "1 of 50: row 1, Nour Haddad" in told.out
    assert "(line 5)" in told.err
    assert CANARY not in told.out + told.err
    assert "Type one of the letters." in told.err
    with held(place) as review:
        decided = {turn.row: str(turn.decision) for turn in review.queue() if turn.decision}
    assert decided == {1: "kept", 2: "dropped", 3: "edited"}
    assert next(answers, None) is None


def test_a_message_that_today_s_rules_hold_is_told_and_not_shown(place: Path) -> None:
    """The team made a rule since: review names it, and keeps the words to itself."""
    (place / "rules").mkdir(exist_ok=True)
    (place / "rules" / "grants.yaml").write_text(
        """\
rules:
  - code: TST01
    name: grants
    reason: urgency
    severity: error
    says: A list of grants is offered.
    why: The team does not give it away any more.
    source: the team
    instead: Offer something else.
    check:
      forbid: ['(?i)\\bsmall grants\\b']
    bad: ['My list of [[small grants]].', '[[Small grants]] for all.', 'No [[small grants]].']
    good: ['I have mended the trailer.', 'Your horse is in its stable.', 'Here is the list of shows.']
""",
        encoding="utf-8",
    )
    with held(place) as review:
        item = review.item(1)
        ran = review.finish()
    assert item.message is None
    assert "TST01" in item.held
    assert ran.tables["held.csv"] >= 20
    assert ran.report is not None
    assert any("rules have changed" in each for each in ran.report.changes)


def test_the_journal_of_a_review_is_one_file(place: Path) -> None:
    """Decisions lie with the results of the run."""
    with held(place) as review:
        review.decide(1, Decision.KEPT)
    with sqlite3.connect(place / "run" / "journal.db") as connection:
        assert connection.execute("SELECT decision FROM reviews").fetchall() == [("kept",)]
    connection.close()
