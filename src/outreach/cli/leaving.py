"""How a cleared message leaves: printed in one of the formats, copied, or opened in the user's own mail program; or held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.cli import printing
from outreach.cli.formats.base import fields
from outreach.cli.printing import Styled
from outreach.domain.contact import Channel
from outreach.errors import BadInput
from outreach.export.clipboard import for_terminal, to_clipboard
from outreach.export.data import data
from outreach.export.eml import eml
from outreach.export.mailto import TooLong, mailto
from outreach.export.opening import open_mail
from outreach.export.plain import plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from outreach.cli.parsing import Parser
    from outreach.gate import ClearedMessage, Held

FORMATS = ("text", "json", "eml", "mailto")


def add_options(parser: Parser) -> None:
    """Give a parser the options that say how a message leaves."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--copy", action="store_true", help="put the message on the clipboard as well")
    parser.add_argument("--open", action="store_true", help="open it in your own mail program as well, where you may send it")


def check(args: argparse.Namespace, channel: Channel) -> None:
    """Raise BadInput when a direct message is to leave as a mail."""
    if channel is not Channel.EMAIL and (args.format in {"eml", "mailto"} or args.open):
        remedy = "Use --channel email when you draft it, or --format text and --copy."
        raise BadInput("A direct message is no mail file and no mail link.", remedy=remedy)


def leave(message: ClearedMessage, args: argparse.Namespace, about: Mapping[str, object]) -> None:
    """Print the message, and copy and open it where that is wanted; `about` stands beside it in JSON."""
    if args.format == "json":
        printing.out(printing.json_text(data(message) | dict(about), indent=2))
    elif args.format == "eml":
        printing.out(eml(message), end="")
    elif args.format == "mailto":
        _link(message)
    else:
        printing.out(plain(message))
    printing.flush()
    if args.copy:
        _copy(message)
    if args.open:
        _open(message)


def hold(held: Held, ended: str, form: str, about: Mapping[str, object]) -> int:
    """Say what held a message: rule, reason and remedy, and never a word of it. Return the exit code."""
    if form == "json":
        found = [fields(finding) for finding in held.findings]
        told = {"verdict": "held", "findings": found, "rulebook": held.rulebook, "ended": ended} | dict(about)
        printing.out(printing.json_text(told, indent=2))
        return 1
    printing.note(Styled(f"Held, and not shown: {ended}.", "red"))
    for finding in held.findings:
        where = f"{finding.place}, sentence {finding.sentence + 1}"
        printing.note("  ", Styled(f"{finding.code} {finding.name}", "bold"), f" ({where}): {finding.says} {finding.instead}")
    return 1


def _link(message: ClearedMessage) -> None:
    """Print the link; a message that is too long for one is printed as text, so that it is not lost."""
    try:
        printing.out(mailto(message))
    except TooLong as error:
        printing.out(plain(message))
        printing.note(f"{error} It is printed as text.")


def _copy(message: ClearedMessage) -> None:
    encoded = for_terminal(message)
    if to_clipboard(message):
        printing.note("It is on the clipboard.")
    elif encoded is not None and printing.to_clipboard(encoded):
        printing.note("It was handed to the terminal for the clipboard; not every terminal takes it.")
    else:
        printing.note("There is no clipboard here that takes it: copy it from above.")


def _open(message: ClearedMessage) -> None:
    try:
        opened = open_mail(message)
    except TooLong as error:
        printing.note(str(error))
        return
    if opened:
        printing.note("It is open in your mail program; sending it is yours.")
    else:
        printing.note("No mail program took it: copy it from above.")
