"""Ask a model server whether it is there, whether it accepts the key, and which models it lists; any answer says it is."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.engines.endpoint import authorization

if TYPE_CHECKING:
    import httpx2
    from pydantic import SecretStr

SECONDS = 3.0
MOST_BYTES = 1_000_000
"""A longer answer is no list of models."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What came of asking: whether a server answered, in words what happened, and the ids of the models that it lists.

    `accepted` tells whether it took the key; None where none was sent, or where the answer says nothing of it.
    """

    answered: bool
    says: str
    models: tuple[str, ...] = ()
    accepted: bool | None = None


def reach(base_url: str, key: SecretStr | None = None) -> Reached:
    """Return what the server at a base URL answers to a request for its models, within three seconds.

    The key goes to that address and to no other: a redirect is not followed.
    """
    import httpx2  # noqa: PLC0415  # 130 ms that only a configured server should cost

    shown, headers = _without_password(base_url), authorization(key)
    try:
        with httpx2.stream(
            "GET", f"{base_url.rstrip('/')}/models", headers=headers, timeout=SECONDS, follow_redirects=False
        ) as answer:
            accepted = _accepted(answer.status_code) if headers else None
            return Reached(True, f"{shown} answers", _models(answer), accepted)
    except httpx2.TimeoutException:
        return Reached(False, f"{shown} did not answer within {SECONDS:.0f} seconds")
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        return Reached(False, f"{shown} cannot be reached ({type(error).__name__})")


def _accepted(status: int) -> bool | None:
    """Tell by the status of an answer whether a key was taken; an answer of another kind says nothing of it."""
    if status in {401, 403}:
        return False
    return True if 200 <= status < 300 else None


def _models(answer: httpx2.Response) -> tuple[str, ...]:
    """Return the ids of a model list as OpenAI-compatible servers give it; nothing when the answer is something else."""
    body = b""
    until = time.monotonic() + SECONDS
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > MOST_BYTES or time.monotonic() > until:
            return ()
    try:
        return tuple(str(row["id"]) for row in json.loads(body)["data"])
    except (ValueError, KeyError, TypeError):
        return ()


def _without_password(url: str) -> str:
    """Return a URL without what stands before an @ in its host: it may be a password."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path.partition('?')[0]}"
