"""The engine behind every OpenAI-compatible API: OpenAI itself, and local servers that speak the same language.

1. A reply is not streamed; its words are SecretStr from the moment they are read.
2. No exception leaves with words, a prompt or the key: not in its text, not in a cause, not in a frame below `write`.
3. What an answer may be, and what it may not be, is read here and not in the SDK: `create` gets a precomputed response format.
4. When there is no draft there is an error. Nothing is written in a model's place.
"""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING, Final

import httpx2
import openai

from outreach.domain.draft import Usage
from outreach.engines import answer, faults
from outreach.engines.base import Reply
from outreach.engines.endpoint import OPENAI, Endpoint
from outreach.engines.ladder import Ladder
from outreach.engines.reply import draft_of
from outreach.engines.retries import RETRIES, again
from outreach.errors import EngineError, OutreachError
from outreach.prompting.data import for_draft, for_repair

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from pydantic import SecretStr

    from outreach.domain.draft import Draft
    from outreach.engines.answer import Answer
    from outreach.engines.base import Assignment
    from outreach.engines.ladder import Shape
    from outreach.engines.reply import ReplyParts
    from outreach.prompting.library import Prompts
    from outreach.prompting.render import Prompt

TIMEOUT: Final = 60.0
_CONNECTIONS: Final = 32
_CONNECT: Final = 10.0


