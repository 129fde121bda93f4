"""`outreach prompts`: what a model is told, and how a team makes it its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.cli.parsing import Parser
from outreach.cli.people.any_order import AnyOrder
from outreach.cli.writing import checking, differing, ejecting, listing, previewing, showing, trying

if TYPE_CHECKING:
    import argparse

_VERBS = (listing, showing, ejecting, differing, checking, previewing, trying)


def parser() -> Parser:
    """Return the parser of `outreach prompts`."""
    parser = Parser(
        prog="outreach prompts",
        description="What a model is told. A file of the same name in a workspace's prompts/ wins over the shipped one.",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=AnyOrder)
    for each in _VERBS:
        each.register(verbs)
    return parser


def run(args: argparse.Namespace) -> int:
    """Do what the verb says, and return its exit code."""
    return int(args.act(args))
