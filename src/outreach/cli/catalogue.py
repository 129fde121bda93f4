"""The rules as a Markdown catalogue, to be read where there is no terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.lint.rule import Example, Rule
    from outreach.lint.rulebook import Rulebook


def catalogue(book: Rulebook) -> str:
    """Return the rules by reason, each under fixed headings; what a rule finds in an example is set in bold."""
    lines = ["# Rules", ""]
    reasons = dict.fromkeys(rule.reason for rule in book.rules)
    for reason in reasons:
        lines += [f"## {reason}", ""]
        for rule in book.rules:
            if rule.reason == reason:
                lines += _entry(rule)
    return "\n".join(lines)


def _entry(rule: Rule) -> Iterator[str]:
    yield from (f"### {rule.code} {rule.name}", "", f"*{rule.severity.capitalize()}.* {rule.says}", "")
    yield from (f"**Why.** {rule.why}", "", f"**Source.** {rule.source}", "", f"**Instead.** {rule.instead}", "")
    for heading, examples in (("Bad", rule.bad), ("Good", rule.good)):
        yield from (f"**{heading}**", "")
        for each in examples:
            yield from _example(each)


def _example(each: Example) -> Iterator[str]:
    """Yield an example as a quote. Its text is a message, not Markdown: what could be read as such is escaped."""
    text, position = "", 0
    for start, end in each.spans:
        text += f"{_plain(each.text[position:start])}**{_plain(each.text[start:end]).strip()}**"
        position = end
    text += _plain(each.text[position:])
    if each.subject:
        text = f"Subject: {_plain(each.subject)}\n\n{text}"
    yield from (f"> {line}".rstrip() for line in text.splitlines())
    yield ""


def _plain(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|" else sign for sign in text)
