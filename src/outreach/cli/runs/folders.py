"""The option `--run`: where the run lies that is meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.actions import batch_runs

if TYPE_CHECKING:
    import argparse

    from outreach.workspace import Workspace


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add `--run`."""
    parser.add_argument("--run", metavar="DIR", type=Path, help="the folder of the run (default: the newest below runs/)")


def new(place: Workspace, named: Path | None, table: Path) -> Path:
    """Return the folder for a new run over a table."""
    return named or batch_runs.new(place, table)


def latest(place: Workspace, named: Path | None) -> Path:
    """Return the folder of the run that is meant: the one named, or the one planned last; raise BadInput where there is none."""
    return named or batch_runs.latest(place)
