"""Every fault between here and a model: the right error, one clear sentence, and nothing in it that was not ours."""

from __future__ import annotations

import asyncio
import json

import httpx2
import pytest
from pydantic import SecretStr

from outreach.domain.draft import Usage
from outreach.engines.base import Assignment
from outreach.errors import (
    BadPrompt,
    EngineError,
    EngineRefused,
    EngineReplyInvalid,
    EngineUnreachable,
    InternalError,
    OutreachError,
)
from outreach.prompting.library import Prompts
from tests.engines.faulty import KEY, PARTS, Answer, Line, ok, run, status
from tests.engines.server import completion
from tests.values import brief

HTML = httpx2.Response(200, html="<html><body>Welcome to AirportWiFi, please log in</body></html>")

FAULTS: dict[str, tuple[Answer, type[OutreachError], str]] = {
    "wrong key": (
        status(401, f"Incorrect API key provided: {KEY}", code="invalid_api_key"),
        EngineRefused,
        "api.openai.com does not accept the API key.",
    ),
    "forbidden": (status(403), EngineRefused, "api.openai.com does not allow this key to use test-model."),
    "no such model": (
        status(404, "The model does not exist", code="model_not_found"),
        EngineRefused,
        "api.openai.com has no model test-model at this address.",
    ),
    "no such model, in words": (
        status(400, "Invalid model name passed in model=test-model. Call `/v1/models` to view available models."),
        EngineRefused,
        "api.openai.com has no model test-model at this address.",
    ),
    "no such path": (httpx2.Response(404, text="404 page not found"), EngineRefused, "api.openai.com has no model test-model"),
    "refused connection": (httpx2.ConnectError("refused"), EngineUnreachable, "No connection to api.openai.com could be made."),
    "hanging server": (httpx2.ReadTimeout("slow"), EngineUnreachable, "api.openai.com did not answer within 60 seconds."),
    "drop": (
        httpx2.RemoteProtocolError("peer closed connection"),
        EngineUnreachable,
        "The connection to api.openai.com broke before the draft was here.",
    ),
    "certificate": (
        httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"),
        EngineUnreachable,
        "No secure connection to api.openai.com could be made.",
    ),
    "HTML": (HTML, EngineReplyInvalid, "api.openai.com answered with a web page and not with a draft."),
    "HTML without saying so": (
        httpx2.Response(200, text="<!doctype html><p>hi"),
        EngineReplyInvalid,
        "api.openai.com answered with a web page",
    ),
    "plain text": (
        httpx2.Response(200, text="hello"),
        EngineReplyInvalid,
        "api.openai.com answered with something that is no chat",
    ),
    "a body of absurd nesting": (
        httpx2.Response(200, headers={"content-type": "application/json"}, content=b"[" * 20_000 + b"]" * 20_000),
        EngineReplyInvalid,
        "api.openai.com answered with broken JSON.",
    ),
    "malformed JSON": (
        httpx2.Response(200, content=b'{"choices": [', headers={"content-type": "application/json"}),
        EngineReplyInvalid,
        "api.openai.com answered with broken JSON.",
    ),
    "not UTF-8": (
        httpx2.Response(200, content=b'{"a": "\xff\xfe"}', headers={"content-type": "application/json"}),
        EngineReplyInvalid,
        "api.openai.com answered with broken JSON.",
    ),
    "other JSON": (
        httpx2.Response(200, json={"ok": True}),
        EngineReplyInvalid,
        "api.openai.com answered with something that is no",
    ),
    "null": (
        httpx2.Response(200, content=b"null", headers={"content-type": "application/json"}),
        EngineReplyInvalid,
        "api.openai.com answered with something that is no chat",
    ),
    "a list": (httpx2.Response(200, json=[]), EngineReplyInvalid, "api.openai.com answered with something that is no chat"),
    "no choices": (
        httpx2.Response(200, json=completion("x") | {"choices": []}),
        EngineReplyInvalid,
        "api.openai.com answered with something that is no chat completion.",
    ),
    "empty body": (httpx2.Response(200), EngineReplyInvalid, "api.openai.com answered with something that is no chat"),
    "empty reply": (ok(""), EngineReplyInvalid, "The model test-model sent an empty reply."),
    "no content": (
        httpx2.Response(200, json=completion(None)),
        EngineReplyInvalid,
        "The model test-model sent an empty reply.",
    ),
    "empty parts": (ok("{}"), EngineReplyInvalid, "The model test-model sent an empty reply."),
    "prose": (
        ok("Sure! Here is a message."),
        EngineReplyInvalid,
        "The model test-model did not reply in the form it was asked for.",
    ),
    "a JSON list": (ok("[1, 2]"), EngineReplyInvalid, "The model test-model did not reply in the form it was asked for."),
    "wrong types": (ok('{"offer": {"a": 1}}'), EngineReplyInvalid, "The model test-model did not reply in the form"),
    "absurd nesting": (ok('{"offer": ' + "[" * 100_000), EngineReplyInvalid, "The model test-model did not reply in the form"),
    "refusal": (ok(None, refusal="I can't help."), EngineRefused, "The model test-model refused to write this draft."),
    "cut off": (
        ok('{"offer": "I ca', finish="length"),
        EngineReplyInvalid,
        "The reply of test-model was cut off after 1,200 tokens.",
    ),
    "filtered": (ok("", finish="content_filter"), EngineRefused, "The content filter of api.openai.com stopped the draft."),
    "filtered prompt": (
        status(400, code="content_filter"),
        EngineRefused,
        "The content filter of api.openai.com stopped the draft.",
    ),
    "too often": (status(429, code="rate_limit_exceeded"), EngineRefused, "api.openai.com takes no more requests for now."),
    "quota": (
        status(429, type="insufficient_quota", code="insufficient_quota"),
        EngineRefused,
        "The account at api.openai.com has no quota left.",
    ),
    "too long": (
        status(400, "This model's maximum context length is 8192 tokens.", code="context_length_exceeded"),
        EngineRefused,
        "The prompt is too long for test-model.",
    ),
    "bad request": (status(400, "Invalid 'messages'."), EngineRefused, "api.openai.com rejected the request with status 400."),
    "500": (status(500, "The server had an error."), EngineUnreachable, "api.openai.com failed with status 500."),
    "503 as HTML": (httpx2.Response(503, html="<h1>503</h1>"), EngineUnreachable, "api.openai.com failed with status 503."),
    "a bug": (KeyError("surprise"), InternalError, "The engine broke with KeyError at "),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_clear_sentence(fault: str) -> None:
    """The right exception with a remedy, on one line, without the server's words."""
    answer, kind, sentence = FAULTS[fault]
    with pytest.raises(kind) as caught:
        Line(answer).write()
    assert type(caught.value) is kind
    assert caught.value.message.startswith(sentence)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)
    assert caught.value.exit_code == (4 if kind is InternalError else 3)


