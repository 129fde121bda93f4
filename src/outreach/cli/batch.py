"""`outreach batch`: a careful message for each row of a table that deserves one, and a reason for each that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.cli.parsing import Parser
from outreach.cli.runs import bringing, exporting, planning, posting, reporting, reviewing, running

if TYPE_CHECKING:
    import argparse

_VERBS = (planning, running, reviewing, reporting, exporting, posting, bringing)


def parser() -> Parser:
    """Return the parser of `outreach batch`."""
    parser = Parser(
        prog="outreach batch",
        description="Drafts to the people of a table, one careful message each. `plan` says what would be written to whom, to "
        "whom nothing and why, and what it would cost; `run` writes; `resume` goes on; `export` and "
        "what follows it do the same by files, on other machines. Nothing is ever sent.",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for each in _VERBS:
        each.register(verbs)
    return parser


def run(args: argparse.Namespace) -> int:
    """Do what the verb says, and return its exit code."""
    return int(args.act(args))
