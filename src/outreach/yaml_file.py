"""Read a YAML file that a person wrote: every mistake gets its file, line and column.

YAML 1.2 booleans only (`true`, `false`), so that a bare `no` or `on` stays the word that was written. Files are bounded in size
and depth, aliases are refused (a few lines of them can stand for gigabytes), and duplicate keys are a mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import yaml

from outreach.errors import BadInput, Mistake
from outreach.text_file import read_text

if TYPE_CHECKING:
    from pathlib import Path

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]  # the C loader where the wheel has it: its base class is chosen at import
    """The safe loader without YAML 1.1's yes/no/on/off booleans, octal, sexagesimal numbers and dates."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^$"), [""])
_Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file: its plain data and, per path of keys, the line and column (from 1) where it stands."""

    path: str
    data: Any
    text: str = field(repr=False)

    def mistake(self, at: tuple[str | int, ...], what: str) -> Mistake:
        """Return a mistake placed at the deepest part of the path of keys `at` that exists in the file."""
        line, column = _locate(yaml.compose(self.text, Loader=_Loader), at)
        return Mistake(self.path, line, column, what)


def read_yaml(path: Path) -> YamlFile:
    """Return the data of one YAML file; raise BadInput with every mistake that can be found in it."""
    return parse_yaml(read_text(path), str(path))


def parse_yaml(text: str, name: str) -> YamlFile:
    """Return the data of YAML text; `name` is what mistakes call it."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        what = f"is not valid YAML: {error.problem or error.context}. Mend this line, or put quotes around its text."
        raise BadInput.of([Mistake(name, line, column, what)]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what = f"is not valid YAML: {str(error).splitlines()[0]}."
        raise BadInput.of([Mistake(name, 0, 0, what)]) from None
    if root is None:
        raise BadInput.of([Mistake(name, 1, 1, "the file is empty.")])
    mistakes = _structure(root, name)
    if mistakes:
        raise BadInput.of(mistakes)
    try:
        return YamlFile(name, yaml.load(text, Loader=_Loader), text)  # noqa: S506  # _Loader is a safe loader
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        what = f"is not valid YAML: {getattr(error, 'problem', error)}."
        raise BadInput.of([Mistake(name, line, column, what)]) from None


def _structure(root: yaml.Node, name: str) -> list[Mistake]:
    """Find aliases, duplicate keys, keys that are not words, and nesting no person writes."""
    mistakes: list[Mistake] = []
    seen: set[int] = set()
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        if id(node) in seen:
            mistakes.append(Mistake(name, line, column, "an alias (*name) is used. Write the text out instead."))
            continue
        seen.add(id(node))
        if depth > 20:
            mistakes.append(Mistake(name, line, column, "is nested more than 20 levels deep."))
        elif isinstance(node, yaml.SequenceNode):
            stack += [(child, depth + 1) for child in node.value]
        elif isinstance(node, yaml.MappingNode):
            mistakes += _duplicates(node, name)
            stack += [(value, depth + 1) for _, value in node.value]
    return mistakes


def _duplicates(node: yaml.MappingNode, name: str) -> list[Mistake]:
    """Find keys of one mapping that stand twice or are no plain words."""
    mistakes: list[Mistake] = []
    keys: set[str] = set()
    for key, _ in node.value:
        line, column = key.start_mark.line + 1, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode):
            mistakes.append(Mistake(name, line, column, "a key must be a plain word."))
        elif key.value in keys:
            mistakes.append(Mistake(name, line, column, f"the key {key.value!r} stands twice. Keep one of them."))
        else:
            keys.add(key.value)
    return mistakes


def _locate(node: yaml.Node | None, at: tuple[str | int, ...]) -> tuple[int, int]:
    """Return line and column (from 1) of the deepest node along the path."""
    if node is None:
        return 0, 0
    mark = node.start_mark
    for step in at:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
        elif isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if found is None:
                break
            mark, node = found[0].start_mark, found[1]
        else:
            break
    return mark.line + 1, mark.column + 1
