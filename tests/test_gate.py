"""The gate holds what should be held, whichever way one tries to get round it."""

from __future__ import annotations

import copy
import dataclasses
import json
import logging
import pickle
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest

from outreach import gate
from outreach.domain.draft import Author, Draft
from outreach.errors import InternalError
from outreach.gate import ClearedMessage, Held, Waiver, clear
from outreach.lint.finding import Finding, Severity
from outreach.lint.linter import Linter
from outreach.lint.rulebook import Rulebook, load
from tests.values import BAD_BODY, CANARY, GOOD_BODY, brief, draft


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(load())


def test_a_good_draft_is_cleared_word_for_word(linter: Linter) -> None:
    """What is cleared is what was linted, and says under which rules."""
    outcome = clear(draft(), brief(), linter)
    assert isinstance(outcome, ClearedMessage), outcome
    assert (outcome.body, outcome.subject) == (GOOD_BODY, "A proofread of your Welsh captions")
    assert outcome.rulebook == linter.rulebook.fingerprint


def test_a_bad_draft_is_held_with_findings_and_without_words(linter: Linter) -> None:
    """A held draft says which rule, where, and what to do, and repeats nothing."""
    outcome = clear(draft(BAD_BODY), brief(), linter)
    assert isinstance(outcome, Held)
    assert outcome.findings
    assert CANARY not in repr(outcome)
    assert all(finding.says and finding.instead for finding in outcome.findings)


BAD_MESSAGES = {
    "all-ask": "Hello Nia,\n\nPlease list Slow Ink among your stockists and send me the form today.\n\nInes Moreau",
    "deadline": f"{GOOD_BODY}\n\nAct now: this offer ends tonight and will never come back.",
    "placeholder": GOOD_BODY.replace("Nia", "[First Name]"),
    "wrong name": GOOD_BODY.replace("Hello Nia", "Hello Karen"),
    "another offer": GOOD_BODY.replace("a proofread of your Welsh captions", "a week in our house on Crete"),
    "link": GOOD_BODY.replace("June", "") + "\n\nPS The form is at https://evil.example/form",
    "empty": "",
    "three words": "list us please",
    "json": '{"subject": "x", "offer": "a proofread of your Welsh captions"}',
    "German": "Hallo Nia,\n\nich kann dir anbieten, die walisischen Bildtexte zu lesen, und würde mich über eine Antwort freuen.",
}


@pytest.mark.parametrize("body", BAD_MESSAGES.values(), ids=BAD_MESSAGES)
def test_a_gate_that_no_longer_lints_is_noticed(body: str, linter: Linter) -> None:
    """Each of these must be held; a gate that waves drafts through fails here, which no type could say."""
    assert isinstance(clear(draft(body), brief(), linter), Held)


def test_the_gate_asks_the_linter_about_the_very_words(monkeypatch: pytest.MonkeyPatch, linter: Linter) -> None:
    """The words that were linted and the words that were cleared are the same, in one call each."""
    seen: list[tuple[str, str]] = []
    original = linter.lint

    def watching(subject: str, body: str, given: Any = None) -> Any:  # noqa: ANN401  # passes through
        seen.append((subject, body))
        return original(subject, body, given)

    monkeypatch.setattr(linter, "lint", watching)
    outcome = clear(draft(), brief(), linter)
    assert isinstance(outcome, ClearedMessage)
    assert seen == [(outcome.subject, outcome.body)]


def test_a_rulebook_that_lost_a_reason_clears_nothing(linter: Linter) -> None:
    """An empty rulebook finds nothing wrong with anything; that is no clearance. One lost reason is enough."""
    assert isinstance(clear(draft(), brief(), Linter(Rulebook(()))), Held)
    without_guilt = Rulebook(rule for rule in linter.rulebook.rules if rule.reason != "guilt")
    assert isinstance(clear(draft(), brief(), Linter(without_guilt)), Held)


@pytest.mark.parametrize("claim", [{"offer_id": "slot"}, {"offer_id": ""}, {"fact_ids": ("proof", "award")}])
def test_a_draft_that_rests_on_what_is_not_in_its_brief_is_held(claim: dict[str, Any], linter: Linter) -> None:
    """Good words do not help a draft that claims another offer or an unknown fact."""
    outcome = clear(draft().model_copy(update=claim), brief(), linter)
    assert isinstance(outcome, Held)
    assert "unrecorded-ground" in {finding.name for finding in outcome.findings}


