"""What people are known, sorted and searched by: normal forms of names, addresses, handles and search words."""

from __future__ import annotations

import hashlib
import unicodedata

_LONGEST_KEY = 200
_LONGEST_TOKEN = 64
_MOST_WORDS = 200_000
"""Characters of search words kept for one person: PostgreSQL indexes at most a megabyte of them."""
_RUNNING = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0x20000, 0x3FFFF))
"""Scripts written without blanks (Thai, Lao, Burmese, Khmer, Kana, Han): each of their characters is a search word."""


def address_key(address: str | None) -> str | None:
    """Return the normal form of a mail address: two addresses are the same when this is. None and blanks give None."""
    return _key(address or "")


def handle_key(handle: str | None) -> str | None:
    """Return the normal form of a handle, without the @ before it. None and blanks give None."""
    return _key(handle or "", before="@")


def sort_name(name: str) -> str:
    """Return what a name is sorted and compared by: without case and accents, at most 200 characters."""
    return " ".join(_folded(name).split())[:_LONGEST_KEY]


def tokens(text: str) -> tuple[str, ...]:
    """Return the search words of a text in its order, each once: runs of letters and digits without case and accents."""
    spaced = "".join(_spaced(character) for character in _folded(text))
    return tuple(dict.fromkeys(token[:_LONGEST_TOKEN] for token in spaced.split()))


def search_words(texts: list[str]) -> str:
    """Return the search words of all texts with blanks between, as they are kept beside a person."""
    words = " ".join(dict.fromkeys(token for text in texts for token in tokens(text)))
    return words if len(words) <= _MOST_WORDS else words[:_MOST_WORDS].rsplit(" ", 1)[0]


def _key(text: str, before: str = "") -> str | None:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).strip().lstrip(before).strip()
    if len(folded) > _LONGEST_KEY:
        # An index takes keys of limited length; a digest of a long one is as good to compare by.
        return "sha256:" + hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()
    return folded or None


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def _spaced(character: str) -> str:
    if not character.isalnum():
        return " "
    point = ord(character)
    return f" {character} " if point >= 0x0E00 and any(low <= point <= high for low, high in _RUNNING) else character
