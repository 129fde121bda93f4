"""The sender: who writes."""

from __future__ import annotations

from outreach.domain.cleaning import Line, Passage
from outreach.domain.value import Value


class Sender(Value):
    """Who writes: name, role, voice (how they sound, in a few words) and links."""

    name: Line
    role: Line | None = None
    voice: Passage | None = None
    links: tuple[Line, ...] = ()
