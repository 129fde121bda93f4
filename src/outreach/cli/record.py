"""`outreach record`: what was given, asked, received, thanked, answered or promised, and "I sent it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.memory import Memory
from outreach.actions.record import Happening, Recorded, record, record_sent
from outreach.actions.values import day
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.cli.printing import Styled
from outreach.domain.ledger import EntryKind

if TYPE_CHECKING:
    import argparse

KINDS = {
    EntryKind.GAVE: "you gave them something",
    EntryKind.ASKED: "you asked them for something",
    EntryKind.RECEIVED: "they gave you something",
    EntryKind.THANKED: "you thanked them",
    EntryKind.REPLIED: "they answered",
    EntryKind.PROMISED: "you promised them something, which stays in sight until it is recorded as given",
}


def parser() -> Parser:
    """Return the parser of `outreach record`."""
    parser = Parser(
        prog="outreach record",
        description="Writes into the ledger what happened with a person, in your own plain words, and says what may be done now. "
        "What is recorded stays, is nobody's debt, and stands in no message.",
    )
    kinds = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    for kind, help_ in KINDS.items():
        one = kinds.add_parser(kind.value, help=help_, description=f"Records that {help_}.")
        one.add_argument("contact", metavar="CONTACT", help="their id, address, handle or name")
        one.add_argument("words", metavar="WORDS", help="what it was, in your own words")
        if kind in {EntryKind.GAVE, EntryKind.PROMISED}:
            one.add_argument("--offer", metavar="ID", help="which of the offers it was; a promise is kept by giving the same")
        one.add_argument("--message", metavar="ID", help="the message it went in: what goes in one message counts as one message")
        one.add_argument("--on", metavar="DATE", help="the day, as 2026-03-01 (default: today)")
    it_was = "you sent a message that was drafted here"
    sent = kinds.add_parser("sent", help=it_was, description=f"Records that {it_was}.")
    sent.add_argument("draft", metavar="DRAFT", help="the id that `outreach draft` said")
    sent.add_argument("--on", metavar="DATE", help="the day, as 2026-03-01 (default: today)")
    return parser


def run(args: argparse.Namespace) -> int:
    """Record it and say the standing afterwards."""
    place = wiring.required_workspace()
    settings, today = wiring.settings(place), wiring.today()
    on = day(args.on, "--on", today)
    with wiring.store(place, settings) as store:
        memory = Memory(store, place, settings, today)
        if args.what == "sent":
            recorded = record_sent(memory, args.draft, on)
        else:
            offer = getattr(args, "offer", None)
            recorded = record(memory, args.contact, Happening(EntryKind(args.what), args.words, on, offer, args.message))
    _tell(recorded)
    return 0


def _tell(recorded: Recorded) -> None:
    called = recorded.contact.name
    for entry in recorded.entries:
        offer = f" (offer {entry.offer_id})" if entry.offer_id else ""
        printing.out(f"{entry.on}  {entry.kind:<9} {called}: {entry.words}{offer}, by {entry.by}")
    standing = recorded.standing
    printing.out(Styled(f"Standing: {standing.move}.", "bold"), f" {standing.reason}.")
    _hint(recorded)


def _hint(recorded: Recorded) -> None:
    """Say how a promise of an offer is kept, when something was given that names another offer or none."""
    gave = [entry.offer_id for entry in recorded.entries if entry.kind is EntryKind.GAVE]
    still = [entry.offer_id for entry in recorded.open_promises if entry.offer_id is not None]
    if gave and still:
        how = f"`outreach record gave {recorded.contact.id} WORDS --offer {still[0]}`"
        printing.note(f"The promise of {', '.join(still)} is still open. When it is given: {how}.")
