"""`outreach prompts check`: every mistake in every prompt at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions import prompts as action
from outreach.cli import printing
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse

    from outreach.actions.prompts import Checked
    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    verbs.add_parser("check", help="report every mistake in every prompt").set_defaults(act=run)


def run(_: argparse.Namespace) -> int:
    """Report on each prompt; return 2 when there is a mistake."""
    checked = action.check(wiring.prompts(wiring.workspace()))
    for each in checked:
        _print(each)
    return BadInput.exit_code if any(each.error for each in checked) else 0


def _print(each: Checked) -> None:
    if each.error is not None:
        printing.problem(each.error)
        return
    printing.out(
        f"{each.where}: right. {each.size} of {each.budget:,} with an ordinary brief; fingerprint {each.fingerprint[:12]}."
    )
