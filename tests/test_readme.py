"""The README tells the truth: every command in it runs, and what it shows is what is printed.

`python -m tests.test_readme` writes what is printed into the README anew.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from outreach.domain.policy import Policy
from outreach.lint.proof import prove_own
from outreach.lint.rulebook import load
from tests.voice.messages import EASY

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SHOWN = re.compile(r"(<!-- demo: (.+?) -->\n```text\n)(.*?)(```)", re.DOTALL)
CONSOLE = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)
PROGRESS = re.compile(r"^.* rows/s.*\n", re.MULTILINE)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z")
SETTING_UP = re.compile(r"^(?:python3 -m venv|\.venv/bin/pip|uv) ")
REJECTING = ("outreach lint",)


def blocks(language: str) -> list[str]:
    """Return the README's code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    """Return every command of the README's shell blocks, less those that set up (the CI script runs these as they stand)."""
    lines = [line for block in blocks("shell") for line in block.splitlines()]
    return [line for line in lines if line and not SETTING_UP.match(line)]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a reader would, with the tools of this environment first on the path."""
    surroundings = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "80"}
    line = ["bash", "-c", command]
    return subprocess.run(line, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603  # the README's


def demo_of(person: str) -> str:
    """Return what the demo prints of one person."""
    printed = run("outreach demo", ROOT).stdout
    sections = re.split(r"\n\n(?=\d of \d  )", printed)
    return next(section for section in sections if person in section.splitlines()[0]).strip() + "\n"


def session_of(block: str, folder: Path) -> str:
    """Return a console block with what its commands print, one after the other, in a new workspace.

    It has three messages in `sent/`, as one's own mail program would save them.
    """
    assert run("outreach init .", folder).returncode == 0
    (folder / "sent").mkdir()
    for number, message in enumerate(EASY, 1):
        (folder / "sent" / f"{number}.txt").write_text(message, encoding="utf-8")
    lines: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            done = run(f"{line.removeprefix('$ ')} 2>&1", folder)
            assert done.returncode == (2 if "outreach: " in done.stdout else 0), done.stdout
            printed = PROGRESS.sub("", done.stdout.replace(str(folder), "my-outreach"))  # a slow machine says how far it is
            printed = TIME.sub("2026-11-24T093000.000000Z", printed)
            lines += [*([""] if lines else []), line, *printed.rstrip().splitlines()]
    return "\n".join(lines) + "\n"


def test_the_commands_run_one_after_the_other(tmp_path: Path) -> None:
    """In one folder, in the order of the README; what judges a bad message says so with its exit code."""
    assert len(commands()) > 5
    folder = tmp_path
    for command in commands():
        if command.startswith("cd "):
            folder = folder / command.removeprefix("cd ")
            continue
        done = run(command, folder)
        expected = 1 if any(part in command for part in REJECTING) else 0
        assert done.returncode == expected, f"{command}\n{done.stdout}{done.stderr}"


def test_the_first_two_lines_set_everything_up() -> None:
    """The first shell block begins with the two set-up commands, which the CI script runs as they stand."""
    first, second = blocks("shell")[0].splitlines()[:2]
    assert first.endswith("outreach demo")
    assert second.endswith("pytest -q")


def test_what_is_shown_is_what_is_printed() -> None:
    """The run in the README is a real one, and today's."""
    shown = SHOWN.search(README.read_text(encoding="utf-8"))
    assert shown is not None
    assert shown[3] == demo_of(shown[2])


@pytest.mark.parametrize("shown", blocks("console"))
def test_a_session_that_is_shown_is_a_real_one(tmp_path: Path, shown: str) -> None:
    """Every command with what it prints, in a workspace as `init` makes it."""
    assert shown == session_of(shown, tmp_path)


def test_the_library_call_works(capsys: pytest.CaptureFixture[str]) -> None:
    """The Python block runs and rejects its message."""
    for block in blocks("python"):
        exec(block, {})  # noqa: S102  # the README's own code
    assert capsys.readouterr().out.startswith("False [")


def test_the_rules_shown_are_sound(tmp_path: Path) -> None:
    """The rule file in the README can be used as it stands."""
    (tmp_path / "team.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    book = load(tmp_path, dt.date(2027, 6, 30))
    assert prove_own(book) == []
    assert [waiver.code for waiver in book.waivers] == ["OFR02"]


def test_the_policy_is_told_as_it_is() -> None:
    """The table, and the notes that `init` writes, have every number with its default."""
    notes = (ROOT / "src" / "outreach" / "samples" / "init" / "outreach.yaml").read_text(encoding="utf-8")
    for name, field in Policy.model_fields.items():
        assert f"| `{name}` | {field.default} |" in README.read_text(encoding="utf-8")
        assert f"#   {name}: {field.default} " in notes


def test_links_lead_somewhere() -> None:
    """Every relative link names a file of the repository."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def _session(block: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return session_of(block, Path(folder))


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    text = SHOWN.sub(lambda match: f"{match[1]}{demo_of(match[2])}{match[4]}", text)
    text = CONSOLE.sub(lambda match: f"{match[1]}{_session(match[2])}{match[3]}", text)
    README.write_text(text, encoding="utf-8")
