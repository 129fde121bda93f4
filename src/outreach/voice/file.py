"""`voice.md` of a workspace: how its sender sounds, in the place of `sender.voice` where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.cleaning import PASSAGE_LENGTH, clean_passage
from outreach.errors import BadInput, Mistake, shown
from outreach.text_file import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.settings import Settings
    from outreach.workspace import Workspace

NAME = "voice.md"


def voiced(given: Settings, place: Workspace) -> Settings:
    """Return settings whose sender sounds as the workspace's `voice.md` says, where there is one."""
    path = place.root / NAME
    if given.sender is None or not path.is_file():
        return given
    text = str(clean_passage(read_text(path)))
    if len(text) > PASSAGE_LENGTH:
        raise BadInput.of([Mistake(str(path), 0, 0, f"is longer than {PASSAGE_LENGTH:,} characters. Shorten it.")])
    return given.model_copy(update={"sender": given.sender.model_copy(update={"voice": text or None})})


def write(folder: Path, text: str, *, force: bool = False) -> Path:
    """Write a voice into a workspace's folder and return the file; raise BadInput where one is there, unless `force` says so."""
    path = folder / NAME
    if path.exists() and not force:
        raise BadInput(f"{shown(path)} is there already; nothing was written.", remedy="Edit it, or replace it with --force.")
    beside = path.with_name(f"{NAME}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise BadInput(f"{shown(path)} cannot be written: {error.strerror}.", remedy="Check the folder's permissions.") from None
    return path
