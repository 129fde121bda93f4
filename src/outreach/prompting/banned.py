"""Phrases that no message may have, found in a prompt: models copy what is quoted to them, also where it says "never write"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach.lint.acts import judge
from outreach.lint.finding import Severity
from outreach.lint.rule import MESSAGE_REASONS
from outreach.lint.text import normalise, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.errors import Mistake
    from outreach.lint.rule import Rule
    from outreach.lint.rulebook import Rulebook
    from outreach.prompting.constructs import Reading

_REASONS: Final = frozenset(MESSAGE_REASONS) - {"placeholder"}
"""Reasons to hold words wherever they stand. A prompt has to speak of what is filled in, so it may look like a placeholder."""
_OF_A_PHRASE: Final = _REASONS - {"all-ask", "ask-first", "vague-offer", "indirect-ask"}
"""Reasons that a few words can be held for by themselves; the others are a matter of what stands around them."""
_LIKELY: Final = 0.35
_QUOTED: Final = re.compile(r"\"([^\"\n]{3,80})\"|“([^”\n]{3,80})”|`([^`\n]{3,80})`|(?<!\w)['‘]([^'‘’\n]{3,80})['’](?!\w)")  # noqa: RUF001  # the quotes that people type


class _Hit(NamedTuple):
    start: int
    end: int
    rule: Rule


def quoted(reading: Reading, rulebook: Rulebook) -> Iterator[Mistake]:
    """Find the phrases in a source's fixed words that a message would be held for: by a pattern, or read as a sentence."""
    for words, at in reading.words:
        told: list[_Hit] = []
        for hit in (*_by_pattern(words, rulebook), *_by_reading(words, rulebook)):
            if hit.rule.severity is not Severity.ERROR or rulebook.waived(hit.rule) or any(_overlap(hit, each) for each in told):
                continue
            told.append(hit)
            phrase, rule = " ".join(words[hit.start : hit.end].split()), hit.rule
            what = (
                f'quotes "{phrase}", which no message may say ({rule.code} {rule.name}), and models copy what is quoted to them.'
            )
            yield reading.source.mistake(at + hit.start, f"{what} Say what to do instead: {rule.instead}")


def _by_pattern(words: str, rulebook: Rulebook) -> Iterator[_Hit]:
    text = normalise(words)
    for rule, start, end in rulebook.forbidden(text.text):
        if rule.reason in _REASONS:
            yield _Hit(*text.origin(start, end), rule)


def _by_reading(words: str, rulebook: Rulebook) -> Iterator[_Hit]:
    """Find quotations of several words that read as a sentence which is held."""
    for match in _QUOTED.finditer(words):
        group = match.lastindex or 0
        phrase = match[group]
        if " " not in phrase.strip():
            continue
        start, end = match.span(group)
        # By itself: a pattern may know it by where it begins.
        yield from (_Hit(start, end, hit.rule) for hit in _by_pattern(phrase, rulebook))
        for found in judge(read("", f"{phrase.strip().rstrip('.!')}.")).reasons:
            if found.reason in _OF_A_PHRASE and found.score >= _LIKELY:
                for rule in rulebook.judging[found.reason][:1]:
                    yield _Hit(start, end, rule)


def _overlap(one: _Hit, other: _Hit) -> bool:
    return one.start < other.end and other.start < one.end
