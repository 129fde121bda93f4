"""`outreach draft`: draft one message; the message alone goes to standard output, and only when it is cleared."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.costs import spend, spend_in_vain
from outreach.actions.draft import draft
from outreach.actions.keeping import keep
from outreach.actions.memory import Memory
from outreach.actions.recall import recall
from outreach.actions.requesting import request
from outreach.cli import leaving, printing
from outreach.cli.parsing import Parser
from outreach.cli.printing import Styled
from outreach.cli.running import run as run_async
from outreach.domain.contact import Channel
from outreach.domain.size import Size
from outreach.errors import EngineError, OutreachError
from outreach.gate import ClearedMessage, Held

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from outreach.actions.draft import Written
    from outreach.actions.recall import Recalled
    from outreach.briefing import Request
    from outreach.workspace import Workspace


def parser() -> Parser:
    """Return the parser of `outreach draft`."""
    parser = Parser(
        prog="outreach draft",
        description="Drafts one message that opens with an offer, and prints it once the linter has cleared it. "
        "Exit code 1: it was held, and what was found is told without its words.",
    )
    parser.add_argument("contact", metavar="CONTACT", help="their id, address, handle or name, or a contact file")
    parser.add_argument("--offer", metavar="ID", help="the offer to make (default: the one that fits best)")
    asking = parser.add_mutually_exclusive_group()
    asking.add_argument("--ask", metavar="TEXT", help='what to ask, as it would follow "Would you …"')
    asking.add_argument("--give", action="store_true", help="ask for nothing (this is also the default)")
    parser.add_argument("--size", choices=[str(each) for each in Size], help="what the ask takes of them (default: small)")
    parser.add_argument("--channel", choices=[str(each) for each in Channel], help="default: the contact's own")
    parser.add_argument("--engine", metavar="NAME", help="what writes: offline, openai, or auto (default: the workspace's)")
    leaving.add_options(parser)
    return parser


def run(args: argparse.Namespace) -> int:
    """Draft the message and print it, or what it was held for; return 0 or 1."""
    place = _workspace(args.contact)
    settings = wiring.settings(place)
    with wiring.store(place, settings) as store:
        memory = Memory(store, place, settings, wiring.today())
        recalled = recall(memory, args.contact)
        wanted = request(memory, recalled, ask=args.ask, size=args.size, offer_id=args.offer, channel=args.channel)
        leaving.check(args, wanted.channel or wanted.contact.channel)
        for sentence in recalled.teammates:
            printing.note(Styled("Mind:", "yellow"), f" {sentence}.")
        written = run_async(_write(wanted, memory, args.engine))
        _spend(partial(spend, memory, written, wiring.fingerprints(written, place)))
        _tell(written)
        about = {"engine": written.engine, "tokens": written.tokens}
        if isinstance(written.outcome, Held):
            return leaving.hold(written.outcome, written.ended, args.format, about)
        id_, said = _keep(memory, recalled, written, written.outcome)
        leaving.leave(written.outcome, args, {"id": id_, "why": written.why} | about)
        for sentence in said:
            printing.note(sentence)
    return 0


async def _write(wanted: Request, memory: Memory, name: str | None) -> Written:
    engine = wiring.engine(memory.settings, name, memory.place)
    try:
        linter, limits = wiring.linter(memory.place, drafting=True), wiring.limits(memory.settings)
        return await draft(wanted, engine, linter, limits, lambda stage: printing.note(Styled(stage, "dim")))
    except EngineError as error:
        _spend(partial(spend_in_vain, memory, engine.name, wiring.digests(memory.place, engine.name), error))
        raise
    finally:
        await engine.aclose()


def _spend(write: Callable[[], None]) -> None:
    """Write down what was spent; a failing memory keeps no message from being shown."""
    try:
        write()
    except OutreachError as error:
        printing.note(f"What it took could not be written down. {error.message}")


def _workspace(contact: str) -> Workspace:
    """Return the workspace around us, or else the one around the contact file."""
    return wiring.workspace() or wiring.required_workspace(Path(contact).parent)


def _keep(memory: Memory, recalled: Recalled, written: Written, message: ClearedMessage) -> tuple[str | None, tuple[str, ...]]:
    """Keep the message; return its id (None: it is not kept), and how one goes on. A failing memory loses no message."""
    contact = recalled.contact
    if not recalled.kept:
        how = f"`outreach contacts import {recalled.file}` takes them in, and then what you give and ask is remembered."
        return None, (f"This is not kept: {contact.name} stands in a file alone.", how)
    try:
        id_ = keep(memory, written, message, wiring.fingerprints(written, memory.place))
    except Exception as error:  # noqa: BLE001  # whatever fails, the message that was cleared is still printed
        cause = str(error) if isinstance(error, OutreachError) else f"internal error ({type(error).__name__})."
        return None, (f"It could not be kept. {cause}",)
    return id_, (f"Kept as {id_}: `outreach show {id_}` shows it again.", f"Once you have sent it: `outreach record sent {id_}`.")


def _tell(written: Written) -> None:
    """Say on standard error why this offer, what could not be said, who wrote and what it took."""
    attempts = len(written.holds) + isinstance(written.outcome, ClearedMessage)
    tokens = f", {written.tokens:,} tokens" if written.tokens else ""
    printing.note(f"Offer {written.brief.offer.id}: {written.why}.")
    printing.note(f"Standing {written.brief.standing.move}: {written.brief.standing.reason}.")
    for said in written.notes:
        printing.note(f"Not used: {said}")
    printing.note(f"Written by {written.engine} in {attempts} {'attempt' if attempts == 1 else 'attempts'}{tokens}.")
