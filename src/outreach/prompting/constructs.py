"""What a prompt may be made of: `{{ name }}`, `{% if %}` with comparisons, and `{% include "partials/NAME.md" %}`.

Everything else that Jinja2 knows is refused before anything runs. Without loops, calls, filters and arithmetic a prompt
cannot run long, cannot grow without bound and cannot reach into a value; the sandbox stands behind this as a second wall.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from outreach.prompting.scanning import MAX_SOURCE, oversize, scan
from outreach.prompting.slips import explain, single_braces

if TYPE_CHECKING:
    from outreach.errors import Mistake
    from outreach.prompting.scanning import Token
    from outreach.prompting.source import Source

PARTIAL: Final = re.compile(r"partials/[a-z0-9][a-z0-9-]{0,63}\.md")

_ALLOWED: Final = (
    nodes.And,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Const,
    nodes.If,
    nodes.List,
    nodes.Not,
    nodes.Operand,
    nodes.Or,
    nodes.Output,
    nodes.Template,
    nodes.TemplateData,
    nodes.Tuple,
)
_ARITHMETIC: Final = ("+", "-", "*", "/", "//", "%", "**")
_CALLED: Final[tuple[tuple[type[nodes.Node], str, tuple[str, ...]], ...]] = (
    (nodes.For, "a loop", ("for",)),
    (nodes.BinExpr, "arithmetic", _ARITHMETIC),
    (nodes.UnaryExpr, "arithmetic", _ARITHMETIC),
    (nodes.Concat, "joining with ~", ("~",)),
    (nodes.Filter, "a filter", ("|",)),
    (nodes.FilterBlock, "a filter", ("filter",)),
    (nodes.Test, "a test", ("is",)),
    (nodes.CallBlock, "a call", ("call",)),
    (nodes.Call, "a call", ("(",)),
    (nodes.Macro, "a macro", ("macro",)),
    (nodes.Getattr, "a look inside a value", (".",)),
    (nodes.Getitem, "a look inside a value", ("[", ".")),
    (nodes.Dict, "a table", ("{",)),
    (nodes.Assign, "an assignment", ("set",)),
    (nodes.AssignBlock, "an assignment", ("set",)),
    (nodes.With, "an assignment", ("with",)),
    (nodes.Import, "an import", ("import",)),
    (nodes.FromImport, "an import", ("from",)),
    (nodes.Extends, "inheritance", ("extends",)),
    (nodes.Block, "inheritance", ("block",)),
    (nodes.ScopedEvalContextModifier, "an instruction to Jinja2", ("autoescape",)),
)
"""What is refused, what it is called, and the signs by which its place is found on its line."""
_MAY: Final = 'A prompt may use {{ name }}, {% if %} and {% include "partials/NAME.md" %}.'


class Use(NamedTuple):
    """A name or a partial that a source uses, and at which character."""

    name: str
    at: int


@dataclass(slots=True)
class Reading:
    """What one source uses, its fixed words with their places, and what is wrong with it.

    `broken` tells that it could not be read, so that nothing can be said of what it uses; `meant` are inputs that it would use
    but for a slip.
    """

    source: Source
    names: list[Use] = field(default_factory=list)
    includes: list[Use] = field(default_factory=list)
    words: list[Use] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    meant: set[str] = field(default_factory=set)
    broken: bool = False


def sandbox() -> ImmutableSandboxedEnvironment:
    """Return the sandbox in which prompts are read; it can include nothing and touch nothing."""
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,  # a model reads plain text: there is no markup to escape
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def read(source: Source) -> Reading:
    """Return what a source uses; mistakes carry the file, the line and the column."""
    reading = Reading(source)
    if len(source.text) > MAX_SOURCE:
        reading.mistakes.append(source.mistake(0, f"is longer than {MAX_SOURCE:,} characters."))
        reading.broken = True
        return reading
    tokens = scan(source.text)
    tree = _parse(source, tokens, reading)
    if tree is None:
        reading.broken = True
        return reading
    _Walk(source, reading, tokens).through(tree)
    for name, mistake in single_braces(source):
        reading.meant.add(name)
        reading.mistakes.append(mistake)
    reading.mistakes.sort(key=lambda mistake: (mistake.line, mistake.column))
    return reading


def _parse(source: Source, tokens: tuple[Token, ...], reading: Reading) -> nodes.Template | None:
    """Return the tree of a source, or None after saying why there is none."""
    too_large = list(oversize(source, tokens))
    reading.mistakes += too_large
    if too_large:
        return None
    environment = sandbox()
    try:
        return environment.parse(source.text)
    except TemplateSyntaxError as error:
        reading.mistakes.append(explain(source, environment.parse, error))
    except RecursionError:
        reading.mistakes.append(source.mistake(0, "is nested too deep."))
    return None


@dataclass(slots=True)
class _Walk:
    """Collects what a tree uses, and refuses every node that is not allowed (once, not its inside as well)."""

    source: Source
    reading: Reading
    tokens: tuple[Token, ...]
    _lines: dict[int, list[Token]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def through(self, tree: nodes.Template) -> None:
        """Walk the tree."""
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.source.text))]
        for token in self.tokens:
            self._lines.setdefault(bisect_right(self._starts, token.start), []).append(token)
            if token.text.strip() and (token.kind == "data" or (token.kind == "string" and " " in token.text)):
                self.reading.words.append(Use(token.text, token.start))
        waiting: list[tuple[nodes.Node, int]] = [(tree, 1)]
        while waiting:
            node, above = waiting.pop()
            line = node.lineno or above  # an operand of a comparison has no line of its own
            if isinstance(node, nodes.Name) and node.ctx == "load":
                self.reading.names.append(Use(node.name, self._place(line, (node.name,))))
            elif isinstance(node, nodes.Include):
                self._include(node, line)
            elif isinstance(node, nodes.CondExpr) and node.expr2 is None:
                self._refuse(line, ("if",), '`A if B` says nothing of what stands there otherwise: add `else ""`.')
            elif isinstance(node, _ALLOWED):
                waiting.extend((child, line) for child in node.iter_child_nodes())
            else:
                said, signs = next(
                    ((said, signs) for kind, said, signs in _CALLED if isinstance(node, kind)), ("something else", ())
                )
                self._refuse(line, signs, f"{said} is used. {_MAY}")
        self.reading.names.sort(key=lambda use: use.at)

    def _include(self, node: nodes.Include, line: int) -> None:
        """Take an include whose one target is written out, so that a prompt's parts are known without running it."""
        target = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(target, str) or not PARTIAL.fullmatch(target) or node.ignore_missing or not node.with_context:
            what = 'an include names one partial, as in {% include "partials/voice.md" %}, and nothing more.'
            self._refuse(line, ("include",), what)
        else:
            self.reading.includes.append(Use(target, self._place(line, (f'"{target}"', f"'{target}'"))))

    def _refuse(self, line: int, signs: tuple[str, ...], what: str) -> None:
        self.reading.mistakes.append(self.source.mistake(self._place(line, signs), what))

    def _place(self, line: int, signs: tuple[str, ...]) -> int:
        """Return where one of the signs stands on a line inside a tag, else the first tag on it."""
        near = [token for token in self._lines.get(line, ()) if token.kind != "data"]
        signed = (token for token in (*near, *self.tokens) if token.kind != "data" and token.text in signs)
        found = next(signed, near[0] if near else None)
        return found.start if found is not None else self._starts[min(line, len(self._starts)) - 1]
