"""`outreach gather`: facts and needs proposed out of a page, a feed, mails or an address card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli import printing
from outreach.cli.people.any_order import AnyOrder
from outreach.cli.people.opened import memory
from outreach.cli.people.settling import settle, show
from outreach.cli.people.words import said_where
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse

    from outreach.actions.memory import Memory
    from outreach.actions.proposals import Waits
    from outreach.cli.parsing import Parser
    from outreach.domain.contact import Contact


def parser() -> Parser:
    """Return the parser of `outreach gather`."""
    parser = AnyOrder(
        prog="outreach gather",
        description="Reads a page, a feed, a file of mails or an address card, and proposes what it may say of a person, in its "
        "exact words. What you accept is known, and nothing else. Pages are fetched as robots.txt allows.",
    )
    parser.add_argument("contact", metavar="ID", help="an id, an address, a handle or a name")
    parser.add_argument("place", metavar="URL|FILE", help="https://…, or a file: .eml, mbox, .vcf, or text with a pasted thread")
    parser.add_argument("--theirs", action="store_true", help='the text is their own ("I" in it is them), as on their own site')
    parser.add_argument("--where", help="where it is from, as one would say it (default: what the page or the mail says)")
    parser.add_argument("--when", metavar="DATE", help="when it was said or seen; only with --where")
    parser.add_argument("--allow-private", action="store_true", help="fetch from this machine and private networks too")
    return parser


def run(args: argparse.Namespace) -> int:
    """Propose what is found, and ask about each proposal at a terminal."""
    with memory() as held:
        person = held.person(args.contact)
        waiting = _gather(held, person, args)
        if not waiting:
            hint = "" if args.theirs else " If it is their own, say so with --theirs."
            note = f"`outreach contacts note {person.id} --need TEXT` adds what you read in it."
            printing.note(f"Nothing new in it says what {person.name} does, wants or struggles with.{hint} {note}")
            return 0
        show(waiting, held.today)
        settle(held, person, waiting)
    return 0


def _gather(held: Memory, person: Contact, args: argparse.Namespace) -> tuple[Waits, ...]:
    from outreach.actions import gather  # noqa: PLC0415  # it loads what reads texts, which the help does not need

    source = said_where(args, held.today)
    if gather.is_link(args.place):
        place = gather.Link(args.place, source, allow_private=args.allow_private)
        return gather.from_link(held, person, place, own=args.theirs)
    path = Path(args.place)
    if not path.exists():
        raise BadInput(f"{path} does not exist.", remedy="Name a file, or a page that begins with https://.")
    if path.suffix.lower() in gather.CARDS:
        return gather.from_cards(held, person, path)
    return gather.from_mails(held, person, path, source, own=args.theirs)
