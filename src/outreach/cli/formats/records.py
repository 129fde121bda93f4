"""For programs: one JSON object a message, a line each (jsonl) or in one array (json)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.cli.formats.base import record
from outreach.cli.printing import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.actions.lint import Judged
    from outreach.cli.formats.base import Line


class JsonLines:
    """One object a line, in the order of the input."""

    def begin(self) -> Iterator[Line]:
        """Yield nothing."""
        yield from ()

    def each(self, judged: Judged) -> Iterator[Line]:
        """Yield the message's object."""
        yield (json_text(record(judged)),)

    def end(self, *, complete: bool) -> Iterator[Line]:  # noqa: ARG002  # a format's signature
        """Yield nothing."""
        yield from ()


class Json:
    """One array of the same objects."""

    def __init__(self) -> None:
        self._separator = " "

    def begin(self) -> Iterator[Line]:
        """Yield the bracket that opens the array."""
        yield ("[",)

    def each(self, judged: Judged) -> Iterator[Line]:
        """Yield the message's object, after a comma where another stands before it."""
        yield (self._separator, json_text(record(judged)))
        self._separator = ","

    def end(self, *, complete: bool) -> Iterator[Line]:  # noqa: ARG002  # a format's signature
        """Yield the bracket that closes the array."""
        yield ("]",)
