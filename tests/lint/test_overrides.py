"""A workspace may add rules, tighten them, and waive one with a reason and a last day; nothing is loosened in silence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from outreach.errors import BadInput
from outreach.gate import clear
from outreach.lint.finding import Severity
from outreach.lint.linter import Linter
from outreach.lint.proof import prove_own
from outreach.lint.rulebook import load
from tests.values import BAD_BODY, brief, draft

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 3, 2)
RULE = r"""
rules:
  - code: TEAM01
    name: chop-chop
    reason: urgency
    severity: error
    says: It hurries the reader.
    why: Nobody likes to be hurried.
    source: Our team.
    instead: Leave it out.
    check: {forbid: ['\bchop chop\b']}
    bad: ['Send it, [[chop chop]]!', '[[Chop chop]], please.', 'Well then, [[chop chop]].']
    good: ['The list is attached for you.', 'I have mended the link on your page.', 'Here is the recording you can keep.']
"""
WAIVER = "waive:\n  - {code: PRS02, reason: We sell fire alarms and must say act now, until: 2026-03-02}\n"
HURRY = "Act now, before it is too late."


def written(folder: Path, text: str, name: str = "team.yaml") -> Path:
    """Write a rule file into a folder and return the folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def codes(folder: Path, text: str, today: dt.date = TODAY) -> set[str]:
    """Return the codes of what is found in a text under a folder's rules."""
    return {finding.code for finding in Linter(load(folder, today)).lint("", text).findings}


def test_a_rule_that_is_added_is_in_force(tmp_path: Path) -> None:
    """It stands beside the shipped ones, and its examples are tried."""
    folder = written(tmp_path, RULE)
    assert "TEAM01" in codes(folder, "Send me the list, chop chop!")
    assert prove_own(load(folder)) == []


def test_a_waived_rule_finds_nothing_through_its_last_day(tmp_path: Path) -> None:
    """From the day after, it holds again, and the waiver is told as expired."""
    folder = written(tmp_path, WAIVER)
    assert "PRS02" in codes(tmp_path / "none", HURRY)
    assert "PRS02" not in codes(folder, HURRY)
    tomorrow = TODAY + dt.timedelta(days=1)
    assert "PRS02" in codes(folder, HURRY, tomorrow)
    book = load(folder, tomorrow)
    assert (book.waivers, [waiver.code for waiver in book.expired]) == ((), ["PRS02"])


def test_a_waiver_changes_the_fingerprint_and_leaves_the_gate_shut(tmp_path: Path) -> None:
    """What cleared a message is named; a waived rule is no hole in the rulebook, and other rules still hold."""
    folder = written(tmp_path, WAIVER)
    book = load(folder, TODAY)
    assert book.fingerprint != load().fingerprint
    assert book.complete
    assert not hasattr(clear(draft(BAD_BODY), brief(), Linter(book)), "body")


def test_a_rule_is_tightened_by_patterns_and_to_an_error(tmp_path: Path) -> None:
    """More patterns find more; a warning becomes an error."""
    text = "tighten:\n  - {code: PRS02, forbid: ['\\bchop chop\\b']}\n  - {code: DRA11, severity: error}\n"
    folder = written(tmp_path, text)
    assert "PRS02" in codes(folder, "Here is your list, chop chop.")
    assert load(folder).by_code["DRA11"].severity is Severity.ERROR


MISTAKES = {
    "a waiver without a reason": ("waive:\n  - {code: PRS02, until: 2026-12-31}", "team.yaml:2:5: a waiver gives its reason"),
    "a reason of one word": ("waive:\n  - {code: PRS02, reason: no, until: 2026-12-31}", "a waiver gives its reason"),
    "a waiver for ever": ("waive:\n  - {code: PRS02, reason: we like it so}", "`until` must be the last day"),
    "a waiver of nothing": (WAIVER.replace("PRS02", "PRS99"), "there is no rule PRS99"),
    "a loosening": ("tighten:\n  - {code: PRS02, severity: warning}", "to loosen a rule, waive it"),
    "nothing tightened": ("tighten:\n  - {code: PRS02}", "nothing is tightened"),
    "a bad pattern": ("tighten:\n  - {code: PRS02, forbid: ['(?=x)']}", "not valid RE2 syntax"),
    "an empty pattern": ("tighten:\n  - {code: PRS02, forbid: ['x*']}", "matches an empty text"),
    "patterns for a judged rule": ("tighten:\n  - {code: PRS01, forbid: [x]}", "is not a rule with patterns"),
    "an unknown key": ("tighten:\n  - {code: PRS02, loosen: true, severity: error}", "the key 'loosen' is not known"),
    "an unknown list": ("remove: [PRS02]", "the keys `rules`, `tighten` and `waive`"),
    "no list": ("waive: PRS02", "`waive` is a list"),
    "a shared code": (RULE.replace("TEAM01", "PRS02"), "the code PRS02 is used by two rules"),
    "a shared name": (RULE.replace("chop-chop", "rush-words"), "the name rush-words is used by two rules"),
}


@pytest.mark.parametrize(("text", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_file_with_a_mistake_is_refused_whole(text: str, sentence: str, tmp_path: Path) -> None:
    """Nothing of it is in force, and the sentence says what to do."""
    with pytest.raises(BadInput) as caught:
        load(written(tmp_path, text))
    assert sentence in str(caught.value)


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    """Two files, three mistakes."""
    written(tmp_path, "waive:\n  - {code: PRS02}\n", "a.yaml")
    written(tmp_path, "tighten:\n  - {code: PRS02}\n", "b.yaml")
    with pytest.raises(BadInput) as caught:
        load(tmp_path)
    assert [mistake.where.rsplit("/", 1)[-1] for mistake in caught.value.mistakes] == ["a.yaml", "a.yaml", "b.yaml"]


def test_a_rule_that_finds_good_messages_is_a_mistake(tmp_path: Path) -> None:
    """A pattern that hits a good example of any rule would cry wolf."""
    eager = (
        RULE.replace(r"\bchop chop\b", r"\bchop chop\b|\battached\b")
        .replace("The list is attached for you.", "The list is here.")
        .replace("Well then,", "It is [[attached]],")
    )
    mistakes = prove_own(load(written(tmp_path, eager)))
    assert mistakes
    assert all("finds something in a good example of" in mistake.what for mistake in mistakes)


def test_a_rule_beside_a_brief_cannot_be_added(tmp_path: Path) -> None:
    """Its examples could not be tried."""
    beside = RULE.replace(r"{forbid: ['\bchop chop\b']}", "{grounded: names}").replace("reason: urgency", "reason: ungrounded")
    assert "cannot judge beside a brief" in prove_own(load(written(tmp_path, beside)))[0].what


def test_a_hostile_pattern_does_not_slow_the_linter(tmp_path: Path) -> None:
    """What takes a backtracking engine for ever takes RE2 no time."""
    hostile = RULE.replace(r"\bchop chop\b", r"\bchop chop\b|(a+)+b").replace("TEAM01", "TEAM02")
    linter = Linter(load(written(tmp_path, hostile)))
    start = dt.datetime.now(dt.UTC)
    linter.lint("", "a" * 20_000)
    assert dt.datetime.now(dt.UTC) - start < dt.timedelta(seconds=5)
