"""What a person changes between a run and going on with it: the table, the names of its columns, the template."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from outreach.prompting.library import shipped
from tests.batch.command import Batch
from tests.batch.crowd import COLUMNS, rows, table, workspace
from tests.batch.model_server import Model, running

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
ROWS = 16
ALL = [*rows(ROWS + 2)]


@pytest.fixture
def model() -> Model:
    """Return a server's model."""
    return Model()


@pytest.fixture
def batch(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Batch]:
    """Give a run over people that has come to some of them: its budget was used up."""
    with running(model) as url:
        place = workspace(tmp_path / "place", url)
        table(place / "people.csv", ROWS)
        run = Batch(place, monkeypatch, capsys)
        run.plan()
        said = run("run", "--at-once", "2", "--max-tokens", "26000")
        assert "the budget is used up" in said.err
        assert 4 <= len(model.asked) < ROWS - 4
        yield run


def rewritten(batch: Batch, columns: Sequence[str], people: Iterable[Sequence[str]]) -> None:
    """Put another table in the place of the one that was planned."""
    with (batch.place / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(people)


def asked(model: Model) -> list[str]:
    """Return the needs that the server was asked about."""
    return [need for need, _ in model.asked]


def test_rows_are_added_removed_changed_and_moved(batch: Batch, model: Model) -> None:
    """Rows that read as before keep their results wherever they stand; each row of the table ends once."""
    done = asked(model)
    first, last = ALL[0], ALL[ROWS - 1]
    changed = (*first[:2], first[2].replace("Wants to", "Hopes to"), *first[3:])
    people = [ALL[ROWS], *reversed(ALL[2 : ROWS - 1]), changed, ALL[ROWS + 1]]
    rewritten(batch, COLUMNS, people)
    said = batch("resume", "--at-once", "2")
    assert said.code == 0, said
    assert "the table has changed since the plan" in said.err
    assert "3 rows were not in the table when it was planned" in said.err
    assert "3 rows of the plan are no longer in the table" in said.err
    again = asked(model)[len(done) :]
    assert sorted(again) == sorted({row[2] for row in people} - set(done))
    assert batch.where() == {row[2]: ["cleared.csv"] for row in people}
    assert last[2] not in again


def test_columns_are_added_moved_and_renamed(batch: Batch, model: Model) -> None:
    """No row is another for it; a column that tells the same under another name is read, and that is said."""
    columns = ("answered", "source", "date", "What they need", "fact", "email", "name")
    rewritten(batch, columns, (("no", row[4], row[5], row[2], row[3], row[1], row[0]) for row in ALL[:ROWS]))
    said = batch("resume", "--at-once", "2")
    assert said.code == 0, said
    assert "columns of the plan are no longer in the table: need is read from What they need now" in said.err
    assert sorted(asked(model)) == sorted(row[2] for row in ALL[:ROWS])
    assert batch.where("What they need") == {row[2]: ["cleared.csv"] for row in ALL[:ROWS]}


@pytest.mark.parametrize("verb", ["resume", "report"])
def test_a_column_that_nothing_stands_for_is_asked_for(verb: str, batch: Batch, model: Model) -> None:
    """In a sentence; given its name again, the run goes on."""
    before = asked(model)
    rewritten(batch, ("name", "email", "xyz", "fact", "source", "date"), ALL[:ROWS])
    said = batch(verb)
    assert said.code == 2
    assert "no longer has what the plan reads: need (need)." in said.err
    assert asked(model) == before
    rewritten(batch, COLUMNS, ALL[:ROWS])
    assert batch("resume").code == 0
    assert sorted(asked(model)) == sorted(row[2] for row in ALL[:ROWS])


def test_a_table_that_is_gone_is_named(batch: Batch) -> None:
    """And nothing is lost: put back, the run goes on."""
    (batch.place / "people.csv").rename(batch.place / "elsewhere.csv")
    said = batch("resume")
    assert (said.code, "people.csv does not exist" in said.err) == (2, True)
    (batch.place / "elsewhere.csv").rename(batch.place / "people.csv")
    assert batch("resume").code == 0


def test_a_template_is_edited(batch: Batch) -> None:
    """That is said, and the rows that are written from then on name the wording of today."""
    before = {row["outreach prompts"] for row in batch.rows()["cleared.csv"]}
    own = batch.place / "prompts" / "draft.md"
    own.parent.mkdir()
    own.write_text((shipped() / "draft.md").read_text(encoding="utf-8") + "\n\nWrite plainly.\n", encoding="utf-8")
    said = batch("resume")
    assert said.code == 0, said
    assert "the prompts have changed since the plan; rows that are drafted now are written with today's" in said.err
    after = [row["outreach prompts"] for row in batch.rows()["cleared.csv"]]
    assert len(after) == ROWS
    assert len(before) == 1
    assert len(set(after)) == 2
    own.write_text("no front matter", encoding="utf-8")
    said = batch("resume")
    assert said.code == 2
    assert "draft.md:1" in said.err
