"""The form under which a word is compared, and words that are one word in another spelling.

Spellings that differ by country are brought to the British one before the stem is taken ("organize" has another stem than
"organise"). What nobody listed is compared by letter trigrams with Dice's coefficient (Angell, Freund and Willett 1983).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from outreach.lint.words import stem
from outreach.yaml_file import parse_yaml

SHORTEST = 5
"""Shorter words are too easily one letter away from another word."""
LEAST = 0.7
_SOUNDED = {"size", "prize", "seize", "capsize", "maize", "assize", "bulldoze", "resize", "downsize"}
_ENDINGS = ("ize", "izes", "ized", "izer", "izers", "izing", "ization", "izations", "yze", "yzes", "yzed", "yzing")


class _Exceptions(NamedTuple):
    """Words that keep their own form, and the British spelling of words that are written otherwise elsewhere."""

    apart: frozenset[str]
    british: dict[str, str]


@lru_cache(maxsize=1 << 16)
def form(word: str) -> str:
    """Return the form under which a word is compared: its stem, or the word itself where its stem would mix it up."""
    low = word.lower().replace("\u2019", "'").removesuffix("'s")
    low = _british(low)
    apart = _exceptions().apart
    for singular in (low, low.removesuffix("s"), f"{low[:-3]}y" if low.endswith("ies") else low):
        if singular in apart:
            return singular
    return stem(low)


def trigrams(word: str) -> frozenset[str]:
    """Return the letter trigrams of a word with a blank before and after it."""
    padded = f" {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def likeness(first: str, second: str) -> float:
    """Return how like two words are written: Dice's coefficient of their trigrams, or that the one ends in the other.

    0 below `LEAST`, for words that begin otherwise, and for short ones. A compound ("glassblower") is as like as its last part.
    """
    if min(len(first), len(second)) < SHORTEST:
        return 0.0
    if (first.endswith(second) or second.endswith(first)) and abs(len(first) - len(second)) > 2:
        return LEAST
    if first[0] != second[0]:
        return 0.0
    one, other = trigrams(first), trigrams(second)
    dice = 2 * len(one & other) / (len(one) + len(other))
    return dice if dice >= LEAST else 0.0


def _british(word: str) -> str:
    known = _exceptions().british.get(word)
    if known is not None:
        return known
    ending = next((ending for ending in _ENDINGS if word.endswith(ending)), None)
    if ending is None or len(word) - len(ending) < 3 or word in _SOUNDED:
        return word
    return word[: -len(ending)] + ending.replace("z", "s", 1)


@lru_cache(maxsize=1)
def _exceptions() -> _Exceptions:
    text = Path(__file__).with_name("data").joinpath("words.yaml").read_text(encoding="utf-8")
    data: dict[str, str] = parse_yaml(text, "words.yaml").data["words"]
    pairs = [pair.split() for pair in data["british"].split(",")]
    british = {elsewhere: here for here, elsewhere in pairs}
    plurals = {f"{elsewhere}s": f"{here}s" for elsewhere, here in british.items()}
    return _Exceptions(frozenset(word.strip() for word in data["apart"].split(",")), plurals | british)
