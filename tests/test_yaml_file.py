"""Every mistake in a file gets its line and one clear sentence."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import BadInput
from outreach.text_file import MAX_BYTES, read_text
from outreach.yaml_file import parse_yaml, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = {
    "empty": ("", "x.yaml:1:1: the file is empty."),
    "unclosed list": ("a: [1", "x.yaml:2:1: is not valid YAML"),
    "alias": ("a: &b 1\nc: *b", "x.yaml:1:4: an alias (*name) is used."),
    "undefined alias": ("a: *b", "x.yaml:1:4: is not valid YAML"),
    "duplicate key": ("a: 1\nb: 2\na: 3", "x.yaml:3:1: the key 'a' stands twice."),
    "list as key": ("? [a]\n: 1", "x.yaml:1:3: a key must be a plain word."),
    "control character": ("a: \x07", "is not valid YAML"),
    "python object": ("a: !!python/object/apply:os.system [ls]", "x.yaml:1:4: is not valid YAML"),
    "tab": ("\ta: 1", "x.yaml:1:1: is not valid YAML"),
    "colon in text": ("a: b: c", "put quotes around its text"),
    "two documents": ("a: 1\n---\nb: 2", "is not valid YAML"),
}


@pytest.mark.parametrize(("text", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_clear_sentence_with_its_line(text: str, sentence: str) -> None:
    """File, line, column, what is wrong, what to do."""
    with pytest.raises(BadInput) as caught:
        parse_yaml(text, "x.yaml")
    assert sentence in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_bomb_of_aliases_or_brackets_is_refused_at_once() -> None:
    """A few lines that stand for gigabytes are refused, not expanded."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    for text in (bomb, "[" * 5000, "a: " + "{b: " * 3000):
        with pytest.raises(BadInput):
            parse_yaml(text, "x.yaml")


def test_words_stay_the_words_that_were_written() -> None:
    """No Norway problem, no octal, no dates behind one's back."""
    data = parse_yaml("a: no\nb: on\nc: 012\nd: 2026-03-01\ne: true\nf: 12:30\ng:\n", "x.yaml").data
    assert data == {"a": "no", "b": "on", "c": 12, "d": "2026-03-01", "e": True, "f": "12:30", "g": None}


def test_a_mistake_is_placed_at_the_deepest_key_that_exists() -> None:
    """A missing key is reported at the block that lacks it."""
    file = parse_yaml("offers:\n  - id: a\n    kind: gift\n", "x.yaml")
    assert str(file.mistake(("offers", 0, "kind"), "wrong")) == "x.yaml:3:5: wrong"
    assert str(file.mistake(("offers", 0, "title"), "missing")) == "x.yaml:2:5: missing"


def test_files_that_cannot_be_read_are_one_clear_sentence(tmp_path: Path) -> None:
    """Missing, folder, binary, not UTF-8, too large: each says so."""
    cases = {"binary": b"a\0b", "latin": "caf\xe9".encode("latin-1"), "huge": b"x" * (MAX_BYTES + 1)}
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
    sentences = {
        "absent": "does not exist",
        ".": "is a folder",
        "binary": "is a binary file",
        "latin": "latin:1:4: is not UTF-8 text",
        "huge": "is larger than",
    }
    for name, sentence in sentences.items():
        with pytest.raises(BadInput, match=sentence):
            read_text(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_one_may_not_read_is_one_clear_sentence(tmp_path: Path) -> None:
    """Permission denied is said in one sentence."""
    path = tmp_path / "mine.yaml"
    path.write_text("a: 1")
    path.chmod(0)
    with pytest.raises(BadInput, match="cannot be read"):
        read_yaml(path)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert read_yaml(path).data == {"a": 1}


@given(st.text(max_size=200))
def test_no_text_raises_anything_but_bad_input(text: str) -> None:
    """Whatever is in the file, the answer is data or a sentence."""
    try:
        parse_yaml(text, "x.yaml")
    except BadInput as error:
        assert str(error)  # noqa: PT017  # the point is that nothing else is raised
