"""What a prompt may be made of: `{{ name }}`, `{% if %}` with comparisons, and `{% include "partials/NAME.md" %}`.

Everything else that Jinja2 knows is refused before anything runs. Without loops, calls, filters and arithmetic a prompt
cannot run long, cannot grow without bound and cannot reach into a value; the sandbox stands behind this as a second wall.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import DictLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from outreach.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.prompting.prompt import Source

MAX_SOURCE = 100_000
PARTIAL = re.compile(r"partials/[a-z0-9][a-z0-9-]{0,63}\.md")

_ALLOWED = (
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
_CALLED: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.For, "a loop"),
    (nodes.BinExpr, "arithmetic"),
    (nodes.UnaryExpr, "arithmetic"),
    (nodes.Concat, "joining with ~"),
    (nodes.Filter, "a filter"),
    (nodes.FilterBlock, "a filter"),
    (nodes.Test, "a test"),
    (nodes.Call, "a call"),
    (nodes.CallBlock, "a call"),
    (nodes.Macro, "a macro"),
    (nodes.Getattr, "a look inside a value"),
    (nodes.Getitem, "a look inside a value"),
    (nodes.Assign, "an assignment"),
    (nodes.AssignBlock, "an assignment"),
    (nodes.Import, "an import"),
    (nodes.FromImport, "an import"),
    (nodes.Extends, "inheritance"),
    (nodes.Block, "inheritance"),
)
_MAY = 'A prompt may use {{ name }}, {% if %} and {% include "partials/NAME.md" %}.'


@dataclass(slots=True)
class Reading:
    """What one source uses: names and partials with their lines, and what is wrong with it.

    `broken` tells that it could not be parsed, so that nothing can be said of what it uses.
    """

    names: list[tuple[str, int]] = field(default_factory=list)
    includes: list[tuple[str, int]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    broken: bool = False


def environment(partials: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """Return the sandbox in which prompts are read and rendered; it can include these partials and touch nothing else."""
    return ImmutableSandboxedEnvironment(
        loader=DictLoader(partials),
        undefined=StrictUndefined,
        autoescape=False,  # a model reads plain text: there is no markup to escape
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def read(source: Source) -> Reading:
    """Return what a source uses; mistakes carry the file and the line."""
    reading = Reading()
    if len(source.text) > MAX_SOURCE:
        reading.mistakes.append(Mistake(source.where, source.line, 0, f"is longer than {MAX_SOURCE:,} characters."))
        return reading
    try:
        tree = environment({}).parse(source.text)
    except TemplateSyntaxError as error:
        what = f"is not valid Jinja2: {(error.message or 'syntax error').rstrip('.')}."
        reading.mistakes.append(Mistake(source.where, source.line + error.lineno - 1, 0, what))
        reading.broken = True
        return reading
    except RecursionError:
        reading.mistakes.append(Mistake(source.where, source.line, 0, "is nested too deep."))
        reading.broken = True
        return reading
    _walk(tree, source, reading)
    return reading


def wording(source: Source) -> tuple[str, ...]:
    """Return the fixed words of a source, without what Jinja2 puts between them; nothing for one that cannot be parsed."""
    try:
        tree = environment({}).parse(source.text)
    except (TemplateSyntaxError, RecursionError):
        return ()
    return tuple(text for node in tree.find_all(nodes.TemplateData) if (text := node.data.strip()))


def _walk(tree: nodes.Template, source: Source, reading: Reading) -> None:
    """Collect names and includes, and refuse every node that is not allowed (once, not its inside as well)."""
    waiting: list[tuple[nodes.Node, int]] = [(tree, 1)]
    while waiting:
        node, above = waiting.pop()
        own = node.lineno or above  # an operand of a comparison has no line of its own
        line = source.line + own - 1
        if isinstance(node, nodes.Name) and node.ctx == "load":
            reading.names.append((node.name, line))
        elif isinstance(node, nodes.Include):
            _include(node, line, source, reading)
        elif isinstance(node, _ALLOWED):
            waiting.extend((child, own) for child in node.iter_child_nodes())
        else:
            said = next((said for kind, said in _CALLED if isinstance(node, kind)), type(node).__name__.lower())
            reading.mistakes.append(Mistake(source.where, line, 0, f"{said} is used. {_MAY}"))
    reading.mistakes.sort(key=lambda mistake: mistake.line)
    reading.names.sort(key=lambda name: name[1])


def _include(node: nodes.Include, line: int, source: Source, reading: Reading) -> None:
    """Take an include whose one target is written out, so that a prompt's parts are known without running it."""
    target = node.template.value if isinstance(node.template, nodes.Const) else None
    if not isinstance(target, str) or not PARTIAL.fullmatch(target) or node.ignore_missing or not node.with_context:
        what = 'an include names one partial, as in {% include "partials/voice.md" %}, and nothing more.'
        reading.mistakes.append(Mistake(source.where, line, 0, what))
        return
    reading.includes.append((target, line))
