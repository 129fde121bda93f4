"""The runs of a workspace: where each lies, and how it stands. Nothing is changed by looking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.batch import job as jobs
from outreach.batch.journal import Journal
from outreach.batch.report import WORDS
from outreach.batch.row import State, Why
from outreach.errors import BadInput
from outreach.workspace import RUNS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from outreach.batch.job import Job
    from outreach.domain.draft import Usage
    from outreach.workspace import Workspace

__all__ = ["WORDS", "Standing", "State", "Why", "latest", "new", "runs", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a run stands: what it was planned with, rows by state and reason, tokens spent, requests lost at kills."""

    folder: Path
    job: Job
    rows: Mapping[tuple[State, Why | None], int]
    spent: Usage
    lost: int

    def count(self, *states: str) -> int:
        """Return how many rows stand in any of these states."""
        return sum(number for (state, _), number in self.rows.items() if state in states)


def runs(place: Workspace) -> tuple[Path, ...]:
    """Return the folders of the runs below `runs/`, the one planned last first."""
    plans = (place.root / RUNS).glob(f"*/{jobs.FILE}")
    return tuple(path.parent for path in sorted(plans, key=lambda path: (path.stat().st_mtime, path), reverse=True))


def new(place: Workspace, table: Path) -> Path:
    """Return the folder for a run over a table: one of the table's name below `runs/`."""
    stem = re.sub(r"[^\w.-]+", "-", table.stem).strip("-.") or "run"
    return place.root / RUNS / stem


def latest(place: Workspace) -> Path:
    """Return the folder of the run planned last; raise BadInput where there is none."""
    found = runs(place)
    if not found:
        raise BadInput("There is no run in this workspace.", remedy="Plan one: `outreach batch plan FILE.csv`.")
    return found[0]


def standing(folder: Path) -> Standing:
    """Return how the run in a folder stands; raise BadInput where there is none."""
    job = jobs.load(folder)
    with Journal.open(folder) as journal:
        spent, lost = journal.spent()
        return Standing(folder, job, journal.counts(), spent, lost)
