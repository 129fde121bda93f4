"""The engine that replays."""

from __future__ import annotations

import asyncio

import pytest

from outreach.domain.draft import Usage
from outreach.engines.base import Assignment, Engine, Reply
from outreach.engines.reply import ReplyParts
from outreach.engines.scripted import Scripted
from outreach.errors import EngineError, EngineUnreachable
from tests.engines.faulty import PARTS
from tests.values import brief

FIRST = ReplyParts.model_validate(PARTS | {"offer": "The first."})
SECOND = ReplyParts.model_validate(PARTS | {"offer": "The second."})


def write(engine: Engine, attempt: int = 1) -> Reply:
    """Return the next reply."""
    return asyncio.run(engine.write(Assignment(brief(), attempt)))


def test_replies_come_in_their_order() -> None:
    """Each as a whole message for the brief at hand."""
    engine = Scripted([FIRST, SECOND])
    assert "The first." in write(engine).draft.body.get_secret_value()
    body = write(engine, 2).draft.body.get_secret_value()
    assert body.startswith("Hello Nia,\n\nThe second.")
    assert [assignment.attempt for assignment in engine.assignments] == [1, 2]
    assert engine.name == "scripted"


def test_an_error_comes_in_its_turn() -> None:
    """So that a test can play a fault in the middle."""
    engine = Scripted([EngineUnreachable("No answer."), FIRST], usage=Usage(prompt_tokens=3, counted=True))
    with pytest.raises(EngineUnreachable, match="No answer"):
        write(engine)
    assert write(engine).usage.total == 3


def test_a_script_comes_to_an_end() -> None:
    """More is asked for than was written."""
    engine = Scripted([])
    with pytest.raises(EngineError, match="The script has no reply left"):
        write(engine)
    asyncio.run(engine.aclose())


def test_no_reply_shows_in_a_repr() -> None:
    """An engine may stand in a frame."""
    assert "first" not in repr(vars(Scripted([FIRST])))
