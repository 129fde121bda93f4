"""`outreach prompts`: list, show or check what a model is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions import prompts as action
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.cli.printing import Styled
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse

    from outreach.actions.prompts import Checked


def parser() -> Parser:
    """Return the parser of `outreach prompts`."""
    parser = Parser(
        prog="outreach prompts",
        description="What a model is told. A file of the same name in a workspace's prompts/ wins over the shipped one.",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="list|show|check", required=True)
    verbs.add_parser("list", help="list the prompts with their size", prog="outreach prompts list")
    show = verbs.add_parser("show", help="print one prompt file", prog="outreach prompts show")
    show.add_argument("name", metavar="NAME", help="the name of a prompt, as `list` prints it")
    verbs.add_parser("check", help="report every mistake in every prompt", prog="outreach prompts check")
    return parser


def run(args: argparse.Namespace) -> int:
    """Do what the verb says; return 2 when `check` finds a mistake."""
    prompts = wiring.prompts(wiring.workspace())
    if args.verb == "show":
        printing.out(action.show(prompts, args.name), end="")
        return 0
    checked = action.check(prompts)
    if args.verb == "list":
        for each in checked:
            _list(each)
        return 0
    for each in checked:
        _check(each)
    return BadInput.exit_code if any(each.error for each in checked) else 0


def _list(each: Checked) -> None:
    origin = "shipped" if each.shipped else "this workspace's own"
    if each.error is not None:
        printing.out(Styled(each.name, "bold"), f"  ({origin}) cannot be used as it stands; run `outreach prompts check`")
        return
    printing.out(Styled(each.name, "bold"), f"  version {each.version} ({origin}), {each.size}: {each.description}")


def _check(each: Checked) -> None:
    if each.error is not None:
        printing.problem(each.error)
        return
    printing.out(
        f"{each.where}: right. {each.size} of {each.budget:,} with an ordinary brief; fingerprint {each.fingerprint[:12]}."
    )
