"""Message patterns: Jinja2 lines in `patterns/*.yaml`, a file a slot, and the structures that put the slots together.

A pattern is used when every value it names is known and its group fits the message. Patterns are rendered once, in a sandbox
that knows nothing but the values; a value is never rendered itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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


class Situation(NamedTuple):
    """What of a brief conditions look at: the kind of its offer, the closeness, the channel, and whether there is an ask."""

    kind: OfferKind
    closeness: Closeness
    channel: Channel
    asks: bool

    @classmethod
    def of(cls, brief: Brief) -> Situation:
        """Return that of a brief."""
        return cls(brief.offer.kind, brief.contact.closeness, brief.channel, brief.ask is not None)


class Conditions(Value):
    """When a group of patterns or structures fits; what is left out fits always."""

    kinds: tuple[OfferKind, ...] = tuple(OfferKind)
    closeness: tuple[Closeness, ...] = tuple(Closeness)
    channels: tuple[Channel, ...] = tuple(Channel)
    ask: bool | None = None

    def fit(self, situation: Situation) -> bool:
        """Tell whether they hold."""
        return (
            situation.kind in self.kinds
            and situation.closeness in self.closeness
            and situation.channel in self.channels
            and self.ask in {None, situation.asks}
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

    def render(self, known: Mapping[str, str]) -> str:
        """Return its words."""
        return self.template.render({name: known[name] for name in self.names})


@cache
def patterns(slot: str) -> tuple[Pattern, ...]:
    """Return the patterns of a slot, in the order of its file."""
    groups = TypeAdapter(list[Group]).validate_python(read_yaml(FOLDER / f"{slot}.yaml").data)
    return tuple(_pattern(line, group) for group in groups for line in group.says)


@lru_cache(maxsize=1_000)  # slots times situations: a run has few of the latter
def _possible(slot: str, situation: Situation) -> tuple[tuple[int, frozenset[str]], ...]:
    """Return number and named values of each pattern of a slot whose conditions hold."""
    return tuple((at, each.names) for at, each in enumerate(patterns(slot)) if each.conditions.fit(situation))


def fitting(slot: str, situation: Situation, known: Mapping[str, str]) -> list[int]:
    """Return the numbers of the patterns of a slot that can be used: conditions hold, and every value that is named is known."""
    return [number for number, names in _possible(slot, situation) if names <= known.keys()]


@cache
def structures() -> tuple[Structure, ...]:
    """Return the structures of a message, in the order of their file."""
    return tuple(TypeAdapter(list[Structure]).validate_python(read_yaml(FOLDER / "structures.yaml").data))


def _pattern(line: str, group: Group) -> Pattern:
    names = meta.find_undeclared_variables(_ENVIRONMENT.parse(line))
    return Pattern(_ENVIRONMENT.from_string(line), frozenset(names), group)
