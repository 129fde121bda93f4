"""Tokens that were spent on an error: a reply that is no draft has its price all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.draft import Usage

if TYPE_CHECKING:
    from outreach.errors import EngineError


def charge(error: EngineError, usage: Usage) -> None:
    """Add tokens to those that an error has cost."""
    kinds = (usage.cached_tokens, usage.cache_write_tokens, usage.completion_tokens)
    error.tokens += usage.total
    error.kinds = tuple(had + more for had, more in zip(error.kinds, kinds, strict=True))


def charged(error: EngineError) -> Usage:
    """Return the tokens that an error has cost."""
    cached, written, completion = error.kinds
    return Usage(
        prompt_tokens=error.tokens - completion,
        cached_tokens=cached,
        cache_write_tokens=written,
        completion_tokens=completion,
        counted=error.tokens > 0,
    )
