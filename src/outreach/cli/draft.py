"""`outreach draft`: draft one message; the message alone goes to standard output, and only when it is cleared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.draft import draft
from outreach.briefing import Request
from outreach.cli import printing
from outreach.cli.formats.base import fields
from outreach.cli.parsing import Parser
from outreach.cli.printing import Styled
from outreach.cli.running import run as run_async
from outreach.domain.ask import Ask
from outreach.domain.contact import Channel
from outreach.errors import BadInput, shown
from outreach.export.data import data
from outreach.export.eml import eml
from outreach.export.plain import plain
from outreach.gate import ClearedMessage, Held
from outreach.workspace import read_contact

if TYPE_CHECKING:
    import argparse

    from outreach.actions.draft import Written
    from outreach.domain.contact import Contact
    from outreach.settings import Settings
    from outreach.workspace import Workspace


def parser() -> Parser:
    """Return the parser of `outreach draft`."""
    parser = Parser(
        prog="outreach draft",
        description="Drafts one message that opens with an offer, and prints it once the linter has cleared it. "
        "Exit code 1: it was held, and what was found is told without its words.",
    )
    parser.add_argument("contact", metavar="CONTACT", help="the name of a contact in the workspace, or a contact file")
    parser.add_argument("--offer", metavar="ID", help="the offer to make (default: the one that fits best)")
    asking = parser.add_mutually_exclusive_group()
    asking.add_argument("--ask", metavar="TEXT", help='what to ask, as it would follow "Would you …"')
    asking.add_argument("--give", action="store_true", help="ask for nothing (this is also the default)")
    parser.add_argument("--channel", choices=[str(each) for each in Channel], help="default: the contact's own")
    parser.add_argument("--engine", metavar="NAME", help="what writes: offline, openai, or auto (default: the workspace's)")
    parser.add_argument("--format", choices=("text", "json", "eml"), default="text", help="default: text")
    return parser


def run(args: argparse.Namespace) -> int:
    """Draft the message and print it, or what it was held for; return 0 or 1."""
    place = _workspace(args.contact)
    settings = wiring.settings(place)
    request = _request(args, place, settings)
    if args.format == "eml" and (request.channel or request.contact.channel) is not Channel.EMAIL:
        raise BadInput("A direct message is no mail file.", remedy="Use --channel email, or --format text.")
    written = run_async(_write(request, settings, place, args.engine))
    _tell(written)
    if isinstance(written.outcome, Held):
        return _held(written, written.outcome, args.format)
    _print(written, written.outcome, args.format)
    return 0


async def _write(request: Request, settings: Settings, place: Workspace, name: str | None) -> Written:
    engine = wiring.engine(settings, name, place)
    try:
        linter = wiring.linter(place, drafting=True)
        return await draft(request, engine, linter, wiring.limits(settings), lambda stage: printing.note(Styled(stage, "dim")))
    finally:
        await engine.aclose()


def _workspace(contact: str) -> Workspace:
    """Return the workspace around us, or else the one around the contact file."""
    place = wiring.workspace() or wiring.workspace(Path(contact).parent)
    if place is None:
        raise BadInput(
            "There is no workspace here: no outreach.yaml in this folder or above it.", remedy="Run `outreach init` to make one."
        )
    return place


def _request(args: argparse.Namespace, place: Workspace, settings: Settings) -> Request:
    if settings.sender is None:
        raise BadInput(
            f"{shown(place.root / 'outreach.yaml')} does not say who writes.", remedy="Add `sender:` with a `name:` below it."
        )
    return Request(
        contact=_contact(args.contact, place),
        sender=settings.sender,
        offers=place.offers(),
        today=dt.datetime.now().astimezone().date(),
        ask=_ask(args.ask),
        offer_id=args.offer,
        channel=Channel(args.channel) if args.channel else None,
        words=settings.drafting.words,
    )


def _contact(name: str, place: Workspace) -> Contact:
    """Return the contact of that name in the workspace, or of the file at that path."""
    path = Path(name)
    if name not in place.contact_ids() and (path.exists() or len(path.parts) > 1 or path.suffix in {".yaml", ".yml"}):
        return read_contact(path)
    return place.contact(name)


def _ask(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return Ask(text=text).text
    except ValueError:
        raise BadInput("--ask takes one line of 1 to 300 characters.", remedy="Ask for one thing, in one sentence.") from None


def _tell(written: Written) -> None:
    """Say on standard error why this offer, what could not be said, who wrote and what it took."""
    attempts = len(written.holds) + isinstance(written.outcome, ClearedMessage)
    tokens = f", {written.tokens:,} tokens" if written.tokens else ""
    printing.note(f"Offer {written.brief.offer.id}: {written.why}.")
    for said in written.notes:
        printing.note(f"Not used: {said}")
    printing.note(f"Written by {written.engine} in {attempts} {'attempt' if attempts == 1 else 'attempts'}{tokens}.")


def _print(written: Written, message: ClearedMessage, form: str) -> None:
    if form == "json":
        about = {"why": written.why, "engine": written.engine, "tokens": written.tokens}
        printing.out(printing.json_text(data(message) | about, indent=2))
    elif form == "eml":
        printing.out(eml(message), end="")
    else:
        printing.out(plain(message))


def _held(written: Written, held: Held, form: str) -> int:
    """Say what held the message: rule, reason and remedy, and never a word of it."""
    if form == "json":
        found = [fields(finding) for finding in held.findings]
        about = {"ended": written.ended, "engine": written.engine, "tokens": written.tokens}
        printing.out(printing.json_text({"verdict": "held", "findings": found, "rulebook": held.rulebook} | about, indent=2))
        return 1
    printing.note(Styled(f"Held, and not shown: {written.ended}.", "red"))
    for finding in held.findings:
        where = f"{finding.place}, sentence {finding.sentence + 1}"
        printing.note("  ", Styled(f"{finding.code} {finding.name}", "bold"), f" ({where}): {finding.says} {finding.instead}")
    return 1
