"""Which rules a second reader judges by: those about what a sentence does or claims. What is counted is left to code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.lint.rule import Rule
    from outreach.lint.rulebook import Rulebook

_KINDS = frozenset({"judged", "grounded", "offer"})


def reviewed(book: Rulebook) -> tuple[Rule, ...]:
    """Return the rules in force that a reader can judge, in the order of the rulebook."""
    rules = (rule for rule in book.rules if rule.kind in _KINDS and not book.waived(rule))
    return tuple(rule for rule in rules if rule.reason != "wrong-name")  # the greeting is code's, and no reader is shown it


def told(rules: Iterable[Rule]) -> str:
    """Return rules as a model is told them: one a line, each with its code."""
    return "\n".join(f"- `{rule.code}`: {rule.says}" for rule in rules)
