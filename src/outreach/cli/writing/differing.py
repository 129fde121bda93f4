"""`outreach prompts diff`: what differs from the shipped prompt, and whether that has moved on since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.prompts_own import differ
from outreach.cli import printing
from outreach.cli.printing import Styled

if TYPE_CHECKING:
    import argparse

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
    for sentence in found.told:
        printing.note(Styled(sentence, "yellow") if found.has_moved else sentence)
    return 0
