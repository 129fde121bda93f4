"""Counting tokens: never a download, never a crash, never a hang."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.prompting import tokens
from outreach.prompting.tokens import Count, count, describe, upper_bound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MESSAGE = (
    "Hello Nia,\n\nI can offer you a proofread of your Welsh captions: Megan, who reads Welsh for us, has two afternoons free in "
    "March. Your newsletter said that you look for a proofreader for the spring catalogue.\n\nBest wishes,\nInes"
)
EXACT = 51
"""The tokens of that message in o200k_base, as tiktoken 0.14.0 counts them."""


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Make the one place where the vocabulary may lie an empty folder."""
    monkeypatch.setattr(tokens, "_places", lambda: iter((tmp_path / tokens.VOCABULARY,)))
    tokens._encoding.cache_clear()
    yield tmp_path
    tokens._encoding.cache_clear()


@pytest.fixture
def bytewise(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a small vocabulary there, in which every byte is one token, and take its checksum for the right one."""
    raw = b"".join(base64.b64encode(bytes([value])) + f" {value}\n".encode() for value in range(256))
    (nowhere / tokens.VOCABULARY).write_bytes(raw)
    monkeypatch.setattr(tokens, "SIZE", len(raw))
    monkeypatch.setattr(tokens, "SHA256", hashlib.sha256(raw).hexdigest())


def test_without_the_vocabulary_a_count_says_about(nowhere: Path) -> None:
    """An estimate never passes for a count."""
    assert not count(MESSAGE).exact
    assert str(count(MESSAGE)).startswith("about ")
    assert "estimated" in describe()
    assert tokens.VOCABULARY in describe()


def test_an_estimate_is_near(nowhere: Path) -> None:
    """Within a tenth of the true number for an ordinary message."""
    assert abs(count(MESSAGE).tokens - EXACT) <= EXACT / 10


def test_with_the_vocabulary_a_count_is_exact(bytewise: None) -> None:
    """The file on this machine is used, whatever its place."""
    assert count("Hello") == Count(5, exact=True)
    assert str(count("Hello")) == "5 tokens"
    assert "exactly" in describe()


def test_a_vocabulary_with_a_wrong_checksum_is_not_used(bytewise: None, nowhere: Path) -> None:
    """Nor one that was tampered with, nor is it deleted or fetched anew."""
    path = nowhere / tokens.VOCABULARY
    path.write_bytes(path.read_bytes()[:-2] + b"9\n")
    assert not count("Hello").exact
    assert path.exists()


def test_control_tokens_in_a_text_are_text(bytewise: None) -> None:
    """The `encode` of tiktoken raises on them."""
    assert count("<|endoftext|>").tokens == 13


@pytest.mark.parametrize("text", [" " * 1_000_000, "x" * 1_000_000, "\ud800", "\0", "a\u0301" * 50_000, "é\n" * 200_000])
def test_absurd_texts_are_counted_quickly(bytewise: None, text: str) -> None:
    """A million blanks make tiktoken panic; here they are estimated."""
    before = time.monotonic()
    assert count(text).tokens >= 0
    assert time.monotonic() - before < 2


@given(st.text(max_size=400))
def test_counting_never_raises(text: str) -> None:
    """Any text has a count and a bound."""
    assert count(text).tokens >= 0
    assert upper_bound(text) >= 0


def test_the_bound_is_bytes_by_two_and_a_half() -> None:
    """Bytes of UTF-8, rounded up."""
    assert [upper_bound(text) for text in ("", "a", "abcde", "ééééé", "日本")] == [0, 1, 2, 4, 3]
    assert upper_bound(MESSAGE) > EXACT


def test_counting_opens_no_connection_and_importing_no_tiktoken() -> None:
    """The module costs nothing until somebody counts with a vocabulary."""
    code = "import sys, outreach.prompting.tokens as t; t.upper_bound('x'); assert 'tiktoken' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  # our own code