@pytest.mark.parametrize(
    ("fault", "requests"),
    [
        ("wrong key", 1),
        ("no such model", 1),
        ("quota", 1),
        ("refusal", 1),
        ("cut off", 1),
        ("empty reply", 1),
        ("HTML", 1),
        ("malformed JSON", 1),
        ("too often", 5),
        ("500", 5),
        ("hanging server", 2),
        ("refused connection", 2),
        ("drop", 2),
        ("prose", 3),
        ("a bug", 1),
    ],
)
def test_only_what_may_pass_is_tried_again(fault: str, requests: int) -> None:
    """Prose is asked for again only in another form."""
    line = Line(FAULTS[fault][0])
    with pytest.raises(OutreachError):
        line.write()
    assert len(line.requests) == requests


@pytest.mark.parametrize("fault", ["too often", "500", "hanging server", "drop"])
def test_a_fault_that_passes_costs_nothing_but_a_wait(fault: str) -> None:
    """The draft of the second try is a draft like any other."""
    line = Line(FAULTS[fault][0], ok())
    assert line.write().draft.offer_id == "welsh"
    assert len(line.waits) == 1
    assert line.bodies[0] == line.bodies[1]


def test_the_server_says_how_long_to_wait() -> None:
    """`retry-after-ms` before `retry-after` before our own waits, and none of them for ever."""
    line = Line(
        status(429, headers={"retry-after-ms": "1500", "retry-after": "9"}),
        status(429, headers={"retry-after": "7"}),
        status(429, headers={"retry-after": "86400"}),
        status(429),
        ok(),
    )
    line.write()
    assert line.waits[:3] == [1.5, 7.0, 30.0]
    assert 0 < line.waits[3] < 9


def test_no_retries_means_one_request() -> None:
    """The setting counts the tries after the first."""
    line = Line(status(500))
    with pytest.raises(EngineUnreachable):
        line.write(retries=0)
    assert len(line.requests) == 1


def test_a_reply_becomes_a_draft_with_what_it_took() -> None:
    """Words are hidden, parts are marked, tokens are counted."""
    reply = Line(ok()).write()
    assert reply.draft.offer_part.get_secret_value() == PARTS["offer"]
    assert reply.draft.ask_part.get_secret_value() == PARTS["ask"]
    assert reply.usage == Usage(
        prompt_tokens=1400, cached_tokens=1024, cache_write_tokens=256, completion_tokens=120, counted=True
    )
    assert "proofread" not in repr(reply)


def test_tokens_of_a_failed_call_are_told_with_the_error() -> None:
    """Three answers that could not be read were paid for."""
    line = Line(ok("no JSON"))
    with pytest.raises(EngineReplyInvalid) as caught:
        line.write()
    assert len(line.requests) == 3
    assert caught.value.tokens == 3 * Line(ok()).write().usage.total


