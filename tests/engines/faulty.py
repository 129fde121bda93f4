"""Engines on a transport that answers as a test says."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import httpx2
from pydantic import SecretStr

from outreach.engines.base import Assignment, Reply
from outreach.engines.openai_compatible import OpenAICompatible
from outreach.prompting.library import Prompts
from tests.engines.server import completion
from tests.values import brief

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "sk-zebrafinch-0123456789"
"""A key that turns up nowhere else."""

PARTS: dict[str, Any] = {
    "offer_id": "welsh",
    "fact_ids": ["proof"],
    "subject": "A proofread of your Welsh captions",
    "offer": "I can offer you a proofread of your Welsh captions.",
    "body": "Your newsletter says that you look for a proofreader.",
    "ask": "Would you list Slow Ink among your stockists?",
    "close": "If not, the proofread is yours all the same.",
}

Answer = httpx2.Response | Exception


def ok(content: str | None = None, **changes: Any) -> httpx2.Response:  # noqa: ANN401  # what `completion` takes
    """Return a completion of this content, by default a right reply."""
    return httpx2.Response(200, json=completion(json.dumps(PARTS) if content is None else content, **changes))


def status(
    number: int, message: str = "No.", /, *, headers: dict[str, str] | None = None, **error: str | None
) -> httpx2.Response:
    """Return an error as the API shapes it."""
    return httpx2.Response(
        number, json={"error": {"message": message, "type": None, "param": None, "code": None} | error}, headers=headers
    )


class Line:
    """What is at the other end: gives its answers one after the other, the last one for ever, and keeps what it was sent."""

    def __init__(self, *answers: Answer | Callable[[dict[str, Any]], Answer]) -> None:
        self._answers = list(answers)
        self.requests: list[httpx2.Request] = []
        self.waits: list[float] = []

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """Return the body of every request so far."""
        return [json.loads(request.content) for request in self.requests]

    def engine(self, **changes: Any) -> OpenAICompatible:  # noqa: ANN401  # any setting of the engine
        """Return an engine on this line, whose waits take no time."""
        settings: dict[str, Any] = {
            "model": "test-model",
            "prompts": Prompts(),
            "api_key": SecretStr(KEY),
            "transport": httpx2.MockTransport(self._answer),
            "sleep": self._sleep,
        }
        return OpenAICompatible(**(settings | changes))

    def write(self, assignment: Assignment | None = None, **changes: Any) -> Reply:  # noqa: ANN401  # any setting of the engine
        """Return what a fresh engine on this line writes."""
        return run(self.engine(**changes), assignment)

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        answer = self._answers[0] if len(self._answers) == 1 else self._answers.pop(0)
        if callable(answer) and not isinstance(answer, Exception):
            answer = answer(json.loads(request.content))
        if isinstance(answer, Exception):
            raise answer
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)


def run(engine: OpenAICompatible, assignment: Assignment | None = None) -> Reply:
    """Return one draft of an engine, closing it."""

    async def write() -> Reply:
        try:
            return await engine.write(assignment or Assignment(brief()))
        finally:
            await engine.aclose()

    return asyncio.run(write())
