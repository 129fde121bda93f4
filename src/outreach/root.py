"""Which folder is the workspace: found by looking only, so that `lint` need not load what reads one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "outreach.yaml"
RULES = "rules"


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds an `outreach.yaml`."""
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), None)
