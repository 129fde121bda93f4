"""`outreach prompts preview`: exactly what would be sent, with its parts marked. Nothing is sent, and no key is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.prompts_preview import brief_for, preview, sampled
from outreach.actions.prompts_told import passages, sums
from outreach.actions.prompts_try import samples
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.printing import Styled
from outreach.cli.writing.sums import data
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse

    from outreach.actions.prompts_preview import Preview
    from outreach.cli.people.opened import Verbs
    from outreach.domain.brief import Brief
    from outreach.domain.prices import Prices
    from outreach.workspace import Workspace


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "preview",
        help="show exactly what a model would be sent, and what it would cost",
        description="Fills a prompt in and prints it, with its parts marked: whose words they are, and which text is data. "
        "Nothing is sent. A held draft, which some prompts take besides, is a made-up one.",
    )
    parser.add_argument("name", metavar="NAME", help="the name of a prompt")
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument("--contact", metavar="CONTACT", help="fill it in for one of your people, or for a contact file")
    whom.add_argument("--sample", metavar="NAME", help="fill it in for a sample (default: a made-up contact)")
    parser.add_argument("--offer", metavar="ID", help="with --contact: the offer to make (default: the one that fits best)")
    parser.add_argument("--ask", metavar="TEXT", help="with --contact: what to ask")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Print the prompt."""
    if (args.offer or args.ask) and args.contact is None:
        raise BadInput("--offer and --ask go with --contact.", remedy="Add --contact, or leave them out.")
    place = wiring.workspace()
    settings = wiring.settings_but_the_engine(place) if place is not None else wiring.settings(None)
    shown = preview(wiring.prompts(place), args.name, _brief(args, place))
    if args.format == "json":
        printing.out(printing.json_text(data(shown, settings.model, settings.prices), indent=2))
    else:
        _print(shown, settings.model, settings.prices)
    return 0


def _brief(args: argparse.Namespace, place: Workspace | None) -> Brief | None:
    """Return what the prompt is filled in for; None for the made-up contact."""
    if args.sample is not None:
        return sampled(samples(place, wiring.samples(), wiring.settings_but_the_engine, wiring.today()), args.sample)
    if args.contact is None:
        return None
    with memory() as held:
        return brief_for(held, args.contact, ask=args.ask, offer_id=args.offer)


def _print(shown: Preview, model: str | None, prices: Prices | None) -> None:
    brief = shown.brief
    printing.out(Styled(shown.name, "bold"), f", version {shown.version}, {shown.digest[:12]}")
    printing.out(f"For {brief.contact.name} by {brief.channel}, with the offer {brief.offer.id}. Nothing is sent.")
    for role, size in (("system", shown.system), ("user", shown.user)):
        printing.out()
        printing.out(Styled(role.upper(), "bold"), f"  {size}")
        _lines(shown, role)
    printing.out()
    for line in sums(shown, model, prices):
        printing.out(line)


def _lines(shown: Preview, role: str) -> None:
    """Print a role line by line, under a heading wherever the source changes."""
    for passage in passages(shown, role):
        printing.out()
        printing.out("  ", Styled(passage.heading, "yellow" if passage.is_data else "dim"))
        for line in passage.lines:
            printing.out(f"  {':' if passage.is_data else '|'} {line}".rstrip())