class _Broken:
    """A linter that breaks with the words in its hand."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    def lint(self, *words: object) -> None:
        raise RuntimeError(*words)


def test_a_linter_that_breaks_holds_the_message(linter: Linter) -> None:
    """An error inside the linter is a hold that names the kind of fault and no word."""
    broken: Any = _Broken(linter.rulebook)
    outcome = clear(draft(BAD_BODY), brief(), broken)
    assert isinstance(outcome, Held)
    assert "RuntimeError" in outcome.findings[0].says
    assert CANARY not in repr(outcome)


def test_a_rule_that_breaks_holds_the_message(monkeypatch: pytest.MonkeyPatch, linter: Linter) -> None:
    """One crashing check is as good as no judgement."""

    def crash(case: Any, parameter: str) -> Any:  # noqa: ANN401  # stands in for any check
        raise ValueError(case.reading.body.text)

    monkeypatch.setitem(sys.modules["outreach.lint.linter"].CHECKS, "length", crash)
    outcome = clear(draft(), brief(), linter)
    assert isinstance(outcome, Held)
    assert outcome.findings[0].name == "unjudged"


def test_a_hundred_thousand_words_are_held_and_judged_in_time(linter: Linter) -> None:
    """Length is no way through: a message that long is held."""
    assert isinstance(clear(draft(GOOD_BODY + " and more" * 50_000), brief(), linter), Held)


@pytest.mark.parametrize("body", ["a" * 180_000, "A-" * 90_000, "a " * 90_000, "You are. " * 20_000])
def test_what_is_no_letter_is_held_without_being_compared(body: str, linter: Linter) -> None:
    """A word or a text of endless length holds the message; to compare it with the brief would take minutes."""
    outcome = clear(draft(body=body), brief(), linter)
    assert isinstance(outcome, Held)
    assert [finding.code for finding in outcome.findings] == ["LINT00"]
    assert "shorten the text" in outcome.findings[0].instead


def test_no_one_else_can_make_a_cleared_message() -> None:
    """The constructor wants the gate's seal; replace, copy, pickle and subclass get nowhere."""
    make: Any = ClearedMessage
    fields = ("", BAD_BODY, "Nia", "", "welsh", (), Author.ENGINE, "0" * 12, (), ())
    for forged in (None, object(), True, "seal", gate._Seal()):
        with pytest.raises(InternalError):
            make(*fields, seal=forged)
    with pytest.raises(TypeError):
        make(*fields)
    with pytest.raises(TypeError):
        type("Mine", (make,), {})


def test_a_cleared_message_cannot_be_altered_copied_or_kept(linter: Linter) -> None:
    """Old text is cleared again: there is no way to carry a clearance over to other words or another day."""
    cleared = clear(draft(), brief(), linter)
    assert isinstance(cleared, ClearedMessage)
    with pytest.raises(dataclasses.FrozenInstanceError):
        cleared.body = BAD_BODY  # type: ignore[misc]  # that is the point
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(cleared, body=BAD_BODY)  # type: ignore[call-arg]  # mypy misses the seal too
    for way in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            way(cleared)


FORGERIES = {
    "no seal": 'ClearedMessage("", "words", "", "", "", (), Author.ENGINE, "", (), ())',
    "a flag": 'ClearedMessage("", "words", "", "", "", (), Author.ENGINE, "", (), (), seal=True)',
    "a subclass": "class Mine(ClearedMessage): ...",
    "a change": 'def f(m: ClearedMessage) -> None:\n    m.body = "words"',
    "a draft": "def f(d: Draft) -> ClearedMessage:\n    return d",
    "a held one": "def f(h: Held) -> str:\n    return h.body",
}


