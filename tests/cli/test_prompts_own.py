"""`outreach prompts eject` and `diff`: a team's own copy, and whether ours has moved on since."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from outreach.cli.main import main
from outreach.prompting import library, origin, sample
from outreach.prompting.library import Prompts, shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outreach.prompting.data import Values
    from tests.cli.conftest import Ran


@pytest.fixture
def newer(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let a later version of the program come with another voice and another draft."""

    def install() -> None:
        folder = tmp_path_factory.mktemp("newer")
        for path in shipped().rglob("*.md"):
            target = folder / path.relative_to(shipped())
            target.parent.mkdir(exist_ok=True)
            text = (
                path.read_text(encoding="utf-8").replace("version: 1", "version: 2").replace("Direct and warm", "Warm and direct")
            )
            target.write_text(text, encoding="utf-8")
        for module in (library, sys.modules["outreach.actions.prompts_own"], sys.modules["outreach.actions.prompts"]):
            monkeypatch.setattr(module, "shipped", lambda: folder)

    return install


@pytest.mark.parametrize(
    ("name", "file"), [("draft", "draft.md"), ("voice", "partials/voice.md"), ("partials/asking.md", "partials/asking.md")]
)
def test_a_copy_says_what_the_original_says(cli: Callable[..., Ran], place: Path, name: str, file: str) -> None:
    """The same words for a model, and a line in the head that names version and digest."""
    before = {each: Prompts().render(each, values).system for each, values in _values()}
    ran = cli("prompts", "eject", name)
    assert (ran.code, ran.out) == (0, f"{place / 'prompts' / file}\n")
    text = (place / "prompts" / file).read_text(encoding="utf-8")
    original = (shipped() / file).read_text(encoding="utf-8")
    came, rest = origin.read(text)
    assert came == origin.of(original)
    assert rest == original
    assert {each: Prompts(place / "prompts").render(each, values).system for each, values in _values()} == before
    assert cli("prompts", "check").code == 0


def test_a_prompt_names_its_partials(cli: Callable[..., Ran], place: Path) -> None:
    """Whoever changes the tone finds where it stands."""
    assert "It includes asking, channel, closeness, reply, voice, writing:" in cli("prompts", "eject", "draft").err


def test_a_file_that_is_there_is_kept(cli: Callable[..., Ran], place: Path) -> None:
    """Unless --force says that the changes may go."""
    path = place / "prompts" / "draft.md"
    cli("prompts", "eject", "draft")
    path.write_text("mine\n", encoding="utf-8")
    ran = cli("prompts", "eject", "draft")
    assert (ran.code, ran.out, path.read_text(encoding="utf-8")) == (2, "", "mine\n")
    assert f"{path} is there already; nothing was written." in ran.err
    assert cli("prompts", "eject", "draft", "--force").code == 0
    assert "ejected from draft.md, version 1, digest" in path.read_text(encoding="utf-8")
    assert [each.name for each in path.parent.iterdir()] == ["draft.md"]


def test_outside_a_workspace_nothing_is_copied(cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no place for it."""
    monkeypatch.chdir(tmp_path)
    ran = cli("prompts", "eject", "draft")
    assert ran.code == 2
    assert "Run `outreach init`" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_nothing_has(cli: Callable[..., Ran], place: Path) -> None:
    """What there is, is named."""
    for verb in ("eject", "diff"):
        ran = cli("prompts", verb, "../../etc/passwd")
        assert ran.code == 2
        assert "There is no prompt or partial called '../../etc/passwd'." in ran.err


def test_what_differs_is_shown(cli: Callable[..., Ran], place: Path) -> None:
    """A unified diff, without the line that says where the copy came from."""
    cli("prompts", "eject", "voice")
    path = place / "prompts" / "partials" / "voice.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Direct and warm", "Dry"), encoding="utf-8")
    ran = cli("prompts", "diff", "voice")
    assert ran.code == 0
    changed = [line for line in ran.out.splitlines() if line[:1] in "+-"]
    assert [line[:24] for line in changed[:2]] == ["--- shipped/partials/voi", "+++ prompts/partials/voi"]
    assert len(changed) == 4
    assert changed[2].startswith("-- Direct and warm.")
    assert changed[3].startswith("+- Dry. Warmth")
    assert "\x1b" not in ran.out
    assert "The shipped one has not changed since this copy was made." in ran.err


def test_a_difference_is_coloured_on_a_terminal_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And never under NO_COLOR."""
    main(["prompts", "eject", "draft"])
    path = place / "prompts" / "draft.md"
    path.write_text(path.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown: dict[str, str] = {}
    for no_color in ("", "1"):
        monkeypatch.setenv("NO_COLOR", no_color)
        monkeypatch.setenv("TERM", "xterm")
        screen = Terminal()
        monkeypatch.setattr(sys, "stdout", screen)
        assert main(["prompts", "diff", "draft"]) == 0
        shown[no_color] = screen.getvalue()
    assert "\x1b[32m+More.\x1b[0m" in shown[""]
    assert "\x1b" not in shown["1"]


def test_a_prompt_that_is_ours_differs_in_nothing(cli: Callable[..., Ran], place: Path) -> None:
    """The command that copies it is named."""
    ran = cli("prompts", "diff", "draft")
    assert (ran.code, ran.out) == (2, "")
    assert "`outreach prompts eject draft` copies it" in ran.err


def test_a_partial_of_the_teams_alone(cli: Callable[..., Ran], place: Path) -> None:
    """There is nothing to compare it with."""
    (place / "prompts" / "partials").mkdir(parents=True)
    (place / "prompts" / "partials" / "jokes.md").write_text("None.\n", encoding="utf-8")
    ran = cli("prompts", "diff", "jokes")
    assert (ran.code, ran.out) == (2, "")
    assert "Nothing is shipped under the name partials/jokes: it is this workspace's alone." in ran.err


@pytest.mark.parametrize(("name", "was"), [("draft", "version 1 ("), ("voice", "")])
def test_the_shipped_one_has_moved_on(
    cli: Callable[..., Ran], place: Path, newer: Callable[[], None], name: str, was: str
) -> None:
    """`diff` and `list` tell, until the head says that the newer one was looked at."""
    path = place / "prompts" / ("draft.md" if name == "draft" else "partials/voice.md")
    cli("prompts", "eject", name)
    newer()
    ran = cli("prompts", "diff", name)
    assert f"The shipped one has moved on since this copy was made: it was {was}" in ran.err
    assert "yours (the shipped one has moved on)" in cli("prompts", "list").out
    line = ran.err.splitlines()[-1].partition("say: ")[2]
    text = path.read_text(encoding="utf-8")
    old = next(each for each in text.splitlines() if "ejected from" in each)
    path.write_text(text.replace(old, line), encoding="utf-8")
    assert "The shipped one has not changed" in cli("prompts", "diff", name).err
    assert "moved on" not in cli("prompts", "list").out


def test_a_copy_that_was_made_by_hand(cli: Callable[..., Ran], place: Path) -> None:
    """Whether ours has moved on since cannot be told, and that is said."""
    (place / "prompts").mkdir()
    (place / "prompts" / "draft.md").write_text((shipped() / "draft.md").read_text(encoding="utf-8"), encoding="utf-8")
    ran = cli("prompts", "diff", "draft")
    assert (ran.code, ran.out) == (0, "")
    assert "says what the shipped one says." in ran.err
    assert "Its head does not say which shipped one it came from" in ran.err


def _values() -> list[tuple[str, Values]]:
    return [(name, next(iter(sample.values(name)))) for name in Prompts().names()]
