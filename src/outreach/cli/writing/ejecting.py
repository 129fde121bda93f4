"""`outreach prompts eject`: copy a shipped prompt or partial into the workspace, to be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.prompts_own import eject
from outreach.cli import printing

if TYPE_CHECKING:
    import argparse

    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "eject",
        help="copy a shipped prompt or partial into this workspace, to edit",
        description="Copies one file into the workspace's prompts/. From then on it is the one that counts; all others stay the "
        "shipped ones. A line in its head tells which shipped version it came from.",
    )
    parser.add_argument("name", metavar="NAME", help="a prompt (draft) or a partial (voice), as `list` prints it")
    parser.add_argument("--force", action="store_true", help="write over a file that is there: your changes to it are lost")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Copy the file, and say how one goes on."""
    place = wiring.required_workspace()
    ejected = eject(wiring.prompts(place), args.name, force=args.force)
    printing.out(str(ejected.path))
    if ejected.includes:
        parts = ", ".join(name.rpartition("/")[2] for name in ejected.includes)
        printing.note(f"It includes {parts}: each is a file of its own, which you eject by its name where you want to change it.")
    printing.note("Edit it, then: `outreach prompts check`, and `outreach prompts preview` to see what would be sent.")
    return 0
