"""Text for a header of a mail: one line, whatever it was made of."""

from __future__ import annotations


def header_line(text: str) -> str:
    """Return text on one line: a line break in a header would begin another header, so whatever is not seen becomes a blank."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
