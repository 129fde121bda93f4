"""A row of a run: what it is known by, where it stands, and what came of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from outreach.domain.draft import Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.domain.brief import Brief
    from outreach.domain.draft import Draft
    from outreach.gate import ClearedMessage, Held


class State(StrEnum):
    """Where a row stands. Every row ends cleared, held, or rejected (skipped or failed)."""

    PLANNED = "planned"
    IN_FLIGHT = "in-flight"
    EXPORTED = "exported"
    CLEARED = "cleared"
    HELD = "held"
    SKIPPED = "skipped"
    FAILED = "failed"


class Why(StrEnum):
    """Why nothing is written to a row, in a word that programs can count."""

    BAD_ROW = "bad-row"
    DUPLICATE = "duplicate"
    WRITTEN = "already-written"
    BELOW_FLOOR = "below-floor"
    RESTING = "resting"
    NO_OFFER = "no-offer"
    NOT_NOW = "not-now"
    ECHO = "echo"
    GATE = "gate"
    ENGINE = "engine"
    BUDGET = "over-budget"
    WAITING = "not-yet"
    DROPPED = "dropped"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a row ended without a message: the kind, the sentence and what to do."""

    why: Why
    says: str
    instead: str = ""


def held_by(held: Held, ended: str) -> Verdict:
    """Return the verdict for a held message: rules and remedies, none of its words. `ended` says why no other was written."""
    findings = {finding.code: finding for finding in held.findings}.values()
    says = "; ".join(f"{finding.code} {finding.name}: {finding.says}" for finding in findings)
    return Verdict(Why.GATE, f"{ended}. {says}", " ".join(dict.fromkeys(finding.instead for finding in findings)))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a row: the message that was cleared with its brief, or the verdict; who wrote, and what it took.

    `shared` is the largest share of five-word shingles with another cleared message of the run.
    """

    state: State
    verdict: Verdict | None = None
    message: ClearedMessage | None = None
    brief: Brief | None = None
    engine: str = ""
    prompts: dict[str, str] = field(default_factory=dict)
    rulebook: str = ""
    attempts: int = 0
    usage: Usage = field(default_factory=Usage)
    shared: float = 0.0


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as the journal has it, with its result; of a cleared message it gives the draft, to be cleared again."""

    number: int
    key: str
    line: int
    result: Result
    draft: Draft | None = None


class Keys:
    """Keys of rows: the SHA-256 of the cells, and which of the identical rows it is, so that no row is lost among its twins."""

    def __init__(self) -> None:
        self._seen: Counter[bytes] = Counter()

    def of(self, cells: Sequence[str]) -> str:
        """Return the key of the next row of a table, taken in order."""
        digest = hashlib.sha256("\x1f".join(cells).encode("utf-8", "surrogatepass")).digest()[:16]
        self._seen[digest] += 1
        again = self._seen[digest]
        return digest.hex() if again == 1 else f"{digest.hex()}-{again}"
