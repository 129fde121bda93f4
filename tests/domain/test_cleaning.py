"""Outside text is cleaned at the door."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.cleaning import clean_line, clean_passage

HIDING = {
    "escape": "a\x1b[31mb",
    "window title": "a\x1b]0;evil\x07b",
    "clipboard": "a\x1b]52;c;ZXZpbA==\x07b",
    "C1": "a\x9b31mb",
    "zero width": "a\u200bb\u2060c\ufeff",
    "bidi": "a\u202eb\u2066c\u2069",
    "tag characters": "a\U000e0041\U000e0042b",
    "lone surrogate": "a\ud800b",
    "private use": "a\ue000b",
    "NUL": "a\x00b",
    "variation selectors": "a\ufe00\ufe0f\U000e0100b",
    "a joiner of graphemes": "a\u034fb",
}


@pytest.mark.parametrize("text", HIDING.values(), ids=HIDING)
def test_what_hides_reorders_or_commands_is_removed(text: str) -> None:
    """No character of these kinds is left, and the letters are."""
    cleaned = clean_line(text)
    assert isinstance(cleaned, str)
    assert "a" in cleaned
    assert "b" in cleaned
    assert not set(cleaned) & set("\u034f\ufe00\ufe0f\U000e0100")
    assert not {unicodedata.category(character) for character in cleaned} & {"Cc", "Cf", "Cs", "Co", "Cn"}


@pytest.mark.parametrize("blank", ["\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"])
def test_what_looks_like_nothing_is_a_blank(blank: str) -> None:
    """Fillers are letters by their category, and would part a word or pass for an empty field."""
    assert clean_line(f"a{blank}b") == "a b"
    assert clean_line(blank) == ""


def test_what_a_reader_sees_stays() -> None:
    """Accents, other scripts, emoji sequences and punctuation are kept letter for letter."""
    text = "Zoë Ångström — 你好, Ιωάννης, «да», 👩\u200d🔬 & ❤️ 1️⃣ [/] {{x}}"
    assert clean_line(text) == text


def test_lines_and_passages_differ_in_line_breaks_only() -> None:
    """A line has single blanks; a passage keeps its line breaks, as plain line feeds."""
    assert clean_passage("one\r\ntwo\u2028three\tfour") == "one\ntwo\nthree four"
    assert clean_line(" one\r\n two\u2028three\tfour ") == "one two three four"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Cleaning is idempotent and never raises."""
    once = clean_passage(text)
    assert clean_passage(once) == once
    line = clean_line(text)
    assert clean_line(line) == line


@pytest.mark.parametrize("value", [None, 3, ["a"], {"a": 1}])
def test_other_values_pass(value: object) -> None:
    """What is no text is left for the value's own validation."""
    assert clean_line(value) == value