def test_the_type_checker_refuses_every_forgery(tmp_path: Path) -> None:
    """Mypy says no to each before anything runs."""
    heads = "from outreach.domain.draft import Author, Draft\nfrom outreach.gate import ClearedMessage, Held\n"
    files = [tmp_path / f"{name.replace(' ', '_')}.py" for name in FORGERIES]
    for file, code in zip(files, FORGERIES.values(), strict=True):
        file.write_text(heads + code + "\n")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--cache-dir", str(tmp_path / "cache")]
    run = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)  # noqa: S603  # our own interpreter
    refused = {Path(line.split(":")[0]).name for line in run.stdout.splitlines() if ": error:" in line}
    assert refused == {file.name for file in files}, run.stdout + run.stderr


def test_a_draft_shows_its_words_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    """repr, str, format, JSON, dict, pickle, logging: none of them gives the words out."""
    bad = draft(BAD_BODY, subject=CANARY)
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("outreach").warning("draft %s %r", bad, bad)
    shown = [repr(bad), str(bad), f"{bad}", bad.model_dump_json(), repr(bad.model_dump()), caplog.text, json.dumps(str(bad))]
    assert not any(CANARY in text for text in shown)
    assert not any(CANARY in repr(way(bad)) for way in (copy.copy, copy.deepcopy))
    with pytest.raises(TypeError):
        pickle.dumps(bad)


def test_a_traceback_with_locals_shows_no_words(linter: Linter) -> None:
    """A crash reporter that prints every local variable prints none of the draft."""
    bad = draft(BAD_BODY, subject=CANARY)
    try:
        clear(bad, None, linter)
    except InternalError as error:
        shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "clear" in shown
    assert CANARY not in shown


def test_an_engines_draft_takes_no_waiver(linter: Linter) -> None:
    """Only a person may waive, and only in their own words."""
    with pytest.raises(InternalError):
        clear(draft(), brief(), linter, (Waiver("URG01", "I know"),))


def test_a_persons_own_text_may_waive_a_named_finding_with_a_reason(linter: Linter) -> None:
    """A person's text is held on errors until they waive each by its code, and the waiver is kept with the message."""
    own = draft("Please list Slow Ink among your stockists and send me the form today.", author=Author.PERSON)
    held = clear(own, None, linter)
    assert isinstance(held, Held)
    codes = {finding.code for finding in held.findings}
    assert isinstance(clear(own, None, linter, tuple(Waiver(code, " ") for code in codes)), Held)
    cleared = clear(own, None, linter, tuple(Waiver(code, "She asked me to remind her") for code in codes))
    assert isinstance(cleared, ClearedMessage)
    assert {waiver.code for waiver in cleared.waived} == codes


def test_the_secret_values_of_a_draft_are_hidden_fields() -> None:
    """Every field of a draft that can hold words is a secret; a new one must be too."""
    words = {name for name, field in Draft.model_fields.items() if "SecretStr" in str(field.annotation)}
    assert words == {"subject", "body", "offer_part", "ask_part"}
    assert set(Draft.model_fields) - words == {"offer_id", "fact_ids", "author"}


def test_a_stop_in_the_middle_carries_no_words_up(monkeypatch: pytest.MonkeyPatch, linter: Linter) -> None:
    """Ctrl-C during the judgement is passed on without the frames that hold the draft."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(linter, "lint", stop)
    with pytest.raises(KeyboardInterrupt) as caught:
        clear(draft(BAD_BODY), brief(), linter)
    shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert CANARY not in shown
    assert "_judge" not in shown


def test_what_a_second_reader_found_holds_a_draft_and_clears_none(linter: Linter) -> None:
    """The linter runs all the same: its own findings stand beside those handed in."""
    found = Finding("PRA01", "hollow-praise", "flattery", Severity.WARNING, "body", 1, 0, 5, "Says.", "Instead.")
    assert isinstance(clear(draft(), brief(), linter), ClearedMessage)
    held = clear(draft(), brief(), linter, also=(found,))
    assert isinstance(held, Held)
    assert held.findings == (found,)
    bad = clear(draft(BAD_BODY), brief(), linter)
    assert isinstance(bad, Held)
    both = clear(draft(BAD_BODY), brief(), linter, also=(found,))
    assert isinstance(both, Held)
    assert both.findings == (*bad.findings, found)
    assert clear(draft(BAD_BODY), brief(), linter, also=()) == bad
