"""The memory of the workspace around us, opened for one command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from outreach import wiring
from outreach.actions.memory import Memory

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from outreach.cli.parsing import Parser

Verbs: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001  # argparse has no public name for it
"""What the verbs of a command are added to."""


@contextmanager
def memory() -> Iterator[Memory]:
    """Give the memory; raise BadInput outside a workspace, and for settings or a database that cannot be used."""
    place = wiring.required_workspace()
    given = wiring.settings(place)
    with wiring.store(place, given) as store:
        yield Memory(store, place, given, wiring.today(), wiring.picker(given, place))
