"""`outreach init`: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.actions.init import IGNORE, init
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.errors import shown

if TYPE_CHECKING:
    import argparse


def parser() -> Parser:
    """Return the parser of `outreach init`."""
    parser = Parser(
        prog="outreach init",
        description="Makes a workspace: outreach.yaml (who you are), offers.yaml (what you can give) and an example contact. "
        "It never overwrites.",
    )
    parser.add_argument("folder", nargs="?", default=".", metavar="DIR", help="where to make it (default: here)")
    return parser


def run(args: argparse.Namespace) -> int:
    """Make the workspace and say what to do next."""
    written = init(Path(args.folder))
    for name in written:
        printing.out(shown(Path(args.folder) / name))
    if IGNORE not in written:
        printing.note(f"Your {IGNORE} was left as it is: keep `outreach.db*` out of git, people and the ledger are in it.")
    enter = "" if args.folder == "." else f"`cd {shown(args.folder)}`, then "
    printing.note(f"It is valid as it stands. Try {enter}`outreach draft example`, and put your own name, offers and people in.")
    return 0
