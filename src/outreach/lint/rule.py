"""One rule: a row of data that says what is wrong, why, and what to do instead, with examples that are its tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from outreach.lint.finding import Severity

MESSAGE_REASONS = (
    "all-ask", "ask-first", "vague-offer", "indirect-ask", "urgency", "scarcity", "guilt", "debt", "flattery", "familiarity",
    "deception", "strings", "social", "fear", "presumption", "minimise", "shame", "placeholder",
)  # fmt: skip
"""What can be wrong with any message: the labels of the corpus guide."""

DRAFT_REASONS = ("unkept-offer", "ungrounded", "wrong-name", "echo", "leverage", "injected", "language", "shape")
"""What else can be wrong with a draft, judged beside its brief; `language` and `shape` hold for any message."""

REASONS = MESSAGE_REASONS + DRAFT_REASONS


class Example(NamedTuple):
    """A message, or a part of one, that a rule must find or must let pass.

    In the file the words that are found stand between `[[` and `]]`; `spans` are their half-open offsets in `text`, which has no
    marks.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    subject: str = ""


class Rule(NamedTuple):
    """One rule. `check` names one kind of check and its parameters; `where` is the file it was read from."""

    code: str
    name: str
    reason: str
    severity: Severity
    says: str
    why: str
    source: str
    instead: str
    kind: str
    parameters: tuple[str, ...]
    unless: tuple[str, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    where: str
