"""The bundled people on a day that stays, and what an engine writes to them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from textual import _wait

from outreach import wiring
from outreach.engines.reply import ReplyParts
from outreach.engines.scripted import Scripted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

TODAY = dt.date(2026, 11, 2)
GOOD: dict[str, Any] = {
    "offer_id": "grant-list",
    "fact_ids": ["tools-money"],
    "subject": "A list of small grants for your workshop",
    "offer": "I can offer you my annotated list of 31 small grants for community workshops, since you are looking for small "
    "grants to buy tools.",
    "body": "Each entry has the amount, the closing month and what the jury told applicants who were turned down.",
    "ask": "",
    "close": "If not, that is perfectly fine, and the list is yours either way.",
}
CANARY = "quillwhistle"
BAD = GOOD | {
    "subject": f"Last chance: {CANARY}",
    "offer": f"You still owe me an answer about the {CANARY}, and I have run out of patience.",
    "body": f"Send the whole {CANARY} list by tonight, or everybody will hear how you treat people.",
}


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stand in an empty folder, on one day, without a clipboard, in full colour, and wait only briefly for rest."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("SSH_TTY", "/dev/null")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(wiring, "today", lambda: TODAY)
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 250)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", 1 / 1000)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the given replies be what comes of each drafting in turn, its repairs too, and the last of them for ever."""

    def install(*replies: dict[str, Any]) -> None:
        left = [ReplyParts.model_validate(reply) for reply in replies]

        def engine(*_: object) -> Scripted:
            taken = [left[0]] * 6
            if len(left) > 1:
                del left[0]
            return Scripted(taken)

        monkeypatch.setattr(wiring, "engine", engine)

    return install
