"""The message that was begun and not sent, kept in a small file of the user's own so that it is there next time.

It holds what the person chose and typed. What an engine wrote is not kept: it would have to be cleared again, and it can be
drafted again.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Unfinished:
    """To whom, with which offer, asking what, and the person's own words where they wrote or changed the message."""

    contact_id: str
    offer_id: str = ""
    ask: str = ""
    subject: str = ""
    body: str = ""


def place_for(workspace: Path) -> Path:
    """Return the file for a workspace: in the folder that the user's system keeps such things in (XDG_STATE_HOME)."""
    home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    name = hashlib.sha256(str(workspace.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Path(home) / "outreach" / f"unfinished-{name}.json"


def load(file: Path) -> Unfinished | None:
    """Return what a file keeps; None when there is none, or it cannot be read: nothing depends on it."""
    try:
        with file.open("rb") as opened:
            data = json.loads(opened.read(MOST_BYTES + 1))
        return Unfinished(**{name: str(data[name]) for name in asdict(Unfinished("")) if name in data})
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def save(file: Path, unfinished: Unfinished | None) -> None:
    """Write the file whole or not at all, readable by its owner alone; remove it when nothing is unfinished. Never raises."""
    try:
        if unfinished is None:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = file.with_suffix(".new")
        beside.touch(mode=0o600)
        beside.write_text(json.dumps(asdict(unfinished), ensure_ascii=True), encoding="ascii")
        beside.replace(file)
    except OSError:
        return


def forget(file: Path, contact_id: str) -> None:
    """Remove the file when the message that was begun is to this contact."""
    begun = load(file)
    if begun is not None and begun.contact_id == contact_id:
        save(file, None)
