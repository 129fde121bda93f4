"""What holds for every test: no network, no keyring, no settings of the machine, the user's folder a temporary one."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell begins what it runs in the background so, and children inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _clean_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    home: Path = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OUTREACH_MODEL", "OUTREACH_ENGINE", "OUTREACH_DATABASE", "OUTREACH_BY"):
        monkeypatch.delenv(name, raising=False)
