"""`outreach prompts list`: the prompts, whose each is, and its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions import prompts as action
from outreach.cli import printing
from outreach.cli.printing import Styled

if TYPE_CHECKING:
    import argparse

    from outreach.actions.prompts import Checked
    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    verbs.add_parser("list", help="list the prompts with their size").set_defaults(act=run)


def run(_: argparse.Namespace) -> int:
    """Print a line for each prompt."""
    for each in action.check(wiring.prompts(wiring.workspace())):
        _print(each)
    return 0


def _print(each: Checked) -> None:
    origin = "shipped" if each.shipped else "this workspace's own"
    if each.error is not None:
        printing.out(Styled(each.name, "bold"), f"  ({origin}) cannot be used as it stands; run `outreach prompts check`")
        return
    printing.out(Styled(each.name, "bold"), f"  version {each.version} ({origin}), {each.size}: {each.description}")
