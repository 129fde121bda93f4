"""What was spent on drafting, whatever came of it: one row for each message that a model was asked for, and no word of any."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Integer, cast, func, insert, select

from outreach.domain.draft import Usage
from outreach.domain.value import Value
from outreach.store.tables import spending
from outreach.store.transactions import reading, writing

if TYPE_CHECKING:
    from sqlalchemy import Engine

TOKENS = ("prompt_tokens", "cached_tokens", "cache_write_tokens", "completion_tokens")


class Came(StrEnum):
    """What came of the tokens: a message that was cleared, one that was held, or none at all."""

    CLEARED = "cleared"
    HELD = "held"
    FAILED = "failed"


class Spent(Value):
    """So many messages of one day, engine and wording of the prompts ("draft:1a2b3c4d", one after the other), and their tokens.

    `counted` is for how many of them the server counted tokens.
    """

    day: dt.date
    engine: str
    prompts: str
    came: Came
    messages: int
    counted: int
    usage: Usage


class Spending:
    """What was spent, day by day."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, day: dt.date, engine: str, prompts: str, came: Came, usage: Usage) -> None:
        """Write down what one message took."""
        row = {"day": day, "engine": engine, "prompts": prompts, "came": came.value, **usage.model_dump()}
        with writing(self._engine) as connection:
            connection.execute(insert(spending).values(row))

    def since(self, day: dt.date | None) -> tuple[Spent, ...]:
        """Return what was spent on a day and after it (None: ever), by day, engine, prompts and outcome."""
        keys = (spending.c.day, spending.c.engine, spending.c.prompts, spending.c.came)
        sums = (func.sum(spending.c[name]).label(name) for name in TOKENS)
        counted = func.sum(cast(spending.c.counted, Integer)).label("counted")
        query = select(*keys, func.count().label("messages"), counted, *sums).group_by(*keys).order_by(*keys)
        if day is not None:
            query = query.where(spending.c.day >= day)
        with reading(self._engine) as connection:
            return tuple(
                Spent(
                    day=row.day, engine=row.engine, prompts=row.prompts, came=Came(row.came), messages=row.messages,
                    counted=row.counted,
                    usage=Usage(**{name: getattr(row, name) for name in TOKENS}, counted=row.counted > 0),
                )
                for row in connection.execute(query)
            )  # fmt: skip
