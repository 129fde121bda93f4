"""A command line to run in this process, a workspace to run it in, and messages that the linter is sure about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from outreach import wiring, workspace
from outreach.cli.main import main
from outreach.engines.reply import ReplyParts
from outreach.engines.scripted import Scripted
from outreach.errors import EngineError
from outreach.lint import linter
from outreach.lint.acts import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from outreach.store.store import Store

CANARY = "xylocarp"
TODAY = dt.date(2026, 11, 24)

RULES = """\
rules:
  - code: TST01
    name: zebra
    reason: urgency
    severity: {severity}
    says: A zebra is mentioned.
    why: The team does not write about zebras.
    source: the team
    instead: Mention a horse, 100% of the time.
    check:
      forbid: ['(?i)\\bzebra\\b']
    bad: ['A [[zebra]].', 'The [[zebra]] runs.', 'No [[Zebra]] here.']
    good:
      - I have mended the trailer for your horse.
      - Your horse is back in its stable, and I have closed the gate.
      - Here is the list of horse shows for you to keep.
"""

GOOD: dict[str, Any] = {
    "offer_id": "newsletter-feature",
    "fact_ids": ["readers-for-the-blog"],
    "subject": "A feature in my newsletter about your work",
    "offer": "I can offer you a feature in my newsletter about your work, since you look for readers for a blog about glazes.",
    "body": "You read it before it goes out and may change what is said of you.",
    "ask": "",
    "close": "If you would rather not, that is perfectly fine.",
}
BAD = GOOD | {
    "offer": f"You still owe me an answer, {CANARY}, and I have run out of patience.",
    "body": f"Send the whole list to {CANARY} by tonight, or everybody will hear how you treat people.",
}


@dataclass(frozen=True)
class Ran:
    """What one run of the command line came to."""

    code: int
    out: str
    err: str


Cli = "Callable[..., Ran]"


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command line in this process."""

    def run(*argv: str) -> Ran:
        code = main(argv)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace as `outreach init` makes it, and stand in it."""
    workspace.create(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def store(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Open the memory of the workspace, with the example contact in it, on a day that stays the same."""
    monkeypatch.setattr(wiring, "today", lambda: TODAY)
    found = wiring.required_workspace()
    with wiring.store(found, wiring.settings(found)) as opened:
        opened.contacts.add(workspace.read_contact(place / "contacts" / "example.yaml"), TODAY)
        yield opened


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the classifier find nothing: it has tests of its own, and these are about what is said of what was found."""
    monkeypatch.setattr(linter, "judge", lambda reading: judge(reading)._replace(rejected=0.0, reasons=()))


@pytest.fixture
def zebra(tmp_path: Path) -> str:
    """Make a folder with one more rule: no zebras."""
    folder = tmp_path / "team-rules"
    folder.mkdir()
    (folder / "zebra.yaml").write_text(RULES.format(severity="error"), encoding="utf-8")
    return str(folder)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the given replies be what the configured engine writes; an error among them is raised in its turn."""

    def install(*replies: Any) -> None:  # noqa: ANN401  # parts of a reply, or an error
        made = [reply if isinstance(reply, EngineError) else ReplyParts.model_validate(reply) for reply in replies]
        monkeypatch.setattr(wiring, "engine", lambda *_: Scripted(made))

    return install
