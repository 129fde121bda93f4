"""What starting up may cost: the judging commands load nothing that they do not use."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = (
    "openai",
    "textual",
    "sqlalchemy",
    "tiktoken",
    "pydantic",
    "httpx2",
    "jinja2",
    "numpy",
    "sklearn",
    "keyring",
    "asyncio",
    "rich",
)
SCRIPT = """
import sys
from outreach.cli.main import main
code = main(sys.argv[1:])
print(code, *(name for name in {heavy} if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "argv", [("--help",), ("lint", "message.md"), ("lint", "--format", "sarif", "message.md"), ("rules",), ("rules", "PRS01")]
)
def test_a_judging_command_imports_nothing_heavy(tmp_path: Path, argv: tuple[str, ...]) -> None:
    """`--help`, `lint` and `rules` start in the time of a linter, in a workspace too."""
    (tmp_path / "outreach.yaml").write_text("sender:\n  name: Ana\n", encoding="utf-8")
    (tmp_path / "message.md").write_text("Hi Bo,\n\nhere are the notes from Tuesday.\n\nAna\n", encoding="utf-8")
    command = [sys.executable, "-c", SCRIPT.format(heavy=HEAVY), *argv]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603  # our own program
    assert ran.stderr.splitlines()[-1] == "0", ran.stderr


def test_every_command_but_the_one_called_stays_on_the_shelf(tmp_path: Path) -> None:
    """Help for one command loads no other."""
    script = "import sys\nfrom outreach.cli.main import main\nmain(['rules', '--help'])\nprint(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603
    loaded = set(ran.stderr.split())
    assert "outreach.cli.rules" in loaded
    assert not loaded & {"outreach.cli.lint", "outreach.cli.draft", "outreach.cli.demo", "outreach.cli.doctor", "outreach.wiring"}
