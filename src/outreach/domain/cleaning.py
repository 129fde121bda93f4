"""Cleaning of outside text at the door.

Everything that people, files, pages or models hand in passes through here before it is kept. What is removed can only hide,
reorder or command: control characters (C0 and C1, ESC among them), zero-width and other format characters, bidirectional
marks and overrides, Unicode tag characters, variation selectors that carry no emoji, lone surrogates and private-use
characters. Letters and signs that look like nothing (fillers, an empty braille cell) become blanks. What a reader would see stays
letter for letter.
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
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Fillers and the empty braille cell: letters and signs by their category, and nothing to see."""
_UNSEEN = frozenset("\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
"""Marks by their category that change nothing that is seen."""
_KEYCAPS = frozenset("0123456789#*")


def clean_passage(value: object) -> object:
    """Return text without characters that hide, reorder or command, with plain line feeds. Other values pass."""
    if not isinstance(value, str):
        return value
    if value.isascii() and value.isprintable():
        return value.strip()
    text = value.replace("\r\n", "\n")
    kept: list[str] = [""]
    for index, character in enumerate(text):
        seen = _seen(character, kept[-1], text[index + 1 : index + 2])
        if seen:
            kept.append(seen)
    return "".join(kept).strip()


def _seen(character: str, before: str, after: str) -> str:
    """Return what is kept of a character after the one kept before it and before the next: itself, a blank, or nothing."""
    character = _LINE_BREAKS.get(character, character)
    if character == "\n":
        return "\n"
    if character == "\t" or character in _BLANK:
        return " "
    if _is_selector(character):
        # What makes a pictograph or a keycap of the character before it is seen; all others hide.
        return character if character in "\ufe0e\ufe0f" and (_is_pictograph(before) or before in _KEYCAPS) else ""
    if character == _JOINER:
        # A joiner inside an emoji sequence is part of what is seen; anywhere else it hides.
        return character if (_is_pictograph(before) or before == "\ufe0f") and _is_pictograph(after) else ""
    return "" if character in _UNSEEN or unicodedata.category(character) in _HIDING else character


def clean_line(value: object) -> object:
    """Return text as `clean_passage` does, on one line with single blanks. Other values pass unchanged."""
    cleaned = clean_passage(value)
    return " ".join(cleaned.split()) if isinstance(cleaned, str) else cleaned


def _is_pictograph(character: str) -> bool:
    """Tell a pictograph, or a modifier of one, by its Unicode category."""
    return bool(character) and character not in _BLANK and unicodedata.category(character) in {"So", "Sk"}


def _is_selector(character: str) -> bool:
    """Tell a variation selector."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


Line = Annotated[str, BeforeValidator(clean_line), StringConstraints(min_length=1, max_length=LINE_LENGTH)]
Passage = Annotated[str, BeforeValidator(clean_passage), StringConstraints(min_length=1, max_length=PASSAGE_LENGTH)]
Identifier = Annotated[str, BeforeValidator(clean_line), StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
