"""The clipboard: this machine's own, or the terminal's; and never an error."""

from __future__ import annotations

import base64
import io
import sys
from typing import TYPE_CHECKING, NoReturn

import pyperclip
import pytest

from outreach.cli import printing
from outreach.export.clipboard import LONGEST, for_terminal, to_clipboard
from outreach.export.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.gate import ClearedMessage


@pytest.fixture(autouse=True)
def _near(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)


def test_it_is_copied_here(cleared: Callable[[str, str], ClearedMessage], monkeypatch: pytest.MonkeyPatch) -> None:
    """The message as plain text."""
    copied: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    message = cleared("Notes", "Hello Zoë")
    assert to_clipboard(message)
    assert copied == [plain(message)]


def test_from_afar_this_machines_clipboard_is_left_alone(
    cleared: Callable[[str, str], ClearedMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody sits before it."""
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.2 50000 10.0.0.1 22")
    monkeypatch.setattr(pyperclip, "copy", lambda _: pytest.fail("it was copied"))
    assert not to_clipboard(cleared("Notes", "Hello"))


@pytest.mark.parametrize("error", [pyperclip.PyperclipException("none"), OSError("none"), RuntimeError("none")])
def test_no_clipboard_is_no_error(
    cleared: Callable[[str, str], ClearedMessage], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """The answer is no, whatever is wrong."""

    def fail(_: str) -> NoReturn:
        raise error

    monkeypatch.setattr(pyperclip, "copy", fail)
    assert not to_clipboard(cleared("Notes", "Hello"))


@pytest.mark.parametrize("body", ["Hello", "\x1b]0;title\x07\x1b[2J", "\x07\x1b\\", "é😀\ud800", "\r\n\0"])
def test_the_terminal_gets_base64_and_nothing_else(cleared: Callable[[str, str], ClearedMessage], body: str) -> None:
    """Whatever stands in a message, no character of it commands the terminal."""
    message = cleared("Notes", body)
    encoded = for_terminal(message)
    assert encoded is not None
    assert base64.b64decode(encoded, validate=True) == plain(message).encode("utf-8", "replace")


def test_more_than_terminals_take_is_not_handed_over(cleared: Callable[[str, str], ClearedMessage]) -> None:
    """They would take a part of it, or none."""
    assert for_terminal(cleared("", "x" * (LONGEST * 3 // 4 - 2))) is not None
    assert for_terminal(cleared("", "x" * LONGEST)) is None


def test_printing_writes_one_sequence_to_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe gets nothing, and what is no base64 is not written."""
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert not printing.to_clipboard("SGVsbG8=")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert not printing.to_clipboard("\x07\x1b[2J")
    assert terminal.getvalue() == ""
    assert printing.to_clipboard("SGVsbG8=")
    assert terminal.getvalue() == "\x1b]52;c;SGVsbG8=\x07"
