"""Whole drafts over HTTP as it was recorded against the loopback server.

To record anew: `pytest tests/engines/test_cassettes.py --record-mode=rewrite`, which starts the server.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import vcr  # type: ignore[import-untyped]  # vcrpy has no types
from pydantic import SecretStr

from outreach.domain.contact import Channel
from outreach.domain.draft import Draft, Usage
from outreach.engines.base import Assignment, Reply
from outreach.engines.openai_compatible import OpenAICompatible
from outreach.errors import EngineRefused, OutreachError
from outreach.lint.finding import Finding, Severity
from outreach.prompting.library import Prompts
from tests.engines.server import KEY, URL, running
from tests.prompting.files import prompt, workspace
from tests.values import brief

if TYPE_CHECKING:
    from collections.abc import Iterator

CASSETTES = Path(__file__).parents[1] / "cassettes"


@pytest.fixture(scope="module", autouse=True)
def _server(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run the loopback server while recording; a replay touches no socket."""
    if request.config.getoption("--record-mode") in {None, "none"}:
        yield
        return
    with running():
        yield


def write(model: str, assignment: Assignment, *, key: str = KEY, prompts: Prompts | None = None) -> Reply:
    """Return what an engine on the loopback server writes."""

    async def run() -> Reply:
        engine = OpenAICompatible(base_url=URL, api_key=SecretStr(key), model=model, prompts=prompts or Prompts())
        try:
            return await engine.write(assignment)
        finally:
            await engine.aclose()

    return asyncio.run(run())


@pytest.mark.vcr
@pytest.mark.default_cassette("capable.yaml")
def test_a_capable_server_drafts() -> None:
    """One request with a strict schema gives a whole message and the tokens it took."""
    reply = write("capable", Assignment(brief()))
    body = reply.draft.body.get_secret_value()
    assert body.startswith("Hello Nia,\n\nI can offer you a proofread of your Welsh captions.\n\n")
    assert "Would you list Slow Ink among your stockists?" in body
    assert body.endswith("Best wishes,\nInes Moreau\nEditor of Slow Ink\nhttps://slowink.example")
    assert reply.draft.subject.get_secret_value() == "a proofread of your Welsh captions"
    assert (reply.draft.offer_id, reply.draft.fact_ids) == ("welsh", ("proof",))
    assert reply.usage == Usage(
        prompt_tokens=1400, cached_tokens=1024, cache_write_tokens=256, completion_tokens=120, counted=True
    )


@pytest.mark.vcr
@pytest.mark.default_cassette("capable-dm.yaml")
def test_a_direct_message_has_no_subject() -> None:
    """Whatever the model put there."""
    reply = write("capable", Assignment(brief(channel=Channel.DM, ask=None)))
    assert reply.draft.subject.get_secret_value() == ""
    assert reply.draft.ask_part.get_secret_value() == ""
    assert reply.draft.body.get_secret_value().startswith("Hi Nia,")


@pytest.mark.vcr
@pytest.mark.default_cassette("middling.yaml")
def test_a_server_without_schemas_drafts() -> None:
    """It refuses `json_schema` and gets the schema in words instead."""
    assert "proofread" in write("middling", Assignment(brief())).draft.body.get_secret_value()


@pytest.mark.vcr
@pytest.mark.default_cassette("small.yaml")
def test_a_small_server_drafts() -> None:
    """It knows no response format, thinks aloud, fences its JSON and counts no tokens."""
    reply = write("small", Assignment(brief()))
    assert reply.draft.offer_part.get_secret_value() == "I can offer you a proofread of your Welsh captions."
    assert reply.usage == Usage()


@pytest.mark.vcr
@pytest.mark.default_cassette("repair.yaml")
def test_a_repair_sends_the_held_draft_and_what_was_found() -> None:
    """The request holds the last draft and its findings, so its answer differs from that to a first draft."""
    held = Draft(body=SecretStr("Hello Nia,\n\nAnswer by tonight.\n\nBest wishes,\nInes Moreau"))
    finding = Finding(
        "PRS01", "unexplained-deadline", "urgency", Severity.ERROR, "body", 1, 12, 30, "It presses.", "Leave time out."
    )
    reply = write("capable", Assignment(brief(), attempt=2, previous=held, findings=(finding,)))
    assert "so this is for that" in reply.draft.body.get_secret_value()


@pytest.mark.vcr
@pytest.mark.default_cassette("wrong-key.yaml")
def test_a_wrong_key_is_refused() -> None:
    """In one sentence that does not repeat the key."""
    with pytest.raises(EngineRefused, match=r"^127\.0\.0\.1:18473 does not accept the API key\. ") as caught:
        write("capable", Assignment(brief()), key="sk-wrong-key-1234")
    assert "1234" not in str(caught.value)


def test_a_changed_prompt_does_not_replay_an_old_answer(tmp_path: Path, vcr_config: dict[str, Any]) -> None:
    """The body is matched: with another prompt a cassette has no answer."""
    recorder = vcr.VCR(record_mode=vcr.mode.NONE, **vcr_config)
    with recorder.use_cassette(CASSETTES / "capable.yaml"):
        assert write("capable", Assignment(brief())).draft.offer_id == "welsh"
    with recorder.use_cassette(CASSETTES / "capable.yaml"), pytest.raises(OutreachError, match="CannotOverwrite"):
        write("capable", Assignment(brief()), prompts=workspace(tmp_path, prompt()))


def test_no_cassette_holds_a_secret() -> None:
    """Neither the key nor a cookie nor anything about the machine that recorded it."""
    texts = [path.read_text(encoding="utf-8") for path in CASSETTES.glob("*.yaml")]
    assert len(texts) >= 6
    for text in texts:
        lowered = text.lower()
        for secret in ("authorization", "bearer", "sk-loopback", "cookie", "x-stainless", "user-agent", "python/"):
            assert secret not in lowered
