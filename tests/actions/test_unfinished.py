"""The message that was begun: kept for the next time, and gone with the person it is to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.unfinished import Unfinished, forget, load, save

if TYPE_CHECKING:
    from pathlib import Path

BEGUN = Unfinished("nia", "welsh", "list Slow Ink", "A proofread", "Hello Nia, I can offer you a proofread.")


def test_it_is_there_next_time_for_its_owner_alone(tmp_path: Path) -> None:
    """Mode 0600, in a folder of mode 0700."""
    file = tmp_path / "outreach" / "unfinished.json"
    save(file, BEGUN)
    assert load(file) == BEGUN
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_it_goes_with_the_person_it_is_to(tmp_path: Path) -> None:
    """A message to somebody else stays; without a file nothing happens."""
    file = tmp_path / "unfinished.json"
    forget(file, "nia")
    save(file, BEGUN)
    forget(file, "tom")
    assert load(file) == BEGUN
    forget(file, "nia")
    assert not file.exists()
