"""The only file that prints.

1. Every text passes `visible`: a control character in it can command no terminal.
2. Colour is added here and nowhere else, only on a terminal, never under NO_COLOR, and it is never the only sign of anything.
3. Answers go to standard output, notices and problems to standard error.
4. Output is UTF-8 whatever the locale says.
"""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from outreach.errors import OutreachError

_COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""C0 without tab and line feed, DEL, C1, direction marks and overrides, line separators, lone surrogates."""
_BYTES = re.compile("[\udc80-\udcff]+")
"""Bytes of a file name that the locale could not read; Python keeps them as lone surrogates (PEP 383)."""
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_JSON = json.JSONEncoder(ensure_ascii=False)  # made once: json.dumps would make one for each message
_STYLES = {"bold": "1", "dim": "2", "underline": "4", "red": "31", "green": "32", "yellow": "33"}


class Styled(NamedTuple):
    """A text with a style, which shows on a terminal alone."""

    text: str
    style: str


Piece = str | Styled


def prepare() -> None:
    """Make both streams write UTF-8, and escape what even that cannot write."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def out(*pieces: Piece, end: str = "\n") -> None:
    """Write one line of the answer to standard output."""
    _write(sys.stdout, pieces, end)


def note(*pieces: Piece) -> None:
    """Write one line of notice to standard error."""
    _write(sys.stderr, pieces, "\n")


def problem(error: OutreachError) -> None:
    """Write an error to standard error: each line of it after the program's name, then what to do."""
    for line in error.message.splitlines():
        note(Styled("outreach:", "red"), f" {line}")
    if error.remedy:
        note(f"  {error.remedy}")
    spent = getattr(error, "tokens", 0)
    if spent:
        note(f"  It took {spent:,} tokens.")


def to_clipboard(encoded: str) -> bool:
    """Ask the terminal to take base64 onto its clipboard (OSC 52); tell whether there is a terminal to ask.

    This is the one sequence that is written on purpose; nothing but base64 can be in it.
    """
    stream = next((each for each in (sys.stderr, sys.stdout) if each.isatty()), None)
    if stream is None or os.environ.get("TERM") == "dumb" or not _BASE64.fullmatch(encoded):
        return False
    stream.write(f"\x1b]52;c;{encoded}\x07")
    return True


def json_text(data: object, *, indent: int | None = None) -> str:
    """Return JSON in which every character that could command a terminal is escaped, so that no reader loses any."""
    text = json.dumps(data, ensure_ascii=False, indent=indent) if indent is not None else _JSON.encode(data)
    if text.isprintable():
        return text
    return _COMMANDING.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)


def visible(text: str) -> str:
    """Return a text without the characters that command a terminal or reorder what is read."""
    if text.isprintable():  # none of them is, and this takes a tenth of the search
        return text
    if not text.isascii():
        text = _BYTES.sub(lambda match: match[0].encode("utf-8", "surrogateescape").decode("utf-8", "replace"), text)
    return _COMMANDING.sub("", text)


def styled(stream: TextIO | None = None) -> bool:
    """Tell whether styles show on a stream, by default standard output."""
    stream = stream or sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return how many columns a text for reading may take: the terminal's, 80 at most."""
    from shutil import get_terminal_size  # noqa: PLC0415  # its archive modules cost 10 ms; only wrapped text needs it

    return max(40, min(80, get_terminal_size().columns))


def read_stdin() -> bytes | None:
    """Return all of standard input, or None when it is a terminal or closed."""
    if sys.stdin is None or sys.stdin.closed or sys.stdin.isatty():
        return None
    return sys.stdin.buffer.read(STDIN_MOST + 1)


def can_ask() -> bool:
    """Tell whether somebody is there to answer a question."""
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> str | None:
    """Return the line typed in answer to a question on standard error; None where nobody is there to answer, or they leave.

    A question is put only where both the question is seen and the answer is typed: on a terminal.
    """
    if not can_ask():
        return None
    _write(sys.stderr, (question, " "), "")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        note()
        return None
    return line.strip()


STDIN_MOST = 2_000_000
"""The most bytes read from standard input: a message of more is none."""


def flush() -> None:
    """Write out what is buffered, so that a closed pipe is noticed here."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()


def abandon() -> None:
    """Leave a closed pipe: whatever is still buffered goes nowhere, and Python does not complain when it exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (BrokenPipeError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _write(stream: TextIO, pieces: tuple[Piece, ...], end: str) -> None:
    stream.write("".join([visible(piece) if isinstance(piece, str) else _styled(piece, stream) for piece in pieces]) + end)


def _styled(piece: Styled, stream: TextIO) -> str:
    shown = visible(piece.text)
    return f"\x1b[{_STYLES[piece.style]}m{shown}\x1b[0m" if styled(stream) else shown
