"""Where a run lies: the folder that is named, or one of the table's name below `runs/` in the workspace."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import BadInput
from outreach.workspace import RUNS

if TYPE_CHECKING:
    import argparse

    from outreach.workspace import Workspace


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add `--run`."""
    parser.add_argument("--run", metavar="DIR", help="the folder of the run (default: the newest below runs/)")


def new(place: Workspace, named: str | None, table: Path) -> Path:
    """Return the folder for a new run over a table."""
    if named is not None:
        return Path(named)
    stem = re.sub(r"[^\w.-]+", "-", table.stem).strip("-.") or "run"
    return place.root / RUNS / stem


def latest(place: Workspace, named: str | None) -> Path:
    """Return the folder of the run that is meant: the one named, or the one planned last; raise BadInput where there is none."""
    if named is not None:
        return Path(named)
    plans = list((place.root / RUNS).glob("*/plan.json"))
    if not plans:
        raise BadInput("There is no run in this workspace.", remedy="Plan one: `outreach batch plan FILE.csv`.")
    return max(plans, key=lambda path: (path.stat().st_mtime, path)).parent
