"""One message of a trial: how it ended and what was measured of it. It holds no words of it."""

from __future__ import annotations

from enum import StrEnum

from outreach.domain.draft import Usage
from outreach.domain.value import Value


class Ended(StrEnum):
    """How a message ended; `failed` means that there was none, which says nothing of a prompt."""

    FIRST = "cleared at first try"
    REPAIRED = "cleared after repair"
    HELD = "held"
    FAILED = "failed"


class Case(Value):
    """One message: for which sample, in which turn (from 1), how it ended, and what it took.

    `rules` are those that held it in the end, each with code and name. Of a cleared one: its `words`, the share of its word runs
    that stand in the prompt's instructions (`echo`), and the largest share with another message of its turn (`shared`, `alike`
    when too large).
    """

    sample: str
    turn: int = 1
    ended: Ended
    rules: tuple[str, ...] = ()
    usage: Usage = Usage()
    words: int = 0
    echo: float = 0.0
    shared: float = 0.0
    alike: bool = False

    @property
    def cleared(self) -> bool:
        """Tell whether there is a message that could be shown."""
        return self.ended in {Ended.FIRST, Ended.REPAIRED}
