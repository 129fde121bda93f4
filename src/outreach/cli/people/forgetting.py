"""`outreach contacts forget` and `export`: what is held on somebody, handed over or erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.forgetting import forget, held
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import agreed, count, who
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse

    from outreach.actions.forgetting import Erased, Held
    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parsers of both verbs."""
    parser = verbs.add_parser(
        "forget",
        help="erase somebody everywhere",
        description="Erases a person everywhere: facts, proposals, ledger, messages, and what runs of `outreach batch` in "
        "this workspace hold of them; files of yours that still name them are listed. What stays is a salted mark, by which an "
        "import that brings them again finds them as not to be contacted; it tells nothing about them.",
    )
    parser.add_argument("contact", metavar="ID", help="an id, an address, a handle or a name")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--no-mark", action="store_true", help="leave no mark: for a record that was a mistake")
    parser.set_defaults(act=run_forget)
    what = "Prints all that is held on a person, as JSON."
    export = verbs.add_parser("export", help="print all that is held on somebody", description=what)
    export.add_argument("contact", metavar="ID", help="an id, an address, a handle or a name")
    export.add_argument("--format", choices=("json",), default="json", help="default: json")
    export.set_defaults(act=run_export)


def run_export(args: argparse.Namespace) -> int:
    """Print the JSON."""
    from outreach.actions.holdings import holdings  # noqa: PLC0415  # it loads the linter, which only this verb needs

    with memory() as opened:
        told = holdings(opened, args.contact, wiring.linter(opened.place))
    printing.out(printing.json_text(told, indent=2))
    return 0


def run_forget(args: argparse.Namespace) -> int:
    """Say what is held, and erase it once that is agreed to."""
    with memory() as opened:
        found = held(opened, args.contact)
        what = _what(found)
        if not args.yes:
            printing.note(f"This erases {who(found.contact)}: {what}. It cannot be undone.")
            if not agreed("Erase them?"):
                raise BadInput("Nothing was erased.", remedy="Answer y, or give --yes.")
        erased = forget(opened, found.contact, mark=not args.no_mark and found.can_be_marked)
    printing.out(f"Erased {found.contact.id}: {what}.")
    _left(erased, found)
    return 0


def _what(found: Held) -> str:
    parts = [count(number, _one(name), name) for name, number in found.counts if number]
    return ", ".join(["the record", *parts])


def _one(name: str) -> str:
    return {"facts and needs": "fact or need", "ledger entries": "ledger entry"}.get(name, name.removesuffix("s"))


def _left(erased: Erased, found: Held) -> None:
    """Say what is left."""
    if erased.marks:
        printing.out("Left: the salted mark that they are not to be contacted.")
    elif not found.can_be_marked:
        printing.out("Left: nothing. Without an address or a handle there is no mark, and an import may bring them again.")
    else:
        printing.out("Left: nothing.")
    if erased.rows:
        printing.out(f"In runs, {count(erased.rows, 'row')} emptied of them.")
    for path in erased.removed:
        printing.out(f"Removed, for they stood in it: {path}. `outreach batch report` writes it anew without them.")
    for path in erased.files:
        printing.note(f"Still holds words about them, and is yours to delete: {path}")
