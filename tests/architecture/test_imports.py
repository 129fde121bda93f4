"""The import contracts hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_imports_point_down_the_house() -> None:
    """Import-linter keeps every contract of `pyproject.toml`."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])  # noqa: S603  # our own tool
    assert run.returncode == 0, run.stdout + run.stderr
