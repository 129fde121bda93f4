"""Ids for people whom nobody gave one: out of the name, the same each time the same person is brought."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 40


def ids_for(name: str, address: str | None = None, handle: str | None = None) -> Iterator[str]:
    """Yield ids for a person, the plainest first: "ana-silva", then one with a mark of who they are, then numbered ones.

    The mark comes from address, handle and name, so that a second import of the same file comes to the same id.
    """
    stem = _slug(name) or _slug((address or "").partition("@")[0]) or "person"
    yield stem
    who = "\n".join(part.casefold() for part in (address or "", handle or "", name))
    marked = f"{stem}-{hashlib.sha256(who.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
    yield marked
    number = 2
    while True:
        yield f"{marked}-{number}"
        number += 1


def _slug(text: str) -> str:
    """Return the ASCII letters and digits of a text in small letters, with hyphens between its words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")
