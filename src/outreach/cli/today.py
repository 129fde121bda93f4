"""`outreach today`: whom something could be given to now, and why; and whom to leave alone."""

from __future__ import annotations

import shlex
import textwrap
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.memory import Memory
from outreach.actions.today import today
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.cli.printing import Styled
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse

    from outreach.actions.day import Left, Suggestion, Today

MOST = 50


def parser() -> Parser:
    """Return the parser of `outreach today`."""
    parser = Parser(
        prog="outreach today",
        description="Says whom something could be given to now, and why: a promise still open, a thank-you owed, a need just "
        "noted that an offer meets, a long silence with a friend. It also says whom to leave alone, and why.",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="how many people at most (default: policy.today, which is 5)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    return parser


def run(args: argparse.Namespace) -> int:
    """Print the day's list."""
    if args.limit is not None and not 1 <= args.limit <= MOST:
        raise BadInput(f"--limit takes a number from 1 to {MOST}.")
    place = wiring.required_workspace()
    settings = wiring.settings(place)
    with wiring.store(place, settings) as store:
        found = today(Memory(store, place, settings, wiring.today()), args.limit)
    if args.format == "json":
        printing.out(printing.json_text(_data(found), indent=2))
    else:
        _text(found)
    return 0


def _text(found: Today) -> None:
    for number, each in enumerate(found.write, 1):
        printing.out(Styled(f"{number}. {each.contact.name}", "bold"), f" ({each.contact.id}): {each.cause}")
        _wrapped(f"{each.reason}.")
        printing.out("   ", Styled(_command(each), "dim"))
    if found.leave:
        printing.out(*(("\n",) if found.write else ()), Styled("Leave alone for now", "bold"))
        for left in found.leave:
            _wrapped(f"- {left.contact.name}: {left.reason}.", indent="  ")
    if found.nobody:
        printing.note("Nobody is kept yet. Add somebody: `outreach contacts add NAME`, or `outreach contacts import FILE`.")
    elif not found.write:
        printing.note("Nothing calls for a gift today. Note what somebody needs: `outreach contacts note CONTACT`.")


def _wrapped(text: str, indent: str = "") -> None:
    for line in textwrap.wrap(text, printing.width() - 3, break_on_hyphens=False, subsequent_indent=indent):
        printing.out("   ", line)


def _command(each: Suggestion) -> str:
    return shlex.join(("outreach", *each.command))


def _data(found: Today) -> dict[str, object]:
    return {"write": [_write(each) for each in found.write], "leave": [_leave(each) for each in found.leave]}


def _write(each: Suggestion) -> dict[str, object]:
    return {
        "contact": each.contact.id, "name": each.contact.name, "cause": str(each.cause), "reason": each.reason,
        "offer_id": each.offer_id, "command": _command(each),
    }  # fmt: skip


def _leave(each: Left) -> dict[str, object]:
    until = each.until.isoformat() if each.until else None
    return {
        "contact": each.contact.id,
        "name": each.contact.name,
        "standing": str(each.move),
        "reason": each.reason,
        "until": until,
    }
