"""Phrases that no message may have, found in a prompt: models copy what is quoted to them, also where it says "never write"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.lint.finding import Severity
from outreach.lint.rule import MESSAGE_REASONS
from outreach.lint.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.errors import Mistake
    from outreach.lint.rulebook import Rulebook
    from outreach.prompting.constructs import Reading

_REASONS = frozenset(MESSAGE_REASONS) - {"placeholder"}
"""Reasons to hold words wherever they stand. A prompt has to speak of what is filled in, so it may look like a placeholder."""


def quoted(reading: Reading, rulebook: Rulebook) -> Iterator[Mistake]:
    """Find the phrases in a source's fixed words that a rule in force holds a message for."""
    for words, at in reading.words:
        text = normalise(words)
        told = set[tuple[int, int]]()
        for rule, start, end in rulebook.forbidden(text.text):
            first, last = text.origin(start, end)
            if (
                rule.severity is not Severity.ERROR
                or rule.reason not in _REASONS
                or rulebook.waived(rule)
                or (first, last) in told
            ):
                continue
            told.add((first, last))
            phrase = " ".join(words[first:last].split())
            what = (
                f'quotes "{phrase}", which no message may say ({rule.code} {rule.name}), and models copy what is quoted to them.'
            )
            yield reading.source.mistake(at + first, f"{what} Say what to do instead: {rule.instead}")
