"""Cleaning of outside text at the door.

Everything that people, files, pages or models hand in passes through here before it is kept. What is removed can only hide,
reorder or command: control characters (C0 and C1, ESC among them), zero-width and other format characters, bidirectional
marks and overrides, Unicode tag characters, variation selectors that carry no emoji, lone surrogates and private-use
characters. What a reader would see stays letter for letter.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

LINE_LENGTH = 300
PASSAGE_LENGTH = 4000

_HIDING = {"Cc", "Cf", "Cs", "Co", "Cn"}
_LINE_BREAKS = {"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\r": "\n", "\v": "\n", "\f": "\n"}
_JOINER = "\u200d"


def clean_passage(value: object) -> object:
    """Return text without characters that hide, reorder or command, with plain line feeds. Other values pass."""
    if not isinstance(value, str):
        return value
    if value.isascii() and value.isprintable():
        return value.strip()
    text = value.replace("\r\n", "\n")
    kept: list[str] = []
    for index, character in enumerate(text):
        replacement = _LINE_BREAKS.get(character, character)
        if replacement in {"\n", "\t"}:
            kept.append("\n" if replacement == "\n" else " ")
        elif character == _JOINER:
            # A joiner inside an emoji sequence is part of what is seen; anywhere else it hides.
            if _is_emoji(text[index - 1 : index]) and _is_emoji(text[index + 1 : index + 2]):
                kept.append(character)
        elif unicodedata.category(character) not in _HIDING:
            kept.append(character)
    return "".join(kept).strip()


def clean_line(value: object) -> object:
    """Return text as `clean_passage` does, on one line with single blanks. Other values pass unchanged."""
    cleaned = clean_passage(value)
    return " ".join(cleaned.split()) if isinstance(cleaned, str) else cleaned


def _is_emoji(character: str) -> bool:
    """Tell a pictograph (or its presentation selector) by its Unicode category."""
    return bool(character) and (unicodedata.category(character) in {"So", "Sk"} or character == "\ufe0f")


Line = Annotated[str, BeforeValidator(clean_line), StringConstraints(min_length=1, max_length=LINE_LENGTH)]
Passage = Annotated[str, BeforeValidator(clean_passage), StringConstraints(min_length=1, max_length=PASSAGE_LENGTH)]
Identifier = Annotated[str, BeforeValidator(clean_line), StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
