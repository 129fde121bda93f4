"""Make a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.workspace import create

if TYPE_CHECKING:
    from pathlib import Path


def init(folder: Path) -> tuple[str, ...]:
    """Write a commented workspace that is valid as it stands, and return the names of its files within the folder.

    Raises BadInput, and writes nothing, where it would overwrite something or may not write.
    """
    return tuple(str(path.relative_to(folder)) for path in create(folder))
