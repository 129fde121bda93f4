"""Message patterns: Jinja2 lines in `patterns/*.yaml`, a file a slot, and the structures that put the slots together.

A pattern is used when every value it names is known and its group fits the message. Patterns are rendered once, in a sandbox
that knows nothing but the values; a value is never rendered itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field, TypeAdapter

from outreach.domain.contact import Channel, Closeness
from outreach.domain.offer import OfferKind
from outreach.domain.value import Value
from outreach.yaml_file import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

    from outreach.domain.brief import Brief

FOLDER = Path(__file__).parent / "patterns"

# Plain text, never HTML: what is escaped here would reach the reader as "&amp;".
_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


class Conditions(Value):
    """When a group of patterns or structures fits; what is left out fits always."""

    kinds: tuple[OfferKind, ...] = tuple(OfferKind)
    closeness: tuple[Closeness, ...] = tuple(Closeness)
    channels: tuple[Channel, ...] = tuple(Channel)
    ask: bool | None = None

    def fit(self, brief: Brief) -> bool:
        """Tell whether they hold for a brief."""
        return (
            brief.offer.kind in self.kinds
            and brief.contact.closeness in self.closeness
            and brief.channel in self.channels
            and self.ask in {None, brief.ask is not None}
        )


class Group(Conditions):
    """Patterns that share their conditions."""

    says: tuple[str, ...] = Field(min_length=1)


class Structure(Conditions):
    """The slots of a message, paragraph by paragraph."""

    paragraphs: tuple[tuple[str, ...], ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of wording: its template, the values it names, and when it fits."""

    template: Template
    names: frozenset[str]
    conditions: Conditions

    def fits(self, brief: Brief, known: Mapping[str, str]) -> bool:
        """Tell whether it can be used: its conditions hold and every value it names is known."""
        return self.names <= known.keys() and self.conditions.fit(brief)

    def render(self, known: Mapping[str, str]) -> str:
        """Return its words."""
        return self.template.render({name: known[name] for name in self.names})


@cache
def patterns(slot: str) -> tuple[Pattern, ...]:
    """Return the patterns of a slot, in the order of its file."""
    groups = TypeAdapter(list[Group]).validate_python(read_yaml(FOLDER / f"{slot}.yaml").data)
    return tuple(_pattern(line, group) for group in groups for line in group.says)


@cache
def structures() -> tuple[Structure, ...]:
    """Return the structures of a message, in the order of their file."""
    return tuple(TypeAdapter(list[Structure]).validate_python(read_yaml(FOLDER / "structures.yaml").data))


def _pattern(line: str, group: Group) -> Pattern:
    names = meta.find_undeclared_variables(_ENVIRONMENT.parse(line))
    return Pattern(_ENVIRONMENT.from_string(line), frozenset(names), group)
