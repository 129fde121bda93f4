"""`outreach show`: a message that was drafted before, cleared again under today's rules before it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.costs import short
from outreach.actions.keeping import show
from outreach.actions.memory import Memory
from outreach.cli import leaving, printing
from outreach.cli.parsing import Parser
from outreach.gate import Held

if TYPE_CHECKING:
    import argparse


def parser() -> Parser:
    """Return the parser of `outreach show`."""
    parser = Parser(
        prog="outreach show",
        description="Shows a message that was drafted before. It is judged anew: exit code 1 when today's rules hold it.",
    )
    parser.add_argument("draft", metavar="DRAFT", help="the id that `outreach draft` said")
    leaving.add_options(parser)
    return parser


def run(args: argparse.Namespace) -> int:
    """Show the message, or what it is held for today; return 0 or 1."""
    place = wiring.required_workspace()
    settings = wiring.settings(place)
    with wiring.store(place, settings) as store:
        shown = show(Memory(store, place, settings, wiring.today()), args.draft, wiring.linter(place, drafting=True))
    sent = str(shown.sent_on) if shown.sent_on else None
    about = {
        "id": shown.id,
        "made_on": str(shown.made_on),
        "sent_on": sent,
        "engine": shown.engine,
        "prompts": dict(shown.prompts),
    }
    if isinstance(shown.outcome, Held):
        return leaving.hold(shown.outcome, "today's rules do not clear it", args.format, about)
    leaving.check(args, shown.channel)
    leaving.leave(shown.outcome, args, about)
    if shown.heed:
        printing.note(f"Mind before you send it: {shown.heed}.")
    with_prompts = ", ".join(f"{name} {short(wording)}" for name, wording in shown.prompts.items())
    if with_prompts:
        printing.note(f"Written by {shown.engine} with {with_prompts}.")
    printing.note(f"Sent on {sent}." if sent else f"Once you have sent it: `outreach record sent {shown.id}`.")
    return 0
