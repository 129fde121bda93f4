"""Deterministic choice: the same contact and offer always meet the same wording, on every machine and in every run.

Python's own `hash()` is salted for each process, so the numbers come from SHA-256. Each slot of a message walks among its items
by itself, a length of its own at each repair: no wording of the held draft comes back in the next one while there is another,
and what two slots say together comes back hardly ever.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Choice:
    """The choices for one message: a `seed` that names it, and how many repairs came before (`step`, from 0)."""

    seed: str
    step: int = 0

    def pick(self, slot: str, among: Sequence[Item]) -> Item:
        """Return one of the items (at least one) for the slot; where there are two or more, another one at each further step."""
        at, others = _number(self.seed, slot), len(among) - 1
        for step in range(1, self.step + 1) if others else ():
            at += 1 + _number(self.seed, slot, str(step)) % others
        return among[at % len(among)]


@lru_cache(maxsize=4_096)  # the slots of one message, repair after repair: each walks over the steps of those before it
def _number(*words: str) -> int:
    """Return a number from 0 to 2^64 - 1 that depends on nothing but the words; their borders count."""
    digest = hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big")
