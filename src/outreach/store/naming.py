"""Ids that nobody chose: of a fact by its words, of a kept draft by chance."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from outreach.store.keys import tokens

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST = 40


def fact_id(text: str, taken: Collection[str]) -> str:
    """Return a short id for a fact from its first words ("looks-for-a-booker"), with a number where it is in use."""
    words = [word for word in tokens(text) if word.isascii()][:5]
    stem = "-".join(words)[:_LONGEST].rstrip("-") or "fact"
    number, id_ = 1, stem
    while id_ in taken:
        number += 1
        id_ = f"{stem}-{number}"
    return id_


def draft_id() -> str:
    """Return an id that no other draft has."""
    return f"d{secrets.token_hex(8)}"
