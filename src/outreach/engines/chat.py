"""A chat model behind any OpenAI-compatible API: one prompt goes in, one answer in the form asked for comes out.

1. An answer is not streamed; its words are SecretStr from the moment they are read.
2. No exception leaves with words, a prompt or the key: not in its text, not in a cause, not in a frame below `ask`.
3. What an answer may be, and what it may not be, is read here and not in the SDK: `create` gets a precomputed response format.
"""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import httpx2
import openai

from outreach.domain.draft import Usage
from outreach.engines import answer, faults
from outreach.engines.ladder import Ladder
from outreach.engines.retries import RETRIES, again
from outreach.errors import EngineError, OutreachError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from pydantic import SecretStr

    from outreach.engines.answer import Answer
    from outreach.engines.endpoint import Endpoint
    from outreach.engines.ladder import Form, Shape
    from outreach.prompting.render import Prompt

    Observe = Callable[[int, Mapping[str, str], float], None]

T = TypeVar("T")

TIMEOUT: Final = 60.0
_CONNECTIONS: Final = 32
_CONNECT: Final = 10.0


class Chat:
    """Asks one endpoint for answers of one form. It serves one event loop at a time and may be used by many tasks at once."""

    def __init__(  # noqa: PLR0913  # keyword-only: an endpoint, its limits, and what stands in for the world in tests
        self,
        endpoint: Endpoint,
        form: Form,
        *,
        timeout: float = TIMEOUT,
        retries: int = RETRIES,
        observe: Observe | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Keep what is needed; nothing is connected yet.

        `timeout` is in seconds for one whole request, `retries` how often a passing fault is tried again. `observe` is told
        of each answer: its status, its headers, and the monotonic time at which its request was sent. `transport` and `sleep`
        stand in for the network and the clock in tests.
        """
        self._endpoint = endpoint
        self._form = form
        self._timeout = timeout
        self._retries = retries
        self._observe = observe
        self._transport = transport
        self._sleep = sleep
        self._ladder = Ladder(is_openai=endpoint.is_openai)
        self._client: openai.AsyncOpenAI | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def ask(
        self, prompt: Callable[[], Prompt], read: Callable[[SecretStr], T | None], *, tokens: int | None = None
    ) -> tuple[T, Usage]:
        """Return what `read` makes of an answer, and the tokens taken; raise EngineError when there is none.

        `prompt` renders what is sent, and its errors are raised as they are. `read` returns None for words that are not in the
        form asked for, and raises EngineError for those that are a no. Over `tokens` nothing more is sent.
        """
        outcome = await self._outcome(prompt, read, tokens)
        if isinstance(outcome, BaseException):
            # Raised here and not where it came up: the frames below hold prompts and replies.
            raise outcome
        return outcome

    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        client, loop, self._client = self._client, self._loop, None
        if client is not None and loop is asyncio.get_running_loop():
            await client.close()

    async def _outcome(
        self, prompt: Callable[[], Prompt], read: Callable[[SecretStr], T | None], tokens: int | None
    ) -> tuple[T, Usage] | BaseException:
        """Return an answer, or the error to raise, stripped of the frames and the errors that it came through."""
        spent: list[Usage] = []
        try:
            return await self._descend(prompt(), read, tokens, spent), _total(spent)
        except OutreachError as error:
            return _charged(_bare(error), spent)
        except Exception as error:  # noqa: BLE001  # whatever it is, it may hold words
            return _charged(faults.explain(error, self._endpoint, self._form, self._timeout), spent)
        except BaseException as error:  # noqa: BLE001  # a cancelled request is raised again by the caller
            return _bare(error)

    async def _descend(self, prompt: Prompt, read: Callable[[SecretStr], T | None], tokens: int | None, spent: list[Usage]) -> T:
        """Ask, one step down the ladder each time that the answer is not in the form asked for.

        What each answer took is added to `spent`, whatever comes of it.
        """
        shape: Shape | None = self._ladder.shape
        while shape is not None and (tokens is None or _total(spent).total < tokens):
            got, shape = await self._answer(prompt, shape)
            spent.append(got.usage)
            self._refuse(got, prompt)
            made = read(got.content)
            if made is not None:
                self._ladder.keep(shape)
                return made
            shape = shape.lower()
        raise faults.unreadable(self._endpoint)

    def _refuse(self, got: Answer, prompt: Prompt) -> None:
        """Raise EngineError for an answer that is a no, was cut off, or has no words."""
        if got.refused:
            raise faults.refused(self._endpoint, self._form)
        if got.finish == "content_filter":
            raise faults.filtered(self._endpoint, self._form)
        if got.finish == "length":
            raise faults.cut_off(self._endpoint, prompt.budgets.completion_tokens)
        if not got.content.get_secret_value().strip():
            raise faults.empty(self._endpoint)

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
        body = shape.request(prompt, self._form)
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
            raise faults.not_a_completion(self._endpoint, self._form, is_page=False)
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


def _hooks_of(observe: Observe) -> dict[str, list[Callable[..., Awaitable[None]]]]:
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
