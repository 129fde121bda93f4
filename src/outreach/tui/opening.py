"""From a folder to a session on its workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.errors import BadInput
from outreach.tui.remembering import Remembering

if TYPE_CHECKING:
    from outreach.tui.ahead import Ahead


def open_folder(name: str, ahead: Ahead | None = None) -> Remembering:
    """Return a session on the workspace that a folder lies in; raise BadInput when there is none. Nothing in it is read yet.

    `ahead` is already looking up its first day.
    """
    try:
        folder = Path(name.strip() or ".").expanduser()
        place = wiring.workspace(folder) if folder.is_dir() else None
    except (OSError, ValueError, RuntimeError):
        place = None
    if place is None:
        raise BadInput("There is no workspace in that folder.", remedy="Name a folder that holds an outreach.yaml, or make one.")
    return Remembering(place, place.root.name, ahead=ahead)
