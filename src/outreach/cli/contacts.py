"""`outreach contacts`: the people you know, what is known of them, and who of them is to be left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.cli.parsing import Parser
from outreach.cli.people import adding, forgetting, listing, noting, ranking, resting, settling, showing, taking_in

if TYPE_CHECKING:
    import argparse

_VERBS = (adding, taking_in, listing, showing, noting, settling, resting, ranking, forgetting)


def parser() -> Parser:
    """Return the parser of `outreach contacts`."""
    parser = Parser(
        prog="outreach contacts",
        description="The people you know. Where a person is to be named, an id, an address, a handle or a whole name will do.",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for each in _VERBS:
        each.register(verbs)
    return parser


def run(args: argparse.Namespace) -> int:
    """Do what the verb says, and return its exit code."""
    return int(args.act(args))
