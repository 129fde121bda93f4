"""Patterns: a set finds what each finds alone, and a pattern that failed is never taken for a clean text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from outreach.lint import patterns
from outreach.lint.patterns import LONGEST, PatternSet, pattern_error, widened
from outreach.lint.rulebook import load
from outreach.lint.text import normalise

CORPUS = Path(__file__).parents[1] / "corpus"
PATTERNS = (r"\bact now\b", r"\bno one\b", r"(?m:^dear ,)", r"[éü]+", r"a{2,3}", r"\bso\b")


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    return options


def _bodies() -> list[str]:
    files = [CORPUS / "dev.jsonl", *sorted((CORPUS / "train").glob("*.jsonl"))]
    return [normalise(json.loads(line)["body"]).text for file in files for line in file.read_text("utf-8").splitlines()]


def test_the_set_finds_what_each_pattern_finds_alone() -> None:
    """Parity over every labelled message and every shipped pattern and exception."""
    rules = load().rules
    sources = [pattern for rule in rules if rule.kind == "forbid" for pattern in (*rule.parameters, *rule.unless)]
    alone = [re2.compile(widened(source), _options()) for source in sources]
    together = PatternSet(sources)
    hit = 0
    for body in _bodies():
        expected = [index for index, pattern in enumerate(alone) if pattern.search(body)]
        hit += bool(expected)
        assert together.hits(body) == expected
    assert hit > 300


@given(st.text(alphabet="aAcCdDeEnNoOrRsStTwW é,ü\n", max_size=80))
def test_hits_and_spans_agree_on_any_text(text: str) -> None:
    """A pattern is a hit exactly when it has a span, and every span is a match of its pattern."""
    together = PatternSet(PATTERNS)
    hits = together.hits(text)
    for index, source in enumerate(PATTERNS):
        spans = list(together.spans(index, text))
        assert bool(spans) == (index in hits)
        for start, end in spans:
            assert re2.compile(widened(source), _options()).search(text[start:end]) is not None


def test_case_is_ignored_and_word_boundaries_are_kept() -> None:
    """The word is found in capitals, and not inside "also"."""
    together = PatternSet([r"\bso\b"])
    assert together.hits("It was SO good") == [0]
    assert together.hits("It was also good") == []


def test_spans_are_offsets_in_characters() -> None:
    """Offsets count characters, not bytes."""
    assert list(PatternSet(["café"]).spans(0, "Zoë's café")) == [(6, 10)]


def test_no_patterns_and_no_text_find_nothing() -> None:
    """An empty set and an empty text are both fine."""
    assert PatternSet([]).hits("anything") == []
    assert PatternSet(["a"]).hits("") == []


def test_a_pattern_that_does_not_fit_in_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that cannot be compiled is an error when it is first needed: a text that nobody looked at is not clean."""
    monkeypatch.setattr(patterns, "MEMORY", 2_000)
    starved = PatternSet([rf"\bword{number} (?:\w+ ){{0,50}}end\b" for number in range(20)])
    with pytest.raises(re2.error):
        starved.hits("word3 and then the end")


@pytest.mark.parametrize("text", ["you're owed", "youre owed", "you're  owed", "you're\nowed", "YOU'RE \n owed"])
def test_a_pattern_reads_wrapped_and_careless_text(text: str) -> None:
    """A blank may be a line break or two blanks, and an apostrophe may be missing."""
    assert PatternSet([r"\byou're owed\b"]).hits(text) == [0]


@pytest.mark.parametrize("text", ["you're\n\nowed", "you'reowed", "you''re owed"])
def test_a_pattern_does_not_cross_a_paragraph(text: str) -> None:
    """Two line breaks end a paragraph."""
    assert PatternSet([r"\byou're owed\b"]).hits(text) == []


def test_classes_and_escapes_are_matched_as_written() -> None:
    """Only a bare blank and a bare apostrophe are read more widely."""
    assert widened(r"[ ']\ \' [^] ']'?") == r"[ ']\ \'(?: ?[ " + "\n" + r"] ?)[^] '](?:'?)?"


@pytest.mark.parametrize(
    ("pattern", "cause"),
    [
        (r"(?=ahead)", "not valid RE2"),
        (r"(a)\1", "not valid RE2"),
        ("[", "not valid RE2"),
        ("(?:maybe)?", "empty text"),
        ("a*", "empty text"),
        ("a" * (LONGEST + 1), "characters long"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_explained(pattern: str, cause: str) -> None:
    """Each fault is said in one sentence."""
    error = pattern_error(pattern)
    assert cause in error
    assert error.endswith(".")


def test_a_sound_pattern_has_no_error() -> None:
    """What the rules use is accepted."""
    assert pattern_error(r"\byou owe (?:me|us)\b") == ""
