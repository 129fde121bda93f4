"""What a pattern needs is never made up: a text that matches meets it, whatever the pattern and the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import re2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outreach.lint import compiled
from outreach.lint.needs import needs
from outreach.lint.patterns import PatternSet, pattern_error, shown, widened
from outreach.lint.rulebook import load

if TYPE_CHECKING:
    from outreach.lint.patterns import Needs

SIGN = st.sampled_from([*"abkst0_é\u017f\u212a \n'", r"\b", r"\n", r"\.", r"\[", r"\w", r"\d", ".", "^", "$", r"\B"])
CLASS = st.sampled_from(["[ab]", "[^a]", "[a-k]", "[ ']", r"[\n ]", "[_s]", r"[\w ]", "[]a]", "[-.]"])
TIMES = st.sampled_from(["?", "*", "+", "+?", "{2}", "{1,3}", "{0,2}", "{2,}"])
WORDS = st.sampled_from(["act", r"\bact\b", r"\bask ", "at k", "(?i:Tab)", "(?-i:SK)", "(?P<a>st)"])


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sequences = st.lists(inner, min_size=1, max_size=4).map("".join)
    groups = st.lists(sequences, min_size=1, max_size=3).map(lambda each: f"(?:{'|'.join(each)})")
    return sequences | groups | st.builds(str.__add__, groups, TIMES)


PATTERN = st.recursive(SIGN | CLASS | WORDS, _joined, max_leaves=14)
TEXT = st.lists(st.sampled_from([*"aAbkKsStT0_é\u017f\u212a\u0130 \n'.,[", "act", "ask", "SK"]), max_size=24).map("".join)


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    return options


@settings(max_examples=300)
@given(PATTERN.filter(lambda pattern: not pattern_error(pattern)), TEXT)
@example(r"\basks\b", "a\u017fK\u017f")
@example(r"\bnvite\b", "\u0130nvite")
@example(r"\bat?k\b|[^b]{3}", "\u212aak")
def test_no_match_is_lost(pattern: str, text: str) -> None:
    """A set finds a pattern exactly where the pattern alone finds something."""
    alone = re2.compile(widened(pattern), _options()).search(text) is not None
    assert PatternSet([pattern]).hits(text) == [0] * alone


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\byou owe me\b", ((("owe",), ("you",), ("me",)),)),
        (r"\bact (?:now|fast)\b", ((("act",), ("fast", "now")),)),
        (r"\bdon't\b", ((("don", "dont"),),)),
        (r"\bsorry\b|\[name\]", ((("sorry",),), (("[",), ("]",)))),
        (r"\bvery (?:\w+ ){0,3}late", ((("very",),),)),
        (r"\b(?:no |never )+end\b", ((("end",), ("never", "no")),)),
        (r"\bpay\w*\b", ((),)),
        (r"\pL+", ((),)),
    ],
)
def test_needs_are_whole_words_and_signs(pattern: str, needed: Needs) -> None:
    """One need for each stretch between edges; none for what may go on, nor for syntax that is not read."""
    assert list(map(set, needs(pattern))) == list(map(set, needed))


def test_words_are_shown_as_re2_reads_them() -> None:
    """ASCII words in lower case, and signs."""
    assert shown("You, na\u00efve_[Kid]!") == {"you", "na", "ve", "kid", "[", "]", "_"}


def test_the_shipped_needs_are_those_of_the_patterns() -> None:
    """As `python -m outreach.lint.compiled` derives them, and few patterns are tried on every text."""
    shipped = compiled.read()
    assert shipped is not None
    derived = {pattern: needs(pattern) for pattern in shipped.needs}
    assert json.dumps(shipped.needs) == json.dumps(derived)
    patterns = [pattern for rule in load().rules if rule.kind == "forbid" for pattern in rule.parameters]
    assert sum(not all(shipped.needs[pattern]) for pattern in patterns) < 0.02 * len(patterns)
