"""What an endpoint can do is learned from its refusals, and never forgotten."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from outreach.engines.ladder import Ladder, Shape, Step
from outreach.errors import EngineRefused, EngineUnreachable
from tests.engines.faulty import Line, ok, run, status

REFUSALS = {
    "OpenAI, an older model": status(
        400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported", param="response_format"
    ),
    "vLLM": status(400, "Grammar error: Unimplemented keys"),
    "a local 500": httpx2.Response(500, json={"detail": "ValidationError: response_format: Extra inputs are not permitted"}),
    "a local 422": httpx2.Response(422, json={"detail": [{"loc": ["body", "response_format", "json_schema"], "msg": "bad"}]}),
}


def kind(body: dict[str, Any]) -> str:
    """Return the kind of reply that a request asks for."""
    return str(body.get("response_format", {}).get("type", "text"))


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refused_schema_leads_one_step_down(name: str) -> None:
    """At once, without a wait; the schema then stands in the prompt."""
    line = Line(REFUSALS[name], ok())
    assert line.write().draft.offer_id == "welsh"
    assert [kind(body) for body in line.bodies] == ["json_schema", "json_object"]
    assert line.waits == []
    assert '"additionalProperties": false' in line.bodies[1]["messages"][0]["content"]
    assert '"additionalProperties": false' not in line.bodies[0]["messages"][0]["content"]


def test_the_ladder_ends_in_plain_text() -> None:
    """A server that knows no response format is asked in words."""
    line = Line(status(400, "response_format is unknown"), status(400, "response_format is unknown"), ok())
    line.write()
    assert [kind(body) for body in line.bodies] == ["json_schema", "json_object", "text"]


def test_a_step_is_remembered() -> None:
    """The next draft begins where the last one got through."""
    line = Line(status(400, "response_format is unknown"), ok())
    engine = line.engine()
    run(engine)
    run(engine)
    assert [kind(body) for body in line.bodies] == ["json_schema", "json_object", "json_object"]


def test_a_reply_in_another_form_leads_down_and_is_remembered_once_it_works() -> None:
    """Some servers take a schema and ignore it."""
    line = Line(ok("Here is your message."), ok())
    engine = line.engine()
    run(engine)
    run(engine)
    assert [kind(body) for body in line.bodies] == ["json_schema", "json_object", "json_object"]


def test_a_single_bad_reply_teaches_nothing() -> None:
    """When no step helps, the server is not held to be simple."""
    line = Line(ok("No."), ok("No."), ok("No."), ok())
    engine = line.engine()
    with pytest.raises(Exception, match="did not reply in the form"):
        run(engine)
    run(engine)
    assert kind(line.bodies[-1]) == "json_schema"


def test_a_bad_reply_and_a_refusal_together_come_to_an_end() -> None:
    """Down by a bad reply, down by a refusal, and not up again."""
    line = Line(ok("No."), status(400, "json_object is not supported"), ok())
    line.write()
    assert [kind(body) for body in line.bodies] == ["json_schema", "json_object", "text"]


@pytest.mark.parametrize(
    ("base_url", "first", "second"),
    [
        ("https://api.openai.com/v1", "max_completion_tokens", "max_tokens"),
        ("http://localhost:8000/v1", "max_tokens", "max_completion_tokens"),
    ],
)
def test_the_other_name_for_the_length(base_url: str, first: str, second: str) -> None:
    """Whichever a server does not know, it gets the other, and is asked that once."""
    line = Line(status(400, f"Unsupported parameter: '{first}'", param=first), ok())
    line.write(base_url=base_url)
    assert (first in line.bodies[0], second in line.bodies[1], first in line.bodies[1]) == (True, True, False)
    with pytest.raises(EngineRefused):
        Line(
            status(400, "Unsupported: max_completion_tokens and max_tokens"), status(400, "max_tokens max_completion_tokens")
        ).write()


def test_a_model_that_samples_as_it_likes() -> None:
    """Reasoning models refuse a temperature."""
    line = Line(status(400, "Unsupported value: 'temperature' does not support 0.7", param="temperature"), ok())
    line.write()
    assert ("temperature" in line.bodies[0], "temperature" in line.bodies[1]) == (True, False)
    assert kind(line.bodies[1]) == "json_schema"


def test_an_ordinary_500_is_no_refusal() -> None:
    """It is tried again as it is."""
    line = Line(status(500, "The server had an error while processing your request."))
    with pytest.raises(EngineUnreachable):
        line.write()
    assert {kind(body) for body in line.bodies} == {"json_schema"}


def test_a_prompt_that_is_too_long_is_no_refusal_of_a_parameter() -> None:
    """Though the server's words name the parameter."""
    line = Line(status(400, "'max_tokens' is too large: 1200. This model's maximum context length is 512 tokens."))
    with pytest.raises(EngineRefused, match="The prompt is too long"):
        line.write()
    assert len(line.requests) == 1


def test_every_refusal_leaves_less_to_refuse() -> None:
    """However a server refuses, asking again ends after five requests."""
    line = Line(status(422, "validation: response_format, max_tokens, max_completion_tokens, temperature"))
    with pytest.raises(EngineRefused, match="rejected the request with status 422"):
        line.write()
    assert len(line.requests) == 5
    assert line.bodies[-1].keys() == {"messages", "model", "max_tokens"}


def test_what_was_learned_side_by_side_is_kept() -> None:
    """A request that began before another learned something does not undo it."""
    ladder = Ladder(is_openai=True)
    ladder.keep(Shape(step=Step.OBJECT))
    ladder.keep(Shape(sampling=False))
    ladder.keep(Shape(tokens="max_tokens", renamed=True))
    ladder.keep(Shape())
    assert ladder.shape == Shape(step=Step.OBJECT, tokens="max_tokens", renamed=True, sampling=False)
