"""An ask: the one thing requested, plainly."""

from __future__ import annotations

from outreach.domain.cleaning import Line
from outreach.domain.size import Size
from outreach.domain.value import Value


class Ask(Value):
    """The one thing requested. `text` completes the question "Would you …" ("mention my book in your newsletter").

    `size` is what it takes of the reader.
    """

    text: Line
    size: Size = Size.SMALL