def test_nothing_more_is_sent_when_the_tokens_are_used_up() -> None:
    """The budget of the message holds within one draft too."""
    line = Line(ok("no JSON"))
    with pytest.raises(EngineReplyInvalid):
        line.write(Assignment(brief(), tokens=1))
    assert len(line.requests) == 1


def test_tokens_of_every_answer_count() -> None:
    """Also of one that could not be read."""
    assert Line(ok("Hm."), ok()).write().usage.total == 2 * 1520


def test_a_server_that_leaves_fields_out_is_understood() -> None:
    """Strict validation turns it down, but there is an answer in it."""
    bare = {"choices": [{"message": {"content": json.dumps(PARTS)}, "finish_reason": "eos_token"}]}
    reply = Line(httpx2.Response(200, json=bare)).write()
    assert reply.draft.offer_id == "welsh"
    assert reply.usage == Usage()


def test_a_request_holds_what_it_should() -> None:
    """System and user apart, sampling and budget of the prompt, the strict schema with the grounds before the text."""
    line = Line(ok())
    line.write()
    (body,) = line.bodies
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert (body["model"], body["temperature"], body["max_completion_tokens"]) == ("test-model", 0.7, 1200)
    schema = body["response_format"]["json_schema"]["schema"]
    assert list(schema["properties"]) == list(PARTS) == schema["required"]
    assert body["response_format"]["json_schema"]["strict"] is True
    assert schema["additionalProperties"] is False
    assert line.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert "stream" not in body


def test_a_local_server_needs_no_key_and_gets_the_old_name_for_the_length() -> None:
    """Many ignore `max_completion_tokens`."""
    line = Line(ok())
    line.write(base_url="http://localhost:11434/v1", api_key=None)
    assert line.bodies[0]["max_tokens"] == 1200
    assert "max_completion_tokens" not in line.bodies[0]
    assert line.requests[0].url == "http://localhost:11434/v1/chat/completions"


def test_a_prompt_that_cannot_be_used_sends_nothing() -> None:
    """A brief over the budget costs no token."""
    long = brief(
        facts=tuple(
            brief().facts[0].model_copy(update={"id": f"f{n}", "text": "日" * 300, "quote": "本" * 300}) for n in range(12)
        )
    )
    line = Line(ok())
    with pytest.raises(BadPrompt, match="over its budget"):
        line.write(Assignment(long))
    assert line.requests == []


def test_an_engine_serves_one_event_loop_after_the_other() -> None:
    """The client belongs to the loop that runs."""
    line = Line(ok())
    engine = line.engine()
    assert run(engine).draft.offer_id == "welsh"
    assert run(engine).draft.offer_id == "welsh"


def test_many_requests_share_an_engine() -> None:
    """And what one of them learned about the server, all know."""

    def answer(body: dict[str, object]) -> httpx2.Response:
        return status(400, "json_schema is not supported", param="response_format") if _wants_schema(body) else ok()

    line = Line(answer)
    engine = line.engine()

    async def many() -> list[str]:
        replies = await asyncio.gather(*(engine.write(Assignment(brief())) for _ in range(20)))
        replies.append(await engine.write(Assignment(brief())))
        await engine.aclose()
        return [reply.draft.offer_id for reply in replies]

    assert asyncio.run(many()) == ["welsh"] * 21
    assert not _wants_schema(line.bodies[-1])
    assert len(line.requests) <= 41


def _wants_schema(body: dict[str, object]) -> bool:
    wanted = body.get("response_format")
    return isinstance(wanted, dict) and wanted["type"] == "json_schema"


def test_a_cancelled_request_is_cancelled() -> None:
    """The loop's own deadline ends it, and the engine can be used again."""
    started = asyncio.Event()

    async def hang(request: httpx2.Request) -> httpx2.Response:
        started.set()
        await asyncio.sleep(60)
        raise AssertionError(request)

    async def run_() -> None:
        engine = Line(ok()).engine(transport=httpx2.MockTransport(hang))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await engine.write(Assignment(brief()))
        assert started.is_set()
        await engine.aclose()

    asyncio.run(run_())


def test_a_missing_key_stops_before_anything_is_sent() -> None:
    """A server elsewhere wants a key; the sentence says which to set."""
    with pytest.raises(EngineRefused, match=r"No API key is set for api\.openai\.com\. Set OPENAI_API_KEY"):
        Line(ok()).engine(api_key=None)
    with pytest.raises(EngineError):
        Line(ok()).engine(api_key=SecretStr("  "))


def test_the_name_has_the_model() -> None:
    """Records say who wrote."""
    assert Line().engine(model="gpt-x", prompts=Prompts()).name == "openai:gpt-x"
