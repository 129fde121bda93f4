"""`outreach prompts`: list, show and check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach.prompting.library import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture
def own(place: Path) -> Path:
    """Make a workspace with a broken prompt of its own."""
    path = place / "prompts" / "draft.md"
    path.parent.mkdir()
    path.write_text((shipped() / "draft.md").read_text(encoding="utf-8") + "\n{{ nonsense }} {% if %}\n", encoding="utf-8")
    return path


def test_the_shipped_prompts_are_listed_and_right(cli: Callable[..., Ran], place: Path) -> None:
    """Name, version, origin, size and what each is for."""
    listed = cli("prompts", "list")
    assert listed.code == 0
    assert [line.split()[0] for line in listed.out.splitlines()] == ["anew", "draft", "extract", "repair"]
    assert listed.out.count("(shipped)") == 4
    assert listed.out.count(" tokens: ") == 4
    checked = cli("prompts", "check")
    assert (checked.code, checked.err) == (0, "")
    assert checked.out.count(": right. ") == 4


def test_show_prints_the_file(cli: Callable[..., Ran], place: Path) -> None:
    """The file that counts, byte for byte."""
    assert cli("prompts", "show", "draft").out == (shipped() / "draft.md").read_text(encoding="utf-8")


def test_a_workspace_prompt_wins_and_its_mistakes_are_told(cli: Callable[..., Ran], own: Path) -> None:
    """`check` names every mistake with its line and still checks the others; `list` says where to look."""
    checked = cli("prompts", "check")
    assert checked.code == 2
    assert f"outreach: {own}:" in checked.err
    assert "repair.md: right." in checked.out
    listed = cli("prompts", "list")
    assert "draft  (this workspace's own) cannot be used as it stands; run `outreach prompts check`" in listed.out
    assert "{{ nonsense }}" in cli("prompts", "show", "draft").out


def test_an_unknown_prompt_is_bad_input(cli: Callable[..., Ran], place: Path) -> None:
    """The names that there are follow."""
    ran = cli("prompts", "show", "../outreach")
    assert (ran.code, ran.out) == (2, "")
    assert "The prompts are: anew, draft, extract, repair." in ran.err
