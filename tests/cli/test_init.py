"""`outreach init`: a workspace that is valid as it stands, and never over another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_it_makes_a_workspace_that_works(cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are named, the next step is named, and the doctor finds nothing to mend."""
    monkeypatch.chdir(tmp_path)
    ran = cli("init", "mine")
    assert ran.code == 0
    assert ran.out.splitlines() == ["mine/.gitignore", "mine/contacts/example.yaml", "mine/offers.yaml", "mine/outreach.yaml"]
    assert "`cd mine`, then `outreach draft example`" in ran.err
    monkeypatch.chdir("mine")
    assert cli("doctor").code == 0


def test_it_never_overwrites(cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file of that name is enough to write nothing at all."""
    monkeypatch.chdir(tmp_path)
    Path("offers.yaml").write_text("mine", encoding="utf-8")
    ran = cli("init")
    assert (ran.code, ran.out) == (2, "")
    assert "already has offers.yaml; nothing was written" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["offers.yaml"]
    assert Path("offers.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("folder", ["/proc/nowhere", "/dev/null"])
def test_a_folder_that_cannot_be_written_is_one_sentence(cli: Callable[..., Ran], folder: str) -> None:
    """Bad input, with the cause."""
    ran = cli("init", folder)
    assert (ran.code, ran.out) == (2, "")
    assert f"outreach: {folder} cannot be written to: " in ran.err
