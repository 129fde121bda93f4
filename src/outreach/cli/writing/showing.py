"""`outreach prompts show`: one prompt file as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions import prompts as action
from outreach.cli import printing

if TYPE_CHECKING:
    import argparse

    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser("show", help="print one prompt or partial as it stands")
    parser.add_argument("name", metavar="NAME", help="a prompt or a partial, as `list` prints it; README: the guide for writers")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Print the file."""
    printing.out(action.show(wiring.prompts(wiring.workspace()), args.name), end="")
    return 0
