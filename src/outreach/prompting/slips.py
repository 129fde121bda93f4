"""What a slip of the hand in a template is called, in the words of somebody who writes and does not program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import TemplateSyntaxError

from outreach.prompting.inputs import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.errors import Mistake
    from outreach.prompting.source import Source

_MARK: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_WORD: Final = re.compile(r"\{%[-+]?\s*(\w*)")
_CURLY: Final = re.compile("[\u2018\u2019\u201c\u201d\u00ab\u00bb]")
_INPUT: Final = "An input stands between two braces on each side, as in {{ words }}"
_CONDITION: Final = '{% if asks %} or {% if channel == "dm" %}'
_SHOWN: Final = 40


class Tag(NamedTuple):
    """One tag of a template, with the character at which it begins."""

    text: str
    start: int

    @property
    def word(self) -> str:
        """Return the first word of a `{% … %}`, nothing for other tags."""
        match = _WORD.match(self.text)
        return match[1] if match else ""


def explain(source: Source, parse: Callable[[str], object], error: TemplateSyntaxError) -> Mistake:
    """Return what is wrong with a source that cannot be parsed, at its place; `parse` reads a template, as it read this one."""
    tags: list[Tag] = []
    for found in _tags(source.text):
        if isinstance(found, Tag):
            tags.append(found)
        else:
            return source.mistake(*found)
    return (
        next(_unpaired(source, tags), None)
        or next(_unreadable(source, tags, parse), None)
        or source.mistake(_line(source.text, error.lineno), f"cannot be read: {(error.message or 'a slip').rstrip('.')}.")
    )


def single_braces(source: Source) -> Iterator[tuple[str, Mistake]]:
    """Yield each input that has lost a brace in a source that can be parsed, so that it would be sent as it stands."""
    blank = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", lambda match: " " * len(match[0]), source.text, flags=re.DOTALL)
    for match in re.finditer(r"\{+\s*([a-z_]+)\s*\}*|(?<![\w{])([a-z_]+)\s*\}\}", blank):
        name = match[1] or match[2]
        if name in names():
            what = f"{_quote(match[0])} would be sent as it stands. {_INPUT.replace('words', name)}."
            yield name, source.mistake(match.start(), what)
    lone = re.search(r"%\}|#\}|\{ +%", blank)
    if lone is not None:
        what = f"a lone {_quote(lone[0])} would be sent as it stands. A tag begins with {{% and ends with %}}."
        yield "", source.mistake(lone.start(), what)


def _tags(text: str) -> Iterator[Tag | tuple[int, str]]:
    """Yield the tags of a text in order, or the place and the nature of the first mark that has no partner."""
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if opened is None:
            if mark[0] in _CLOSING:
                opened = mark
            elif mark[0] == "%}":
                yield mark.start(), "`%}` closes a tag that was never opened. A tag stands between {% and %}."
                return
        elif mark[0] == _CLOSING[opened[0]]:
            yield Tag(text[opened.start() : mark.end()], opened.start())
            opened = None
        elif mark[0] in _CLOSING and opened[0] != "{#":
            break
    if opened is not None:
        yield opened.start(), _unclosed(text, opened)


def _unclosed(text: str, opened: re.Match[str]) -> str:
    quoted = _quote(text[opened.start() :].split("\n", 1)[0])
    if opened[0] == "{{":
        return f"{quoted} is not closed. {_INPUT}."
    kind = "A tag" if opened[0] == "{%" else "A comment"
    return f"{quoted} is not closed. {kind} that begins with {opened[0]} ends with {_CLOSING[opened[0]]}."


def _unpaired(source: Source, tags: list[Tag]) -> Iterator[Mistake]:
    """Find an `if` without its end, and an end, `else` or `elif` without its `if`."""
    opened: list[Tag] = []
    for tag in tags:
        if tag.word == "if":
            opened.append(tag)
        elif tag.word in {"else", "elif", "endif"} and not opened:
            yield source.mistake(tag.start, f"{_quote(tag.text)} stands without an {{% if … %}} before it.")
        elif tag.word == "endif":
            opened.pop()
    if opened:
        what = f"{_quote(opened[-1].text)} is never ended. Write {{% endif %}} where the part ends that depends on it."
        yield source.mistake(opened[-1].start, what)


def _unreadable(source: Source, tags: list[Tag], parse: Callable[[str], object]) -> Iterator[Mistake]:
    """Find the first tag that cannot be read even by itself."""
    for tag in tags:
        alone = tag.text.replace("elif", "if", 1) if tag.word == "elif" else tag.text
        if tag.word in {"else", "endif"}:
            alone = f"{{% if asks %}}{tag.text}" + ("{% endif %}" if tag.word == "else" else "")
        elif tag.word in {"if", "elif"}:
            alone += "{% endif %}"
        try:
            parse(alone)
        except (TemplateSyntaxError, ValueError):
            yield source.mistake(tag.start, f"{_quote(tag.text)} cannot be read. {_advice(tag)}")


def _advice(tag: Tag) -> str:
    curly = _CURLY.search(tag.text)
    if curly:
        return f'{curly[0]} is a curly quotation mark, as a word processor sets it: inside a tag use a straight one (").'
    if tag.text.startswith("{{"):
        return "Between the braces stands the name of one input, as in {{ words }}, and nothing else."
    if tag.word in {"if", "elif"}:
        return f"A condition is written as in {_CONDITION}."
    if tag.word == "include":
        return 'A partial is included as in {% include "partials/voice.md" %}.'
    return 'The tags are {% if … %}, {% elif … %}, {% else %}, {% endif %} and {% include "partials/NAME.md" %}.'


def _quote(text: str) -> str:
    text = " ".join(text.split())
    return f"`{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}`"


def _line(text: str, number: int) -> int:
    """Return the character at which a line begins, numbered from 1."""
    return sum(len(line) + 1 for line in text.split("\n")[: number - 1])
