"""What this process has cleared is not cleared twice; anything else is."""

from __future__ import annotations

import pytest

from outreach.batch import fresh as module
from outreach.batch.fresh import Fresh
from outreach.batch.outputs import Ready, ready
from outreach.batch.reviews import Decision, Reviewed
from outreach.batch.row import Kept, Result, State, Verdict
from outreach.gate import ClearedMessage, clear
from outreach.lint.linter import Linter
from outreach.lint.rulebook import load
from tests.values import BAD_BODY, GOOD_BODY, brief, draft


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(load())


@pytest.fixture
def message(linter: Linter) -> ClearedMessage:
    outcome = clear(draft(), brief(), linter)
    assert isinstance(outcome, ClearedMessage)
    return outcome


@pytest.fixture
def fresh(linter: Linter, message: ClearedMessage) -> Fresh:
    found = Fresh(linter)
    found.add("a", message)
    return found


def kept(body: str = GOOD_BODY, key: str = "a") -> Kept:
    """Return a row of the journal with a draft of these words."""
    return Kept(1, key, 2, Result(State.CLEARED, brief=brief()), draft(body))


def test_what_was_cleared_here_is_the_message_of_its_row(fresh: Fresh, linter: Linter, message: ClearedMessage) -> None:
    """The very object that the gate made comes back."""
    came = ready(kept(), None, linter, fresh)
    assert isinstance(came, Ready)
    assert came.message is message


def test_other_words_are_cleared_anew(fresh: Fresh, linter: Linter) -> None:
    """What somebody wrote into the journal meanwhile goes through the gate, which holds it."""
    assert isinstance(ready(kept(BAD_BODY), None, linter, fresh), Verdict)


def test_other_rules_clear_anew(fresh: Fresh, message: ClearedMessage) -> None:
    """A message that was cleared under another linter counts for nothing."""
    came = ready(kept(), None, Linter(load()), fresh)
    assert isinstance(came, Ready)
    assert came.message is not message


def test_another_row_is_cleared_anew(fresh: Fresh, linter: Linter, message: ClearedMessage) -> None:
    """Equal words of another row are its own."""
    came = ready(kept(key="b"), None, linter, fresh)
    assert isinstance(came, Ready)
    assert came.message is not message


def test_a_persons_words_are_cleared_anew(fresh: Fresh, linter: Linter) -> None:
    """What a person made of a message at review goes through the gate."""
    assert isinstance(ready(kept(), Reviewed(Decision.EDITED, "", BAD_BODY), linter, fresh), Verdict)


def test_only_the_latest_are_kept(fresh: Fresh, linter: Linter, message: ClearedMessage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest message goes, so that a long run takes no more memory than a short one."""
    monkeypatch.setattr(module, "MOST", 2)
    fresh.add("b", message)
    fresh.add("c", message)
    assert fresh.of(kept(), linter) is None
    assert fresh.of(kept(key="c"), linter) is message
