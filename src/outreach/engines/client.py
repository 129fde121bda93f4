"""The client of the openai package for one endpoint: it tries nothing again by itself, and takes no page for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2
import openai

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from outreach.engines.endpoint import Endpoint


def client_of(
    endpoint: Endpoint,
    timeout: httpx2.Timeout,
    *,
    connections: int | None,
    transport: httpx2.AsyncBaseTransport | None = None,
    hooks: Mapping[str, list[Callable[..., Awaitable[None]]]] | None = None,
) -> openai.AsyncOpenAI:
    """Return a client for the running event loop with so many connections at most (None: any number); `hooks` are httpx's.

    `transport` stands in for the network in tests.
    """
    limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
    return openai.AsyncOpenAI(
        api_key=endpoint.api_key.get_secret_value(),
        base_url=endpoint.base_url,
        timeout=timeout,
        max_retries=0,
        http_client=openai.DefaultAsyncHttpxClient(
            transport=transport, limits=limits, timeout=timeout, event_hooks=dict(hooks or {})
        ),
        _strict_response_validation=True,
    )