class OpenAICompatible:
    """Drafts through a chat model. One object serves one event loop at a time and may be used by many tasks at once."""

    def __init__(  # noqa: PLR0913  # keyword-only: an endpoint, its limits, and what stands in for the world in tests
        self,
        *,
        model: str,
        prompts: Prompts,
        base_url: str = OPENAI,
        api_key: SecretStr | None = None,
        timeout: float = TIMEOUT,
        retries: int = RETRIES,
        observe: Callable[[int, Mapping[str, str], float], None] | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Check the endpoint; nothing is connected yet. Raises BadInput, and EngineRefused where a key is missing.

        `timeout` is in seconds for one whole request, `retries` how often a passing fault is tried again. `observe` is told
        of each answer: its status, its headers, and the monotonic time at which its request was sent. `transport` and `sleep`
        stand in for the network and the clock in tests.
        """
        self._endpoint = Endpoint.of(model=model, base_url=base_url, api_key=api_key)
        self._prompts = prompts
        self._timeout = timeout
        self._retries = retries
        self._observe = observe
        self._transport = transport
        self._sleep = sleep
        self._ladder = Ladder(is_openai=self._endpoint.is_openai)
        self._client: openai.AsyncOpenAI | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def name(self) -> str:
        """Return the engine's name with the model."""
        return f"openai:{self._endpoint.model}"

    async def write(self, assignment: Assignment) -> Reply:
        """Return one draft; raise EngineError when there is none, and BadPrompt where a prompt cannot be used."""
        outcome = await self._outcome(assignment)
        if isinstance(outcome, BaseException):
            # Raised here and not where it came up: the frames below hold prompts and replies.
            raise outcome
        return outcome

    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        client, loop, self._client = self._client, self._loop, None
        if client is not None and loop is asyncio.get_running_loop():
            await client.close()

    async def _outcome(self, assignment: Assignment) -> Reply | BaseException:
        """Return a reply, or the error to raise, stripped of the frames and the errors that it came through."""
        spent: list[Usage] = []
        try:
            return await self._draft(assignment, spent)
        except OutreachError as error:
            return _charged(_bare(error), spent)
        except Exception as error:  # noqa: BLE001  # whatever it is, it may hold words
            return _charged(faults.explain(error, self._endpoint, self._timeout), spent)
        except BaseException as error:  # noqa: BLE001  # a cancelled request is raised again by the caller
            return _bare(error)

    async def _draft(self, assignment: Assignment, spent: list[Usage]) -> Reply:
        """Ask for a draft, one step down the ladder each time that the answer is not in the form asked for.

        What each answer took is added to `spent`, whatever comes of it; over the assignment's tokens nothing more is sent.
        """
        prompt = self._prompt(assignment)
        shape: Shape | None = self._ladder.shape
        while shape is not None and (assignment.tokens is None or _total(spent).total < assignment.tokens):
            got, shape = await self._answer(prompt, shape)
            spent.append(got.usage)
            parts = self._parts(got, prompt)
            if parts is not None:
                self._ladder.keep(shape)
                return Reply(draft_of(parts, assignment.brief), _total(spent))
            shape = shape.lower()
        raise faults.unreadable(self._endpoint)

    def _prompt(self, assignment: Assignment) -> Prompt:
        """Return the rendered prompt: `repair` where there is a draft to mend, else `draft`."""
        previous: Draft | None = assignment.previous
        if previous is None:
            return self._prompts.render("draft", for_draft(assignment.brief))
        return self._prompts.render("repair", for_repair(assignment.brief, previous, assignment.findings))

    def _parts(self, got: Answer, prompt: Prompt) -> ReplyParts | None:
        """Return the parts of an answer, None when they cannot be read; raise EngineError for an answer that is a no."""
        if got.refused:
            raise faults.refused(self._endpoint)
        if got.finish == "content_filter":
            raise faults.filtered(self._endpoint)
        if got.finish == "length":
            raise faults.cut_off(self._endpoint, prompt.budgets.completion_tokens)
        if not got.content.get_secret_value().strip():
            raise faults.empty(self._endpoint)
        parts = answer.parts(got.content)
        if parts is not None and parts.is_empty:
            raise faults.empty(self._endpoint)
        return parts

    async def _answer(self, prompt: Prompt, shape: Shape) -> tuple[Answer, Shape]:
        """Return an answer and the shape of the request that got it; what the endpoint refuses is left out and remembered."""
        while True:
            try:
                return await again(partial(self._send, prompt, shape), retries=self._retries, sleep=self._sleep), shape
            except openai.APIStatusError as error:
                less = shape.without(error)
                if less is None:
                    raise
                self._ladder.keep(less)
                shape = less

    async def _send(self, prompt: Prompt, shape: Shape) -> Answer:
        """Send one request and read its answer, within the timeout as a whole: a server may trickle for ever."""
        body = shape.request(prompt)
        try:
            async with asyncio.timeout(self._timeout):
                completion = await self._connected().chat.completions.create(model=self._endpoint.model, **body)
        except openai.APIResponseValidationError as error:
            # Strict validation is what tells an HTML page from an answer; an answer with a field amiss is still one.
            got = answer.read(error.body)
            if got is None:
                raise
            return got
        got = answer.read(completion)
        if got is None:
            raise faults.not_a_completion(self._endpoint, is_page=False)
        return got

    def _connected(self) -> openai.AsyncOpenAI:
        """Return the client of the running event loop."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client, self._loop = self._new_client(), loop
        return self._client

    def _new_client(self) -> openai.AsyncOpenAI:
        timeout = httpx2.Timeout(self._timeout, connect=min(_CONNECT, self._timeout))
        limits = httpx2.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS)
        return openai.AsyncOpenAI(
            api_key=self._endpoint.api_key.get_secret_value(),
            base_url=self._endpoint.base_url,
            timeout=timeout,
            max_retries=0,
            http_client=openai.DefaultAsyncHttpxClient(
                transport=self._transport,
                limits=limits,
                timeout=timeout,
                event_hooks=_hooks_of(self._observe) if self._observe else {},
            ),
            _strict_response_validation=True,
        )


def _total(spent: list[Usage]) -> Usage:
    return sum(spent, Usage())


def _charged(error: BaseException, spent: list[Usage]) -> BaseException:
    """Return an engine's error with the tokens that were spent on it."""
    if isinstance(error, EngineError):
        error.tokens = _total(spent).total
    return error


def _hooks_of(observe: Callable[[int, Mapping[str, str], float], None]) -> dict[str, list[Callable[..., Awaitable[None]]]]:
    """Return what makes an HTTP client tell of its answers; words are in none of what is told."""

    async def sent(request: httpx2.Request) -> None:
        request.extensions["outreach_sent"] = time.monotonic()

    async def answered(response: httpx2.Response) -> None:
        observe(response.status_code, response.headers, response.request.extensions["outreach_sent"])

    return {"request": [sent], "response": [answered]}


def _bare(error: BaseException) -> BaseException:
    """Return an error without the frames and the errors that it came through."""
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error
