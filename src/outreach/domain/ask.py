"""An ask: the one thing requested, plainly."""

from __future__ import annotations

from outreach.domain.cleaning import Line
from outreach.domain.value import Value


class Ask(Value):
    """The one thing requested. `text` completes the question "Would you …" ("mention my book in your newsletter")."""

    text: Line
