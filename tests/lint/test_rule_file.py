"""Rule files: a file with a mistake is refused whole, with every mistake and its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach.errors import BadInput
from outreach.lint.rule_file import example, read_rules
from outreach.lint.rulebook import load

if TYPE_CHECKING:
    from pathlib import Path

SOUND = """\
rules:
  - code: TEAM01
    name: our-rule
    reason: urgency
    severity: warning
    says: It shouts.
    why: Nobody likes it.
    source: Our team.
    instead: Speak.
    check:
      forbid:
        - 'rush!'
    unless:
      - 'never rush!'
    bad:
      - A [[rush!]] of it
      - '[[Rush!]]'
      - subject: 'rush!'
        body: Hello, [[rush!]]
    good:
      - One.
      - Two.
      - We never rush!
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "team.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    """Every field arrives where it belongs, and marks become spans."""
    (rule,) = read_rules(_file(tmp_path, SOUND))
    assert (rule.code, rule.name, rule.reason, rule.severity.value) == ("TEAM01", "our-rule", "urgency", "warning")
    assert (rule.kind, rule.parameters, rule.unless) == ("forbid", ("rush!",), ("never rush!",))
    assert rule.bad[0].text == "A rush! of it"
    assert rule.bad[0].spans == ((2, 7),)
    assert rule.bad[2].subject == "rush!"
    assert len(rule.good) == 3
    assert rule.where.endswith("team.yaml")


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("name: our-rule", "nmae: our-rule", 3, "not known"),
        ("code: TEAM01", "code: team1", 2, "capitals"),
        ("name: our-rule", "name: Our Rule", 3, "hyphens"),
        ("reason: urgency", "reason: hurry", 4, "one of"),
        ("severity: warning", "severity: fatal", 5, "one of"),
        ("says: It shouts.", "says: ''", 6, "not empty"),
        ("      forbid:", "      forbids:", 10, "one kind of check"),
        ("- 'rush!'", "- '(rush'", 12, "not valid RE2"),
        ("- 'rush!'", "- '(?:rush)?'", 12, "empty text"),
        ("- 'never rush!'", "- '[never'", 14, "not valid RE2"),
        ("      - Two.\n", "", 20, "at least 3"),
        ("      - Two.", "      - {text: Two.}", 22, "an example is"),
    ],
)
def test_a_mistake_is_found_in_its_line(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    """One mistake, one line, one sentence."""
    assert old in SOUND
    with pytest.raises(BadInput) as caught:
        read_rules(_file(tmp_path, SOUND.replace(old, new, 1)))
    assert any(mistake.line == line and what in mistake.what for mistake in caught.value.mistakes), str(caught.value)


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    """Three mistakes in two rules are three mistakes."""
    second = SOUND.removeprefix("rules:\n").replace("severity: warning", "severity: loud")
    broken = SOUND.replace("TEAM01", "T").replace("reason: urgency", "reason: none") + second
    with pytest.raises(BadInput) as caught:
        read_rules(_file(tmp_path, broken))
    assert len(caught.value.mistakes) == 3


@pytest.mark.parametrize(
    "check",
    ["{judged: x}", "{length: short}", "{offer: best}", "{grounded: facts}", "{echo: all}", "{language: welsh}", "{}", "forbid"],
)
def test_a_check_takes_only_its_own_parameters(tmp_path: Path, check: str) -> None:
    """A parameter that the check does not know is refused."""
    text = SOUND.replace("check:\n      forbid:\n        - 'rush!'\n    unless:\n      - 'never rush!'", f"check: {check}")
    with pytest.raises(BadInput):
        read_rules(_file(tmp_path, text))


def test_exceptions_belong_to_patterns(tmp_path: Path) -> None:
    """`unless` beside any other check would do nothing, so it is refused."""
    text = SOUND.replace("check:\n      forbid:\n        - 'rush!'", "check: {judged: urgency}")
    with pytest.raises(BadInput, match="unless"):
        read_rules(_file(tmp_path, text))


@pytest.mark.parametrize("text", ["rules: 3\n", "- a\n", "rules: []\nmore: 1\n", "rules:\n  - 3\n"])
def test_a_file_that_holds_no_rules_is_refused(tmp_path: Path, text: str) -> None:
    """A file is one key with a list of blocks."""
    with pytest.raises(BadInput):
        read_rules(_file(tmp_path, text))


def test_marks_may_stand_around_brackets() -> None:
    """A placeholder in square brackets can be marked whole."""
    marked = example("Hi [[[First Name]]], from [[[[wiki]]]].")
    assert marked.text == "Hi [First Name], from [[wiki]]."
    assert [marked.text[start:end] for start, end in marked.spans] == ["[First Name]", "[[wiki]]"]


def test_a_workspace_adds_rules(tmp_path: Path) -> None:
    """The team's rules come after the shipped ones and change the fingerprint."""
    _file(tmp_path, SOUND)
    shipped, with_ours = load(), load(tmp_path)
    assert with_ours.rules[:-1] == shipped.rules
    assert with_ours.rules[-1].code == "TEAM01"
    assert with_ours.fingerprint != shipped.fingerprint


def test_a_workspace_cannot_replace_a_rule(tmp_path: Path) -> None:
    """A code or a name that is taken is refused, whoever took it first."""
    taken = load().rules[0]
    for old, new in (("code: TEAM01", f"code: {taken.code}"), ("name: our-rule", f"name: {taken.name}")):
        _file(tmp_path, SOUND.replace(old, new))
        with pytest.raises(BadInput, match="used by two rules"):
            load(tmp_path)


def test_a_workspace_with_a_broken_pattern_loads_nothing(tmp_path: Path) -> None:
    """Patterns of a workspace are tried when they are loaded."""
    _file(tmp_path, SOUND.replace("- 'rush!'", "- '(rush'"))
    with pytest.raises(BadInput, match="not valid RE2"):
        load(tmp_path)
