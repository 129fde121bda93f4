"""Outside text on its way to the screen: always `Content`, never markup, without what hides, reorders or commands.

Records were cleaned at the door already. This is the second lock, for whatever reaches a widget by another way, and the third
stands at the output: `ControlFilter` takes out of every line what could still command the terminal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

LONGEST = 20_000
"""Characters of one text that a screen shows."""

_HIDING = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[{_HIDING}]")
_COMMANDING = re.compile(f"[\t\n{_HIDING}]")


def clean(text: str, longest: int = LONGEST) -> str:
    """Return a text without characters that hide, reorder or command, cut where it is longer than a screen shows."""
    if len(text) > longest:
        text = f"{text[:longest]}…"
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return text if text.isprintable() else _HIDDEN.sub("", text)


def one_line(text: str, longest: int = 300) -> str:
    """Return a text as `clean` does, on one line."""
    return " ".join(clean(text, longest).split())


def literal(text: str, style: str = "", longest: int = LONGEST) -> Content:
    """Return outside text as content that is shown letter for letter; `style` is our own."""
    return Content.styled(clean(text, longest), style) if style else Content(clean(text, longest))


class ControlFilter(LineFilter):
    """Take every character that could command a terminal out of what is about to be written to it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # a filter's signature
        """Return the segments of one line, clean."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment
            if segment.control or segment.text.isprintable()
            else Segment(_COMMANDING.sub("", segment.text), segment.style)
            for segment in segments
        ]
