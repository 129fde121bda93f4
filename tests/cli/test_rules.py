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
        "Good\n  - I have mended the trailer for your horse.\n"
        "  - Your horse is back in its stable, and I have closed the gate.\n"
        "  - Here is the list of horse shows for you to keep.\n"
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


def test_check_tries_the_workspaces_own_rules(cli: Callable[..., Ran], team: Path) -> None:
    """Sound rules are said to be so; a mistake is told with its file and line, exit code 2."""
    ran = cli("rules", "check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("1 of them this workspace's own: every example is judged as it should be.\n")
    file = next((team / "rules").glob("*.yaml"))
    file.write_text(file.read_text(encoding="utf-8").replace("No [[Zebra]] here", "No [[horse]] here"), encoding="utf-8")
    ran = cli("rules", "check")
    assert (ran.code, ran.out) == (2, "")
    assert f"{file.name}:2: TST01 zebra: a bad example passes: No horse here." in ran.err


def test_what_is_waived_is_said_with_every_report(cli: Callable[..., Ran], place: Path) -> None:
    """`rules`, `lint` and `doctor` name the waiver, its last day and its reason; an expired one is told as over."""
    (place / "rules").mkdir()
    file = place / "rules" / "team.yaml"
    file.write_text("waive:\n  - {code: PRS02, reason: We sell fire alarms, until: 2999-12-31}\n", encoding="utf-8")
    (place / "note.txt").write_text("I have mended the link on your page, and it works again.", encoding="utf-8")
    said = "PRS02 is waived until 2999-12-31: We sell fire alarms"
    for command in (("rules",), ("rules", "check"), ("lint", "note.txt"), ("lint", "--format", "json", "note.txt")):
        assert said in cli(*command).err
    assert said in cli("doctor").out
    file.write_text(file.read_text(encoding="utf-8").replace("2999", "1999"), encoding="utf-8")
    assert "That day is over, so the rule holds again" in cli("rules").err
    assert "PRS02 (1999-12-31)" in cli("doctor").out


def test_the_catalogue_is_markdown(cli: Callable[..., Ran], team: Path) -> None:
    """Every rule under its reason, marks in bold, and examples that cannot be read as mark-up."""
    whole = cli("rules", "--format", "markdown").out
    assert whole.startswith("# Rules\n\n## all-ask\n\n### ASK01 ")
    assert whole.count("\n### ") == len(load().rules) + 1
    one = cli("rules", "TST01", "--format", "markdown").out
    assert "**Bad**\n\n> A **zebra**.\n" in one
    assert "\\[First Name\\]" in whole
