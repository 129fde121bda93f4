"""`outreach prompts diff`: what differs from the shipped prompt, and whether that has moved on since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.prompts_own import differ
from outreach.cli import printing
from outreach.cli.printing import Styled

if TYPE_CHECKING:
    import argparse

    from outreach.actions.prompts_own import Difference
    from outreach.cli.people.opened import Verbs

_COLOURS = {"+": "green", "-": "red", "@": "dim"}


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser("diff", help="show what differs from the shipped one, and whether that has moved on since")
    parser.add_argument("name", metavar="NAME", help="a prompt (draft) or a partial (voice) that is yours")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Print the difference; say whether the shipped file has moved on."""
    found = differ(wiring.prompts(wiring.workspace()), args.name)
    for line in found.lines:
        style = "bold" if line.startswith(("+++", "---")) else _COLOURS.get(line[:1])
        printing.out(Styled(line, style) if style else line)
    if not found.lines:
        printing.note(f"{found.path} says what the shipped one says.")
    _tell(found)
    return 0


def _tell(found: Difference) -> None:
    if found.has_moved:
        printing.note(
            Styled("The shipped one has moved on", "yellow"),
            f" since this copy was made: it was {found.was}, and is {found.now}.",
        )
        printing.note(f"Take over what you want of it, then let the line in the head say: {found.line}")
    elif found.was:
        printing.note("The shipped one has not changed since this copy was made.")
    else:
        printing.note(
            f"Its head does not say which shipped one it came from (today's is {found.now}): it was not made by `eject`."
        )
