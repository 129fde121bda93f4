"""`outreach prompts`: list, show and check."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from outreach.cli.main import COMMANDS
from outreach.prompting.inputs import DATA
from outreach.prompting.library import Prompts, shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

ROOT = Path(__file__).parents[2]


@pytest.fixture
def own(place: Path) -> Path:
    """Make a workspace with a broken prompt of its own."""
    path = place / "prompts" / "draft.md"
    path.parent.mkdir()
    path.write_text((shipped() / "draft.md").read_text(encoding="utf-8") + "\n{{ nonsense }} {% if %}\n", encoding="utf-8")
    return path


def test_the_shipped_prompts_are_listed(cli: Callable[..., Ran], place: Path) -> None:
    """Name, origin, version, digest and size of each, with what it is for; then the partials."""
    listed = cli("prompts", "list")
    assert listed.code == 0
    rows = [line for line in listed.out.splitlines() if not line.startswith(" ")]
    assert [row.split()[0] for row in rows] == [*sorted(DATA), *Prompts().partials()]
    digest = Prompts().fingerprint("draft")[:12]
    assert any(row.startswith(f"draft               shipped, version 1, {digest}, about ") for row in rows)
    assert "Writes the first draft of one message from its brief." in listed.out


def test_a_list_as_data(cli: Callable[..., Ran], own: Path) -> None:
    """A prompt with mistakes is listed, without what cannot be known of it."""
    listed = json.loads(cli("prompts", "list", "--format", "json").out)
    draft = next(each for each in listed["prompts"] if each["name"] == "draft")
    repair = next(each for each in listed["prompts"] if each["name"] == "repair")
    assert (draft["shipped"], draft["right"], draft["version"], draft["file"]) == (False, False, None, str(own))
    assert (repair["shipped"], repair["right"], repair["digest"]) == (True, True, Prompts().fingerprint("repair"))
    assert [each["name"] for each in listed["partials"]] == list(Prompts().partials())


def test_the_shipped_prompts_are_right(cli: Callable[..., Ran], place: Path) -> None:
    """Each is filled in for every way it is used and for every bundled sample, and told with its size and budget."""
    checked = cli("prompts", "check")
    assert (checked.code, checked.err) == (0, "")
    assert checked.out.count(": right: ") == len(DATA)
    draft = next(line for line in checked.out.splitlines() if line.startswith("draft (shipped): right: "))
    assert "tokens at most of 6,000, filled in 36 times" in draft


def test_outside_a_workspace_that_is_said(cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook that runs in the wrong folder does not seem to have looked at the team's prompts."""
    monkeypatch.chdir(tmp_path)
    checked = cli("prompts", "check")
    assert checked.code == 0
    assert "There is no workspace here, so these are the shipped prompts alone." in checked.err


def test_show_prints_the_file(cli: Callable[..., Ran], place: Path) -> None:
    """The file that counts, byte for byte; a partial by its short name, and the guide for writers."""
    for name, file in (("draft", "draft.md"), ("voice", "partials/voice.md"), ("README", "README.md")):
        assert cli("prompts", "show", name).out == (shipped() / file).read_text(encoding="utf-8")


def test_a_workspace_prompt_wins_and_its_mistakes_are_told(cli: Callable[..., Ran], own: Path) -> None:
    """`check` names every mistake with its line and still checks the others; `list` says where to look."""
    checked = cli("prompts", "check")
    assert checked.code == 2
    assert f"{own}:" in checked.out
    assert "repair (shipped): right: " in checked.out
    listed = cli("prompts", "list")
    assert "yours: it cannot be used as it stands: run `outreach prompts check`" in listed.out
    assert "{{ nonsense }}" in cli("prompts", "show", "draft").out


def test_mistakes_as_data(cli: Callable[..., Ran], own: Path) -> None:
    """File, line and column of each, once; nothing on standard error, and the exit code stays."""
    ran = cli("prompts", "check", "--format", "json")
    assert (ran.code, ran.err) == (2, "")
    found = json.loads(ran.out)
    (mistake,) = found["mistakes"]
    line = own.read_text(encoding="utf-8").splitlines().index("{{ nonsense }} {% if %}") + 1
    assert (mistake["file"], mistake["line"], mistake["column"]) == (str(own), line, 16)
    assert "is never ended" in mistake["says"]
    assert [each["name"] for each in found["prompts"] if not each["right"]] == ["draft"]


def test_a_mistake_in_a_partial_is_told_once(cli: Callable[..., Ran], place: Path) -> None:
    """Though every prompt that includes it cannot be used."""
    folder = place / "prompts" / "partials"
    folder.mkdir(parents=True)
    (folder / "voice.md").write_text("Write well.\n{{ mood }}\n", encoding="utf-8")
    ran = cli("prompts", "check")
    (line,) = [line for line in ran.out.splitlines() if ": right: " not in line]
    assert line.startswith(f"{folder / 'voice.md'}:2:4: there is no input 'mood'.")
    assert ran.out.count(": right: ") == sum("partials/voice" not in Prompts().includes(name) for name in DATA) > 0


@pytest.mark.parametrize(
    ("file", "what"),
    [
        ("drfat.md", "nothing uses a prompt called 'drfat'."),
        ("Draft.md", "a prompt's name is in small letters, digits and hyphens. Rename the file."),
        ("draft.txt", "is read by nothing: a prompt's file ends in .md."),
        ("partials/Voice.md", "is included by no prompt, so it changes nothing."),
        ("partial/voice.md", "is included by no prompt, so it changes nothing."),
        ("voice.md", "nothing uses a prompt called 'voice'."),
    ],
)
def test_a_file_that_would_change_nothing_is_told(cli: Callable[..., Ran], place: Path, file: str, what: str) -> None:
    """Whoever saved it thinks that it counts."""
    path = place / "prompts" / file
    path.parent.mkdir(parents=True)
    path.write_text("Write well.\n", encoding="utf-8")
    ran = cli("prompts", "check")
    assert ran.code == 2
    assert f"{path}: {what}" in ran.out


@pytest.mark.parametrize("file", ["README.md", "readme.md", ".draft.md.swp", "draft.md~"])
def test_a_file_beside_the_prompts_is_let_be(cli: Callable[..., Ran], place: Path, file: str) -> None:
    """A guide of the team's own, and what editors leave behind."""
    (place / "prompts").mkdir()
    (place / "prompts" / file).write_text("Write well.\n", encoding="utf-8")
    assert cli("prompts", "check").code == 0


def test_an_unknown_prompt_is_bad_input(cli: Callable[..., Ran], place: Path) -> None:
    """The names that there are follow."""
    ran = cli("prompts", "show", "../outreach")
    assert (ran.code, ran.out) == (2, "")
    assert f"The prompts are: {', '.join(sorted(DATA))}; the partials: partials/asking, " in ran.err


def test_the_hooks_for_pre_commit_can_be_run(cli: Callable[..., Ran], place: Path) -> None:
    """Each entry is a command of this program; the one for prompts says yes to a workspace that is right."""
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert set(hooks) == {"outreach-lint", "outreach-prompts"}
    assert all(hook["entry"].split()[1] in COMMANDS for hook in hooks.values())
    assert re.search(hooks["outreach-prompts"]["files"], "prompts/partials/voice.md")
    assert cli(*hooks["outreach-prompts"]["entry"].split()[1:]).code == 0
