"""Deterministic choice: the same contact and offer always meet the same wording, on every machine and in every run.

Python's own `hash()` is salted for each process, so the number comes from SHA-256. Each slot of a message draws its own
number; a repair steps every draw on by one, so that no wording of the held draft comes back while there is another.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
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
        """Return one of the items (at least one) for the slot; the next one, cyclically, for each further step."""
        return among[(_number(self.seed, slot) + self.step) % len(among)]


def _number(*words: str) -> int:
    """Return a number from 0 to 2^64 - 1 that depends on nothing but the words; their borders count."""
    digest = hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big")
