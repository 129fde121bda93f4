"""The shipped rules: their examples are their tests, their wording is tested, and their patterns cry wolf at no fair message."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from outreach.lint.checks import KINDS
from outreach.lint.compiled import SHIPPED
from outreach.lint.finding import Severity
from outreach.lint.linter import Linter
from outreach.lint.proof import prove
from outreach.lint.rule import DRAFT_REASONS, MESSAGE_REASONS, Rule
from outreach.lint.rule_file import read_rules
from outreach.lint.rulebook import load
from tests.lint.briefs import STANDARD

TRAIN = Path(__file__).parents[1] / "corpus" / "train"
BOOK = load()
RULES = BOOK.rules
LONGEST_SENTENCE = 200
LONGEST_PARAGRAPH = 320
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_the_rulebook_is_proved() -> None:
    """Every pattern fires, every exception is needed, findings equal the marks, and good examples pass."""
    mistakes = [str(mistake) for mistake in prove(BOOK, STANDARD)]
    assert mistakes == []


def test_every_file_is_sound_on_its_own() -> None:
    """The shipped files are loaded without trying each pattern; here each is tried."""
    assert sum(len(read_rules(path)) for path in SHIPPED.glob("*.yaml")) == len(RULES)


def test_every_reason_has_its_rules() -> None:
    """Each label of the guide is judged by the classifier and is an error; each reason of a draft has a rule."""
    judged = {rule.parameters[0]: rule for rule in RULES if rule.kind == "judged"}
    assert set(judged) == set(MESSAGE_REASONS)
    assert all(rule.reason == reason and rule.severity is Severity.ERROR for reason, rule in judged.items())
    assert {rule.reason for rule in RULES} >= set(DRAFT_REASONS)
    assert BOOK.complete


def test_every_check_is_used_once() -> None:
    """No kind of check lies idle, and none is made twice."""
    used = sorted((rule.kind, rule.parameters[0]) for rule in RULES if rule.kind != "forbid")
    assert used == sorted((kind, value) for kind, values in KINDS.items() if values for value in values.split("|"))


@each_rule
def test_its_sentences_are_sentences(rule: Rule) -> None:
    """What is wrong and what to do instead are one sentence each, short enough for a line under a message."""
    for text in (rule.says, rule.instead):
        assert text.endswith(".")
        assert len(text) <= LONGEST_SENTENCE
        assert re.search(r"[.!?]\s", text) is None
        assert text[0].isupper()
    assert rule.why.endswith(".")
    assert len(rule.why) <= LONGEST_PARAGRAPH
    assert rule.source.endswith(".")


@each_rule
def test_its_sentences_quote_nothing_that_is_banned(rule: Rule) -> None:
    """They go into the request for a repair, and models copy what is quoted."""
    for text in (rule.says, rule.instead):
        assert '"' not in text
        assert list(BOOK.forbidden(text)) == []


@each_rule
def test_its_name_reads_well_after_allow(rule: Rule) -> None:
    """A name is the thing that would be allowed, in two to four words."""
    words = rule.name.split("-")
    assert 1 <= len(words) <= 4
    assert words[0] not in {"no", "not", "avoid", "do", "dont", "never"}


@cache
def _train() -> tuple[dict[str, object], ...]:
    lines = [line for path in sorted(TRAIN.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return tuple(json.loads(line) for line in lines)


@cache
def _found_by_patterns() -> dict[str, set[str]]:
    """Return the codes of the patterns' errors in each labelled message, by its id."""
    linter = Linter(BOOK)
    forbidding = {rule.code for rule in RULES if rule.kind == "forbid" and rule.severity is Severity.ERROR}
    found = {}
    for record in _train():
        report = linter.lint(str(record["subject"]), str(record["body"]))
        found[str(record["id"])] = {finding.code for finding in report.findings} & forbidding
    return found


def test_patterns_reject_no_fair_message() -> None:
    """Stock phrases are errors because they are sure: no message that people would send has one."""
    passes = {str(record["id"]) for record in _train() if record["verdict"] == "pass"}
    assert len(passes) > 600
    assert {key: codes for key, codes in _found_by_patterns().items() if codes and key in passes} == {}


def test_patterns_alone_find_a_fifth_of_the_rejects() -> None:
    """They are no judge of acts; what they find, they find without one."""
    rejects = {str(record["id"]) for record in _train() if record["verdict"] == "reject"}
    hit = {key for key, codes in _found_by_patterns().items() if codes and key in rejects}
    assert len(hit) / len(rejects) > 0.2


@pytest.mark.parametrize(
    "body",
    [
        "URG\u200bENT: a\u200bct no\u200bw, Ms Roy.",
        "**Act now**, Ms Roy.",
        "\uff21\uff43\uff54 \uff4e\uff4f\uff57, Ms Roy.",
        "A C T  N O W, Ms Roy.",
        "\u0410ct now, Ms Roy.",
    ],
)
def test_a_disguised_phrase_is_found(body: str) -> None:
    """Patterns read the folded text."""
    report = Linter(BOOK).lint("", body)
    assert "PRS02" in {finding.code for finding in report.findings}


def test_a_quoted_reply_is_somebody_elses_word() -> None:
    """What stands behind ">" is not found."""
    body = "Hi Una, the list is attached, all nine halls, yours to use.\n\n> Act now, before it's too late!\n"
    assert "PRS02" not in {finding.code for finding in Linter(BOOK).lint("", body).findings}


@pytest.mark.parametrize("body", ["", " \n", "\u200b", "Ok."])
def test_an_empty_message_is_held(body: str) -> None:
    """There is nothing to clear in it."""
    report = Linter(BOOK).lint("", body)
    assert "MSG06" in {finding.code for finding in report.findings}
    assert not report.cleared


def test_patterns_of_the_ledger_rest_on_an_ordinary_message() -> None:
    """A person may speak of the past in their own message; a draft may not."""
    body = STANDARD_BODY.replace("Nadia", "We gave you a table before.\n\nNadia", 1)
    linter = Linter(BOOK)
    assert "DRA14" not in {finding.code for finding in linter.lint("", body).findings}
    assert "DRA14" in {finding.code for finding in linter.lint("", body, STANDARD).findings}


STANDARD_BODY = "Hello Joel,\n\nI can give you a serviced Husqvarna sewing machine.\n\nNadia"
