"""A chat model behind any OpenAI-compatible API: one prompt goes in, one answer in the form asked for comes out.

1. An answer is not streamed; its words are SecretStr from the moment they are read.
2. No exception leaves with words, a prompt or the key: not in its text, not in a cause, not in a frame below `ask`.
3. What an answer may be, and what it may not be, is read here and not in the SDK: the body goes out as it is, and not through
   `create`, which goes over every key of it first and takes as long as the rest of a request.
"""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Required, Self, TypedDict, TypeVar, Unpack

import httpx2
import openai
from openai.types.chat import ChatCompletion

from outreach.domain.charging import charge
from outreach.domain.draft import Usage
from outreach.engines import answer, faults
from outreach.engines.client import client_of
from outreach.engines.endpoint import OPENAI, Endpoint
from outreach.engines.ladder import Ladder
from outreach.engines.retries import RETRIES, again
from outreach.errors import EngineError, OutreachError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from pydantic import SecretStr

    from outreach.engines.answer import Answer
    from outreach.engines.ladder import Form, Shape
    from outreach.prompting.render import Prompt

    Observe = Callable[[int, Mapping[str, str], float], None]

T = TypeVar("T")

TIMEOUT: Final = 60.0
_CONNECT: Final = 10.0


class _Limits(TypedDict, total=False):
    timeout: float
    retries: int
    observe: Observe | None
    transport: httpx2.AsyncBaseTransport | None
    sleep: Callable[[float], Awaitable[None]]


class Reach(_Limits, total=False):
    """How a model is reached: where, with which key, within which limits; `Endpoint.of` and `Chat` say what each means."""

    model: Required[str]
    base_url: str
    api_key: SecretStr | None


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
        self.endpoint = endpoint
        self._form = form
        self._timeout = timeout
        self._retries = retries
        self._observe = observe
        self._transport = transport
        self._sleep = sleep
        self._ladder = Ladder(is_openai=endpoint.is_openai)
        self._client: openai.AsyncOpenAI | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @classmethod
    def reaching(
        cls, form: Form, *, model: str, base_url: str = OPENAI, api_key: SecretStr | None = None, **limits: Unpack[_Limits]
    ) -> Self:
        """Return what asks a model for answers of a form; raise BadInput for no address, and EngineRefused for a missing key."""
        return cls(Endpoint.of(model=model, base_url=base_url, api_key=api_key), form, **limits)

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

    def body(self, prompt: Prompt) -> dict[str, Any]:
        """Return the body of the request that `ask` would send first for a prompt, for those who carry it there another way."""
        return self._body(prompt, self._ladder.shape)

    def take(self, completion: object, read: Callable[[SecretStr], T | None]) -> tuple[T, Usage]:
        """Return what `read` makes of a decoded completion that came another way, as `ask` does with those that it fetches."""
        outcome = self._taken(completion, read)
        if isinstance(outcome, BaseException):
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
        except BaseException as error:  # noqa: BLE001  # a cancelled request is raised again by the caller
            return _charged(self._explained(error), spent)

    def _taken(self, completion: object, read: Callable[[SecretStr], T | None]) -> tuple[T, Usage] | BaseException:
        """Return what `read` makes of a completion, or the error to raise, stripped as in `_outcome`."""
        got = answer.read(completion)
        if got is None:
            return faults.not_a_completion(self.endpoint, self._form, is_page=False)
        try:
            self._refuse(got, got.usage.completion_tokens)
            made = read(got.content)
        except BaseException as error:  # noqa: BLE001  # as in `_outcome`
            return _charged(self._explained(error), [got.usage])
        return (made, got.usage) if made is not None else _charged(faults.unreadable(self.endpoint), [got.usage])

    def _explained(self, error: BaseException) -> BaseException:
        """Return the error to raise for another, without frames: our own and a stop as they are, a fault as a sentence."""
        if isinstance(error, OutreachError) or not isinstance(error, Exception):
            return _bare(error)
        return faults.explain(error, self.endpoint, self._form, self._timeout)

    async def _descend(self, prompt: Prompt, read: Callable[[SecretStr], T | None], tokens: int | None, spent: list[Usage]) -> T:
        """Ask, one step down the ladder each time that the answer is not in the form asked for.

        What each answer took is added to `spent`, whatever comes of it.
        """
        shape: Shape | None = self._ladder.shape
        while shape is not None and (tokens is None or _total(spent).total < tokens):
            got, shape = await self._answer(prompt, shape)
            spent.append(got.usage)
            self._refuse(got, prompt.budgets.completion_tokens)
            made = read(got.content)
            if made is not None:
                self._ladder.keep(shape)
                return made
            shape = shape.lower()
        raise faults.unreadable(self.endpoint)

    def _refuse(self, got: Answer, tokens: int) -> None:
        """Raise EngineError for an answer that is a no, was cut off (after so many tokens), or has no words."""
        if got.refused:
            raise faults.refused(self.endpoint, self._form)
        if got.finish == "content_filter":
            raise faults.filtered(self.endpoint, self._form)
        if got.finish == "length":
            raise faults.cut_off(self.endpoint, tokens)
        if not got.content.get_secret_value().strip():
            raise faults.empty(self.endpoint)

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
        body = self._body(prompt, shape)
        try:
            async with asyncio.timeout(self._timeout):
                completion = await self._connected().post("/chat/completions", cast_to=ChatCompletion, body=body)
        except openai.APIResponseValidationError as error:
            # Strict validation is what tells an HTML page from an answer; an answer with a field amiss is still one.
            got = answer.read(error.body)
            if got is None:
                raise
            return got
        got = answer.read(completion)
        if got is None:
            raise faults.not_a_completion(self.endpoint, self._form, is_page=False)
        return got

    def _body(self, prompt: Prompt, shape: Shape) -> dict[str, Any]:
        return {"model": self.endpoint.model, **shape.request(prompt, self._form)}

    def _connected(self) -> openai.AsyncOpenAI:
        """Return the client of the running event loop."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client, self._loop = self._new_client(), loop
        return self._client

    def _new_client(self) -> openai.AsyncOpenAI:
        timeout = httpx2.Timeout(self._timeout, connect=min(_CONNECT, self._timeout))
        hooks = _hooks_of(self._observe) if self._observe else {}
        # Whoever asks bounds how many requests are in flight; a request that waits for a connection would time out.
        return client_of(self.endpoint, timeout, connections=None, transport=self._transport, hooks=hooks)


def _total(spent: list[Usage]) -> Usage:
    return sum(spent, Usage())


def _charged(error: BaseException, spent: list[Usage]) -> BaseException:
    """Return an engine's error with the tokens that were spent on it."""
    if isinstance(error, EngineError):
        charge(error, _total(spent))
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
