"""What tokens cost: a table in `outreach.yaml` with the day on which it was true. Without one nothing is said of money."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pydantic import Field

from outreach.domain.cleaning import Line
from outreach.domain.value import Value

if TYPE_CHECKING:
    from outreach.domain.draft import Usage

_MILLION = 1_000_000


class Price(Value):
    """The price of one model, for a million tokens of each kind, in the table's currency.

    Tokens read from a cache cost `cached`, those written to one `cache_write` (both: like `prompt` where they are left out).
    `batch` is the share of all these that a request costs in a batch.
    """

    prompt: float = Field(ge=0)
    completion: float = Field(ge=0)
    cached: float | None = Field(default=None, ge=0)
    cache_write: float | None = Field(default=None, ge=0)
    batch: float = Field(default=0.5, ge=0, le=1)

    def of(self, usage: Usage) -> float:
        """Return what the tokens of some replies cost."""
        cached = self.prompt if self.cached is None else self.cached
        write = self.prompt if self.cache_write is None else self.cache_write
        plain = max(0, usage.prompt_tokens - usage.cached_tokens - usage.cache_write_tokens)
        prompt = plain * self.prompt + usage.cached_tokens * cached + usage.cache_write_tokens * write
        return (prompt + usage.completion_tokens * self.completion) / _MILLION


class Prices(Value):
    """A price table: per model, in a currency, as of a day."""

    date: dt.date
    currency: Line = "USD"
    models: dict[str, Price] = Field(default_factory=dict)

    def of(self, engine: str) -> Price | None:
        """Return the price of an engine's model ("openai:NAME"), None where the table has none."""
        return self.models.get(engine.partition(":")[2])
