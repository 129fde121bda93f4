"""`outreach contacts rest` and `wake`: leave somebody alone for a time, or for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions import contacts as action
from outreach.actions.values import day, made
from outreach.cli import printing
from outreach.cli.people import words
from outreach.cli.people.opened import memory
from outreach.domain.contact import Resting
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse

    from outreach.cli.people.opened import Verbs

_CALLED = {"reason": "--reason"}


def register(verbs: Verbs) -> None:
    """Add the parsers of both verbs."""
    rest = verbs.add_parser(
        "rest",
        help="leave somebody alone for a time, or for good",
        description="Lets somebody rest: nothing is drafted to them. With --never it is for good: whatever is imported, they are "
        "known again by their address and handle.",
    )
    rest.add_argument("contact", metavar="ID", help="an id, an address, a handle or a name")
    rest.add_argument("--reason", required=True, help='why, as in "on leave" or "asked not to be contacted"')
    ending = rest.add_mutually_exclusive_group()
    ending.add_argument("--until", metavar="DATE", help="the last day of the rest (default: no end)")
    ending.add_argument("--never", action="store_true", help="they asked not to be contacted; this cannot be taken back")
    rest.set_defaults(act=run_rest)
    what = "Ends a rest. It never ends that somebody asked not to be contacted."
    wake = verbs.add_parser("wake", help="end a rest", description=what)
    wake.add_argument("contact", metavar="ID", help="an id, an address, a handle or a name")
    wake.add_argument("--reason", default="the rest is over", help="why; it is kept with the rest")
    wake.set_defaults(act=run_wake)


def run_rest(args: argparse.Namespace) -> int:
    """Let them rest, and say until when."""
    with memory() as held:
        until = day(args.until, "--until", held.today) if args.until is not None else None
        rest = made(Resting, {"reason": args.reason, "until": until}, _CALLED)
        if args.never:
            person = action.suppress(held, args.contact, rest.reason)
            printing.out(f"{person.name} is not contacted any more ({rest.reason}). No import and no command takes this back.")
            return 0
        person = action.rest(held, args.contact, rest)
        printing.out(f"{person.name} is {words.resting(person.resting, held.today)}.")
        if person.resting != rest:
            printing.note("They asked not to be contacted, so the rest has no end.")
    return 0


def run_wake(args: argparse.Namespace) -> int:
    """End the rest, and say so."""
    with memory() as held:
        reason = made(Resting, {"reason": args.reason}, _CALLED).reason
        try:
            person = action.wake(held, args.contact, reason)
        except BadInput as error:
            raise BadInput(error.message, remedy=error.remedy or "`outreach contacts show` tells how it stands.") from None
        printing.out(f"{person.name} is awake again.")
    return 0
