"""The journal of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach.batch.journal import Journal
from outreach.batch.row import Keys, Result, State, Verdict, Why
from outreach.domain.draft import Usage
from outreach.errors import BadInput
from outreach.gate import ClearedMessage, clear
from outreach.lint.linter import Linter
from outreach.lint.rulebook import load
from tests.values import GOOD_BODY, brief, draft

if TYPE_CHECKING:
    from pathlib import Path

TOKENS = Usage(prompt_tokens=900, cached_tokens=400, completion_tokens=120, counted=True)


def cleared() -> Result:
    message = clear(draft(), brief(), Linter(load(None)))
    assert isinstance(message, ClearedMessage)
    return Result(State.CLEARED, message=message, brief=brief(), engine="openai:small", attempts=1, usage=TOKENS)


def test_rows_end_once_and_their_words_come_back_as_drafts(tmp_path: Path) -> None:
    """A skipped row keeps its verdict; a cleared one is to be cleared again."""
    rested = Verdict(Why.RESTING, "Nia is resting.", "Let them rest.")
    with Journal.open(tmp_path) as journal:
        journal.plan([("a", 2, None), ("b", 3, rested), ("c", 4, None)])
        journal.begin(["a"])
        journal.finish({"a": cleared()})
    with Journal.open(tmp_path) as journal:
        rows = list(journal.results())
        assert [(row.key, row.line, row.result.state) for row in rows] == [
            ("a", 2, State.CLEARED), ("b", 3, State.SKIPPED), ("c", 4, State.PLANNED),
        ]  # fmt: skip
        assert rows[0].draft is not None
        assert rows[0].draft.body.get_secret_value() == GOOD_BODY
        assert rows[0].result.brief == brief()
        assert rows[1].result.verdict == rested
        assert journal.counts() == {(State.CLEARED, None): 1, (State.SKIPPED, Why.RESTING): 1, (State.PLANNED, None): 1}


def test_what_a_kill_left_in_flight_is_drafted_anew_and_counted(tmp_path: Path) -> None:
    """The report says how many requests may have been paid and lost."""
    with Journal.open(tmp_path) as journal:
        journal.plan([("a", 2, None), ("b", 3, None)])
        journal.begin(["a", "b"])
        journal.finish({"b": cleared()})
    with Journal.open(tmp_path) as journal:
        assert journal.recover() == 1
        assert journal.states(["a", "b"]) == {"a": State.PLANNED, "b": State.CLEARED}
        assert journal.spent() == (TOKENS.model_copy(update={"counted": True}), 1)


def test_a_failed_row_is_tried_again_when_it_is_asked_for_and_its_tokens_stay_counted(tmp_path: Path) -> None:
    """What was paid is paid."""
    failed = Result(State.FAILED, Verdict(Why.ENGINE, "The server is busy."), usage=TOKENS)
    with Journal.open(tmp_path) as journal:
        journal.plan([("a", 2, None)])
        journal.finish({"a": failed})
        assert journal.retry([Why.BUDGET]) == 0
        assert journal.retry([Why.ENGINE]) == 1
        journal.finish({"a": cleared()})
        assert journal.spent()[0].completion_tokens == 2 * TOKENS.completion_tokens


def test_one_process_at_a_time_works_on_a_run(tmp_path: Path) -> None:
    """The second is told so, and the hold ends with its owner."""
    with Journal.open(tmp_path) as first, Journal.open(tmp_path) as second:
        with first.alone(), pytest.raises(BadInput, match="Another process is at work"), second.alone():
            pass
        with second.alone():
            pass


def test_twins_have_keys_of_their_own() -> None:
    """Identical rows are told apart by which of them they are; cells do not run into each other."""
    keys = Keys()
    found = [keys.of(cells) for cells in (["a", "b"], ["ab", ""], ["a", "b"])]
    assert len(set(found)) == 3
    again = Keys()
    assert [again.of(cells) for cells in (["a", "b"], ["a", "b"])] == [found[0], found[2]]
