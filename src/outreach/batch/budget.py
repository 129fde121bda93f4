"""What a run may spend. A row starts only while all that is in flight, at its most, still fits.

So a run never spends more than it may, but for rows whose tokens were estimated too low; what was done is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.domain.draft import Usage

if TYPE_CHECKING:
    from outreach.domain.prices import Price


@dataclass(slots=True)
class Budget:
    """The bounds of a run (None: unbounded) and what of them is spent and set aside.

    `tokens` counts prompt and completion together, `cost` is in the currency of the price table.
    """

    tokens: int | None = None
    cost: float | None = None
    price: Price | None = None
    spent: Usage = field(default_factory=Usage)
    set_aside: Usage = field(default_factory=Usage)

    def take(self, most: Usage) -> bool:
        """Set aside the most that a row can take and return True, or return False when it does not fit."""
        would = self.spent + self.set_aside + most
        if self.tokens is not None and would.total > self.tokens:
            return False
        if self.cost is not None and self.price is not None and self.price.of(would) > self.cost:
            return False
        self.set_aside += most
        return True

    def settle(self, most: Usage, took: Usage) -> None:
        """Give back what was set aside for a row, and count what it took (its most, where the server sent no count)."""
        self.set_aside = Usage(
            prompt_tokens=self.set_aside.prompt_tokens - most.prompt_tokens,
            completion_tokens=self.set_aside.completion_tokens - most.completion_tokens,
        )
        self.spent += took if took.counted or not most.total else most

    @property
    def money(self) -> float | None:
        """Return what was spent, in the currency of the price table; None without a price."""
        return self.price.of(self.spent) if self.price is not None else None
