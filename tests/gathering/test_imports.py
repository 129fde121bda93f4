"""Reading is paid for by those who read: no heavy library is loaded before something needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("trafilatura", "feedparser", "clevercsv", "charset_normalizer", "lxml", "httpx2", "protego", "openai", "sqlalchemy")


def test_importing_all_of_it_loads_nothing_heavy() -> None:
    """Every file of the folder, in a fresh process."""
    folder = Path(__file__).parents[2] / "src" / "outreach" / "gathering"
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    script = (
        f"import importlib, sys; [importlib.import_module('outreach.gathering.' + name) for name in {names}]\n"
        f"print(sorted(name for name in {HEAVY} if name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  # our own script
    assert run.stdout.strip() == "[]"
