"""`outreach doctor`: what is set up, what is missing, and the command that mends it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.check import State
from outreach.actions.doctor import examine
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.cli.printing import Styled

if TYPE_CHECKING:
    import argparse

    from outreach.actions.check import Check

_COLOURS = {State.OK: "green", State.NOTE: "yellow", State.PROBLEM: "red"}


def parser() -> Parser:
    """Return the parser of `outreach doctor`."""
    parser = Parser(
        prog="outreach doctor",
        description="Says what is set up, what is reachable and what is missing, and how to mend it. Exit code 1: a problem.",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    return parser


def run(args: argparse.Namespace) -> int:
    """Print every check and return 1 when one of them is a problem."""
    problems = 0
    checks: list[dict[str, str]] = []
    for check in examine(wiring.workspace(), wiring.today(), wiring.database_url):
        problems += check.state is State.PROBLEM
        checks.append(asdict(check))
        if args.format == "text":
            _print(check)
    if args.format == "json":
        printing.out(printing.json_text(checks, indent=2))
    elif problems:
        printing.note(f"{problems} {'problem' if problems == 1 else 'problems'} to mend.")
    else:
        printing.note("All is well.")
    return int(problems > 0)


def _print(check: Check) -> None:
    lines = check.says.splitlines() or [""]
    printing.out(Styled(f"{check.state:<8}", _COLOURS[check.state]), f"{check.what:<10} {lines[0]}")
    for line in lines[1:]:
        printing.out(f"{'':<19}{line}")
    if check.remedy:
        printing.out(f"{'':<19}to mend it: {check.remedy}")
