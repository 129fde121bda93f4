"""Which key does what a finding asks for: a remedy is something that one can press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui import keys

if TYPE_CHECKING:
    from outreach.lint.finding import Finding

_ENGINE = {
    "ungrounded": "add_fact", "injected": "add_fact", "echo": "draft", "leverage": "draft",
    "unkept-offer": "choose_offer", "vague-offer": "choose_offer", "strings": "choose_offer",
    "all-ask": "give_only", "ask-first": "change_ask", "indirect-ask": "change_ask", "minimise": "change_ask",
    "presumption": "change_ask", "language": "draft", "shape": "draft",
}  # fmt: skip
"""By a finding's reason; for what is not named here the message is drafted again."""


def remedy(finding: Finding, *, own: bool) -> keys.Action:
    """Return the action that mends a finding; `own` tells that the words are the person's, who then changes them."""
    name = "edit" if own else _ENGINE.get(finding.reason, "draft")
    return next(action for action in keys.ACTIONS if action.screen == "compose" and action.name == name)
