"""`outreach rules`: the list, and one rule under its headings."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from outreach.lint.rulebook import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def test_every_rule_is_listed(cli: Callable[..., Ran]) -> None:
    """Code, name, reason and severity, a line each, in the order of the files."""
    rules = load().rules
    ran = cli("rules")
    assert [line.split() for line in ran.out.splitlines()] == [[r.code, r.name, r.reason, str(r.severity)] for r in rules]
    assert ran.err == f"{len(rules)} rules. `outreach rules CODE` explains one.\n"
    listed = json.loads(cli("rules", "--format", "json").out)
    assert listed == [{"code": r.code, "name": r.name, "reason": r.reason, "severity": str(r.severity)} for r in rules]


@pytest.fixture
def team(place: Path, zebra: str) -> Path:
    """Make a workspace with the rule TST01."""
    (place / "team-rules").rename(place / "rules")
    return place


@pytest.mark.parametrize("name", ["TST01", "tst01", "zebra"])
def test_a_rule_explains_itself(cli: Callable[..., Ran], team: Path, name: str) -> None:
    """What, why, source, instead, bad with its marks, good: by code or by name."""
    ran = cli("rules", name)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "TST01 zebra (urgency, error)\n\nWhat\n  A zebra is mentioned.\n\nWhy\n  The team does not write about zebras.\n\n"
        "Source\n  the team\n\nInstead\n  Mention a horse, 100% of the time.\n\n"
        "Bad\n  - A [[zebra]].\n  - The [[zebra]] runs.\n  - No [[Zebra]] here.\n\n"
        "Good\n  - A horse.\n  - The horse runs.\n  - No horse here.\n"
    )


def test_a_terminal_underlines_the_marks(cli: Callable[..., Ran], team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where styles show the marks are lines; where they do not, brackets."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert "A \x1b[4mzebra\x1b[0m.\n" in cli("rules", "TST01").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "A [[zebra]].\n" in cli("rules", "TST01").out


def test_json_has_the_examples_with_their_places(cli: Callable[..., Ran], team: Path) -> None:
    """A program gets the text without marks, and the offsets."""
    told = json.loads(cli("rules", "TST01", "--format", "json").out)
    assert told["bad"][0] == {"subject": "", "text": "A zebra.", "found": [[2, 7]]}
    assert told["instead"] == "Mention a horse, 100% of the time."


@pytest.mark.parametrize("rule", load().rules, ids=lambda rule: rule.code)
def test_every_shipped_rule_can_be_explained(cli: Callable[..., Ran], rule: object) -> None:
    """None is left out, and each has all its headings."""
    code = str(rule.code)  # type: ignore[attr-defined]  # a rule, named by the parameter
    ran = cli("rules", code)
    assert ran.code == 0
    assert [line for line in ran.out.splitlines() if line in {"What", "Why", "Source", "Instead", "Bad", "Good"}] == [
        "What", "Why", "Source", "Instead", "Bad", "Good",
    ]  # fmt: skip


def test_an_unknown_rule_gets_suggestions(cli: Callable[..., Ran], team: Path) -> None:
    """A slip of the hand is told apart from a rule that is not there."""
    ran = cli("rules", "TST02")
    assert (ran.code, ran.out) == (2, "")
    assert "no rule 'TST02'" in ran.err
    assert "TST01" in ran.err
