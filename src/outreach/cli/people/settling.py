"""`outreach contacts accept` and `drop`, and the same asked one by one at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions import proposals as action
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import count, sourced
from outreach.cli.printing import Styled
from outreach.domain.fact import FactKind
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Sequence

    from outreach.actions.memory import Memory
    from outreach.actions.proposals import Waits
    from outreach.cli.people.opened import Verbs
    from outreach.domain.contact import Contact


def register(verbs: Verbs) -> None:
    """Add the parsers of both verbs."""
    what = "Makes proposals facts or needs. The words they were found in are kept beside them as a quote."
    accept = verbs.add_parser("accept", help="let what was proposed count as known", description=what)
    accept.add_argument("contact", metavar="ID", help="an id, an address, a handle or a name")
    accept.add_argument("numbers", metavar="N", type=int, nargs="+", help="numbers of proposals, as `contacts show` tells them")
    accept.add_argument("--as", dest="text", metavar="TEXT", help='say it in your own words, as in "Runs a small press"')
    accept.add_argument("--kind", choices=[str(each) for each in FactKind], help="a need or a fact (default: as proposed)")
    accept.set_defaults(act=run_accept)
    what = "Drops proposals by number, and facts and needs by id."
    drop = verbs.add_parser("drop", help="drop what was proposed, or what is no longer so", description=what)
    drop.add_argument("contact", metavar="ID", help="an id, an address, a handle or a name")
    drop.add_argument("what", metavar="N", nargs="+", help="numbers of proposals, or ids of facts, as `contacts show` tells them")
    drop.set_defaults(act=run_drop)


def run_accept(args: argparse.Namespace) -> int:
    """Accept every number; all of them must be there before the first is accepted."""
    if args.text is not None and len(args.numbers) > 1:
        raise BadInput("--as says one thing, and several numbers are given.", remedy="Accept them one by one.")
    with memory() as held:
        person = held.person(args.contact)
        kind = FactKind(args.kind) if args.kind else None
        for found in _all(held, person, args.numbers):
            _accept(held, person, found, args.text, kind)
    return 0


def run_drop(args: argparse.Namespace) -> int:
    """Drop everything that is named; all of it must be there before the first is dropped."""
    with memory() as held:
        person = held.person(args.contact)
        facts = [each for each in dict.fromkeys(args.what) if not each.isascii() or not each.isdigit()]
        waiting = _all(held, person, [int(each) for each in args.what if each not in facts])
        for fact_id in facts:
            action.drop_fact(held, person, fact_id)
            printing.out(f"Dropped {fact_id}.")
        for found in waiting:
            action.drop(held, found)
            printing.out(f"Dropped {found.id}.")
    return 0


def show(waiting: Sequence[Waits], today: dt.date) -> None:
    """Print proposals with their numbers, the exact words, and where these are from."""
    for each in waiting:
        _one(each, today)


def settle(held: Memory, person: Contact, waiting: Sequence[Waits]) -> None:
    """Ask at a terminal what becomes of each proposal; where nobody is there, say how to accept and drop them."""
    for index, each in enumerate(waiting):
        answer = _answer(each)
        if answer is None:
            _how(person, waiting[index:])
            return
        if answer == "y":
            _accept(held, person, each, None, None)
        elif answer == "e":
            text = printing.ask("In your words (empty: as it stands):")
            _accept(held, person, each, text or None, None)
        elif answer == "d":
            action.drop(held, each)
            printing.note(f"Dropped {each.id}.")


def _answer(each: Waits) -> str | None:
    while True:
        answer = printing.ask(f"{each.id}: accept it? [y]es, [e]dit, [d]rop, [l]ater, [q]uit")
        if answer is None or answer.lower().startswith("q"):
            return None
        if answer.lower()[:1] in {"y", "e", "d", "n", "l", ""}:
            return {"n": "d", "": "l"}.get(answer.lower()[:1], answer.lower()[:1])


def _accept(held: Memory, person: Contact, found: Waits, text: str | None, kind: FactKind | None) -> None:
    try:
        fact = action.accept(held, found, text, kind)
    except BadInput as error:
        raise BadInput(f"{found.id}: {error.message}", remedy=error.remedy) from None
    printing.out(f"{person.name}: {fact.kind} [{fact.id}] {fact.text}")


def _all(held: Memory, person: Contact, numbers: Sequence[int]) -> list[Waits]:
    return [action.waiting(held, person, number) for number in dict.fromkeys(numbers)]


def _one(each: Waits, today: dt.date) -> None:
    found = each.proposal
    printing.out(Styled(f"{each.id:>4}", "bold"), f"  {found.kind:<4}  “{found.quote}”")
    printing.out(Styled(f"            {sourced(found.source, today)}", "dim"))


def _how(person: Contact, left: Sequence[Waits]) -> None:
    numbers = " ".join(str(each.id) for each in left[:3])
    printing.note(
        f"{count(len(left), 'proposal')} waiting; nothing counts as known before you accept it: "
        f"`outreach contacts accept {person.id} {numbers}` (`--as TEXT` in your own words), or `drop`."
    )
