"""`outreach batch report`: write a run's tables and report again as it stands, under today's rules, and mail files on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.batch import report
from outreach.actions.batch_report import Mails
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.runs import folders
from outreach.cli.runs.telling import data, tell

if TYPE_CHECKING:
    import argparse

    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "report",
        help="write a run's tables and report again, and say how it stands",
        description="Writes cleared.csv, held.csv, rejects.csv, report.html and report.json into the run's folder, under today's "
        "rules. report.html stands alone: it loads nothing, and no message is in it.",
    )
    folders.add_option(parser)
    parser.add_argument("--eml", action="store_true", help="write a mail file for each cleared message, into the folder eml")
    parser.add_argument("--mbox", action="store_true", help="write all of them into one mailbox file, messages.mbox")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Write the files, and print how the run stands."""
    with memory() as held:
        folder = folders.latest(held.place, args.run)
        linter, prompts = wiring.linter(held.place, drafting=True), wiring.prompts(held.place)
        ran = report(held, folder, linter, prompts, Mails(folder=args.eml, box=args.mbox))
    tell(ran, folder) if args.format == "text" else printing.out(printing.json_text(data(ran, folder), indent=2))
    return 0
