"""`outreach contacts note`: what somebody said or wrote, from which facts and needs are proposed; or one in your own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.actions.proposals import add_fact
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.settling import settle, show
from outreach.cli.people.words import said_where, sourced
from outreach.domain.fact import FactKind
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse

    from outreach.actions.memory import Memory
    from outreach.cli.people.opened import Verbs
    from outreach.domain.contact import Contact
    from outreach.domain.fact import Source


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "note",
        help="note what somebody said, needs or does",
        description="Proposes facts and needs out of a text (given, piped with -, or a file of mails), in its exact words. "
        "What you accept is known, and nothing else. --need and --fact add one in your own words.",
    )
    parser.add_argument("contact", metavar="ID", help="an id, an address, a handle or a name")
    parser.add_argument("text", metavar="TEXT", nargs="?", help="your notes on them; - reads standard input")
    parser.add_argument("--file", metavar="FILE", help="read the text from a file: .eml, mbox, or text with a pasted thread")
    parser.add_argument("--theirs", action="store_true", help='the text is their own ("I" in it is them)')
    parser.add_argument("--need", action="append", default=[], metavar="TEXT", help='a need in your own words ("Seeks a booker")')
    parser.add_argument("--fact", action="append", default=[], metavar="TEXT", help='a fact in your own words ("Runs a press")')
    parser.add_argument("--where", help='where it is from, as one would say it ("her newsletter")')
    parser.add_argument("--when", metavar="DATE", help="when it was said or seen (default: today; of a mail, its own date)")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Add what is in the person's own words, propose what a text holds, and ask about each proposal at a terminal."""
    own = [(FactKind.NEED, text) for text in args.need] + [(FactKind.FACT, text) for text in args.fact]
    texts = (args.text is not None) + (args.file is not None)
    if texts > 1 or (texts == 0 and not own):
        raise BadInput(
            "Give one text to note: TEXT, - or --file.", remedy="Or one thing in your own words with --need or --fact."
        )
    with memory() as held:
        person = held.person(args.contact)
        source = said_where(args, held.today)
        if texts:
            _propose(held, person, args, source)
        for kind, words in own:
            _add(held, held.store.contacts.get(person.id), kind, words, source)
    return 0


def _propose(held: Memory, person: Contact, args: argparse.Namespace, source: Source | None) -> None:
    from outreach.actions import gather  # noqa: PLC0415  # it loads what reads texts, which only a text needs

    if args.file is not None:
        waiting = gather.from_mails(held, person, Path(args.file), source, own=args.theirs)
    else:
        waiting = gather.from_text(held, person, _text(args.text), source, own=args.theirs)
    if not waiting:
        hint = "" if args.theirs else " If the text is their own, say so with --theirs."
        printing.note(
            f"Nothing new in it says what {person.name} does, wants or struggles with.{hint} Add it with --need or --fact."
        )
        return
    show(waiting, held.today)
    settle(held, person, waiting)


def _text(text: str) -> str:
    """Return the text as it was given, or what stands on standard input."""
    if text != "-":
        return text
    raw = printing.read_stdin()
    if raw is None:
        raise BadInput("Nothing is piped in.", remedy="Pipe the text in, or give it as TEXT or with --file.")
    if len(raw) > printing.STDIN_MOST:
        raise BadInput(f"The text is larger than {printing.STDIN_MOST:,} bytes.", remedy="Give the part that is about them.")
    return raw.decode("utf-8", "replace")


def _add(held: Memory, person: Contact, kind: FactKind, text: str, source: Source | None) -> None:
    fact = add_fact(held, person, text, kind, source)
    printing.out(f"{person.name}: {kind} [{fact.id}] {fact.text} ({sourced(source, held.today)})")
    if source is None:
        printing.note("Say where it is from with --where, so that a message may use it.")
