"""One thing that `outreach doctor` looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands with one thing: right, worth knowing, or to be mended."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what, how it stands, what there is to say, and for a problem what mends it."""

    what: str
    state: State
    says: str
    remedy: str = ""
