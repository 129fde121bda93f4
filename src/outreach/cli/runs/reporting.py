"""`outreach batch report`: write a run's tables again as it stands, under today's rules, and say how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.batch import report
from outreach.cli import printing
from outreach.cli.runs import folders
from outreach.cli.runs.telling import data, tell

if TYPE_CHECKING:
    import argparse

    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser("report", help="write a run's tables again, and say how it stands")
    folders.add_option(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Write the tables, and print how the run stands."""
    place = wiring.required_workspace()
    folder = folders.latest(place, args.run)
    ran = report(folder, wiring.linter(place, drafting=True))
    tell(ran, folder) if args.format == "text" else printing.out(printing.json_text(data(ran, folder), indent=2))
    return 0
