"""Names and ids of people out of tables and cards: what is a person's name, and what they are kept under."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST: Final = 100
"""The most characters of a person's name."""

_LATIN: Final = str.maketrans(
    {
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00c6": "ae",
        "\u00f8": "o",
        "\u00d8": "o",
        "\u0153": "oe",
        "\u0152": "oe",
        "\u0142": "l",
        "\u0141": "l",
        "\u0111": "d",
        "\u0131": "i",
        "\u00fe": "th",
        "\u00f0": "d",
    }
)
"""Letters that do not fall apart into a Latin one and its accent."""
_NOT_A_NAME: Final = re.compile(r"^[=+@-]|[<>{}\[\]|\\@=`$]|://|\bwww\.|\.\.|\d{4}", re.IGNORECASE)
_TITLES: Final = frozenset("mr mrs ms mx dr prof professor sir dame rev".split())  # noqa: SIM905  # a list of words reads best as one


def person_name(*, whole: str, prefix: str = "", parts: tuple[str, ...] = ()) -> str:
    """Return a name for a person: the parts of it (first, middle, last) where there are any, else the whole.

    "Haddad, Nour" is turned round; a title stands before the name.
    """
    name = " ".join(part for part in parts if part) or _turned(whole)
    title = prefix.rstrip(".").lower()
    return f"{prefix} {name}" if name and title in _TITLES and not name.lower().startswith(title) else name


def fault_of(name: str) -> str:
    """Say why a text is not the name of a person, or return an empty text."""
    if not name:
        return "it has no name"
    if len(name) > LONGEST or name.count(" ") > 7:
        return "its name is longer than names are"
    if _NOT_A_NAME.search(name) or not any(letter.isalpha() for letter in name):
        return "its name has signs that no name has"
    return ""


def slug(text: str) -> str:
    """Return a text as small Latin letters and digits with hyphens between, at most 40 long; empty where nothing is left."""
    folded = unicodedata.normalize("NFKD", text.translate(_LATIN)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:40].rstrip("-")


def person_id(name: str, key: str, taken: Callable[[str], bool]) -> str:
    """Return an id that is not taken: the name as a slug, with a digest of the key (an address, a handle) where it must be."""
    stem = slug(name) or slug(key.partition("@")[0])
    if stem and not taken(stem):
        return stem
    digest = hashlib.sha256(f"{name}\0{key}".casefold().encode("utf-8", "replace")).hexdigest()
    lengths = (6, 12, 20)
    return next(id_ for length in lengths if not taken(id_ := f"{stem or 'person'}-{digest[:length]}"))


def _turned(name: str) -> str:
    """Turn "Haddad, Nour" round; leave "Nour Haddad, PhD" and lists as they are."""
    last, comma, first = name.partition(", ")
    usual = comma and "," not in first and 0 < len(first.split()) <= 2 and len(last.split()) <= 3
    return (
        f"{first} {last}"
        if usual and not re.fullmatch(r"(?:jr|sr|ph\.?d|md|m\.d|esq|msc|ba|ma|ii+|iv)\.?", first, re.IGNORECASE)
        else name
    )
