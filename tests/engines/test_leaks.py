"""Nothing that a model wrote, nothing of a prompt and nothing of the key gets out of the engine but inside a draft."""

from __future__ import annotations

import asyncio
import json
import logging
import traceback
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from pydantic import SecretStr

from outreach.domain.draft import Draft
from outreach.engines.base import Assignment
from outreach.engines.reply import UNKNOWN
from outreach.errors import OutreachError
from tests.engines.faulty import KEY, PARTS, Answer, Line, ok, status
from tests.engines.server import completion
from tests.prompting.files import prompt, workspace
from tests.values import CANARY, brief

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

BAD = f"Hurry, {CANARY}! Only today, {CANARY}!"
REPAIR = Assignment(brief(), attempt=2, previous=Draft(body=SecretStr(BAD), subject=SecretStr(BAD), offer_part=SecretStr(BAD)))

ANSWERS: dict[str, Answer] = {
    "prose": ok(BAD),
    "broken JSON in the reply": ok(f'{{"offer": "{BAD}'),
    "wrong types": ok(json.dumps(PARTS | {"offer": {"text": BAD}, "fact_ids": [[BAD]]})),
    "refusal": ok(None, refusal=BAD),
    "cut off": ok(f'{{"offer": "{BAD}', finish="length"),
    "filtered": ok(BAD, finish="content_filter"),
    "a finish that the SDK does not know": ok(BAD, finish=BAD),
    "no completion": httpx2.Response(200, json={"text": BAD}),
    "a strange completion": httpx2.Response(200, json=completion("x") | {"choices": BAD}),
    "broken JSON": httpx2.Response(200, content=f'{{"a": "{BAD}'.encode(), headers={"content-type": "application/json"}),
    "HTML": httpx2.Response(200, html=f"<p>{BAD}</p>"),
    "text": httpx2.Response(200, text=BAD),
    "400 that quotes": status(400, f"cannot handle {BAD} {KEY}", param=BAD, code=BAD, type=BAD),
    "401 that quotes": status(401, f"Incorrect API key {KEY} {BAD}"),
    "429 that quotes": status(429, f"Slow down, {BAD} {KEY}"),
    "500 that quotes": status(500, f"failed on {BAD} {KEY}"),
    "500 about a parameter": status(500, f"validation error: {BAD} {KEY}"),
    "a drop that quotes": httpx2.ReadError(f"read {BAD} {KEY}"),
    "a bug that quotes": RuntimeError(f"{BAD} {KEY}"),
}


def everything(error: BaseException) -> str:
    """Return all that a crash could print: the error, its chain, and the local variables of every frame."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True, max_group_depth=100)
    frames = "".join(shown.format())
    own = [repr(error), str(error), repr(error.args), repr(vars(error)), repr(error.__context__), repr(error.__cause__)]
    return frames + "".join(own)


@pytest.mark.parametrize("assignment", [Assignment(brief()), REPAIR], ids=["draft", "repair"])
@pytest.mark.parametrize("name", ANSWERS)
def test_no_error_shows_what_it_was_about(
    name: str, assignment: Assignment, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Not in its text, its arguments, its chain, its frames, the logs, or on either stream."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(OutreachError) as caught:
        Line(ANSWERS[name]).write(assignment)
    printed = capfd.readouterr()
    shown = everything(caught.value) + caplog.text + printed.out + printed.err
    assert CANARY not in shown
    assert KEY not in shown
    assert "Give first" not in shown


def test_this_test_would_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the error raised where it came up, the frames would show the words."""

    async def leaky(self: Any, prompt: Any, read: Any, *, tokens: int | None = None) -> Any:  # noqa: ANN401  # stands in for a method
        return await self._descend(prompt(), read, tokens, [])

    monkeypatch.setattr("outreach.engines.chat.Chat.ask", leaky)
    with pytest.raises(Exception, match="invalid for expected schema") as caught:
        Line(httpx2.Response(200, json={"text": BAD})).write()
    assert CANARY in everything(caught.value)


def test_a_draft_shows_no_words() -> None:
    """Neither in a repr nor by way of an id or an unknown key."""
    parts = PARTS | {"offer": BAD, "offer_id": CANARY, "fact_ids": ["proof", CANARY, f"{CANARY}-2"], CANARY: CANARY}
    reply = Line(ok(json.dumps(parts))).write()
    assert CANARY not in repr(reply)
    assert (reply.draft.offer_id, reply.draft.fact_ids) == (UNKNOWN, ("proof", UNKNOWN))


def test_a_cancelled_request_shows_no_words() -> None:
    """A cancellation passes through frames that hold the held draft."""

    async def hang(request: httpx2.Request) -> httpx2.Response:
        await asyncio.sleep(60)
        raise AssertionError(request)

    async def cancelled() -> BaseException:
        task = asyncio.create_task(Line().engine(transport=httpx2.MockTransport(hang)).write(REPAIR))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await task
        return caught.value

    assert CANARY not in everything(asyncio.run(cancelled()))


def test_a_prompt_error_shows_no_words(tmp_path: Path) -> None:
    """A workspace prompt that breaks on a held draft does not show it."""
    prompts = workspace(tmp_path, prompt(user=f"{CANARY} {{{{ brief }}}}{{% if brief < 1 %}}x{{% endif %}}"))
    with pytest.raises(OutreachError) as caught:
        Line(ok()).write(prompts=prompts)
    assert CANARY not in everything(caught.value)


def test_the_engine_shows_no_key() -> None:
    """An engine may stand in a frame."""
    engine = Line(ok()).engine()
    assert KEY not in repr(engine)
    assert KEY not in repr(vars(engine))


@pytest.mark.parametrize("key", ["sk-zebra finch", "sk-zebra\nfinch", "sk-zebrafinch-é", "sk-zebrafinch\x00"])
def test_a_key_that_cannot_be_sent_is_not_quoted(key: str) -> None:
    """The HTTP library would quote the whole header."""
    with pytest.raises(OutreachError, match="The API key has characters that no key has") as caught:
        Line(ok()).engine(api_key=SecretStr(key))
    own = traceback.TracebackException.from_exception(caught.value.with_traceback(_below(caught.value)), capture_locals=True)
    assert "zebra" not in "".join(own.format())


def _below(error: BaseException) -> TracebackType | None:
    """Return a traceback without the test's own frame, where the key stands in plain text."""
    return error.__traceback__.tb_next if error.__traceback__ else None
