"""One rule explained: what it finds, why, where that comes from, what to do instead, and examples that are its tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from outreach.tui.outside import clean, literal, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from outreach.errors import OutreachError
    from outreach.lint.rule import Example, Rule


class RuleView(VerticalScroll):
    """One rule to read."""

    DEFAULT_CSS = """
    RuleView { padding: 0 1; }
    RuleView > Static { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """Make the one text."""
        yield Static(id="rule")

    def show(self, rule: Rule) -> None:
        """Explain a rule."""
        self.query_one("#rule", Static).update(Content("\n").join(_lines(rule)))
        self.scroll_home(animate=False)

    def say(self, error: OutreachError) -> None:
        """Say why there are no rules."""
        self.query_one("#rule", Static).update(literal(str(error)))


def _lines(rule: Rule) -> Iterator[Content]:
    yield literal(f"{rule.code} {rule.name}", "bold") + literal(f"  {rule.reason}, {rule.severity}", "$text-muted")
    yield literal(one_line(rule.says, 1000))
    for title, text in (("Instead", rule.instead), ("Why", rule.why), ("Source", rule.source)):
        yield from (Content(""), Content.styled(title, "bold $primary"), literal(one_line(text, 1000)))
    for title, examples in (("Bad", rule.bad), ("Good", rule.good)):
        yield from (Content(""), Content.styled(title, "bold $primary"))
        yield from (_example(each) for each in examples)


def _example(example: Example) -> Content:
    """Return an example with what the rule finds underlined, and in [[ ]] so that it is not told by style alone."""
    parts, at = [Content("• ")], 0
    if example.subject:
        parts.append(literal(f"Subject: {one_line(example.subject)} · ", "$text-muted"))
    for start, end in example.spans:
        parts += [
            Content(_flat(example.text[at:start])),
            Content.styled(f"[[{_flat(example.text[start:end])}]]", "underline $warning"),
        ]
        at = end
    return Content("").join([*parts, Content(_flat(example.text[at:]))])


def _flat(text: str) -> str:
    return clean(text).replace("\n", " ")
