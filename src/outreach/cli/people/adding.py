"""`outreach contacts add`: keep a new person, once it is clear that they are not here already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions import contacts as action
from outreach.actions.days import spoken
from outreach.actions.proposals import fact_of
from outreach.actions.values import made, seen_on
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import agreed, resting, who
from outreach.domain.contact import Channel, Closeness, Contact
from outreach.domain.fact import Fact, FactKind, Source
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from outreach.actions.memory import Memory
    from outreach.cli.people.opened import Verbs

_OPTIONS = ("id", "address", "handle", "role", "greeting", "channel", "closeness")
_CALLED = {name: f"--{name}" for name in _OPTIONS} | {"name": "NAME", "tags": "--tag", "where": "--where"}


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "add", help="keep a new person", description="Keeps a new person. Looks first whether they are here."
    )
    parser.add_argument("name", metavar="NAME", help="their whole name")
    parser.add_argument("--id", help="a short id of your own (default: from the name)")
    parser.add_argument("--address", help="their mail address")
    parser.add_argument("--handle", help="where a direct message reaches them (@name, a profile link)")
    parser.add_argument("--role", help="what they do, in a few words")
    parser.add_argument("--greeting", help='what a salutation calls them, where that is not the first name ("Dr Okafor")')
    parser.add_argument("--channel", choices=[str(each) for each in Channel], help="default: dm for a handle alone, else email")
    parser.add_argument("--closeness", choices=[str(each) for each in Closeness], help="default: stranger")
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help="may be given several times")
    parser.add_argument("--need", action="append", default=[], metavar="TEXT", help="something they want or struggle with")
    parser.add_argument("--fact", action="append", default=[], metavar="TEXT", help='something known, as in "Runs a small press"')
    parser.add_argument("--where", help='where needs and facts are from, as one would say it ("her newsletter")')
    parser.add_argument("--when", metavar="DATE", help="when that was said or seen (default: today)")
    parser.add_argument("--yes", action="store_true", help="add them although somebody of that name is here")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Add the person and say under which id; return 0, or 2 when it was not done."""
    with memory() as held:
        contact = _contact(args, held)
        others = action.namesakes(held, contact)
        if others and not args.yes and not _wanted(others):
            remedy = f"Add them all the same with --yes, or add to what is known: `outreach contacts note {others[0].id} …`."
            raise BadInput(f"Somebody called {contact.name} is here already; nothing was added.", remedy=remedy)
        kept, mark = action.add(held, contact)
        if mark is not None:
            printing.note(f"{kept.name} asked not to be contacted (noted on {spoken(mark.on)}): they are kept at rest.")
        elif kept.resting:
            printing.note(f"They are {resting(kept.resting, held.today)}.")
    if args.format == "json":
        printing.out(printing.json_text(kept.model_dump(mode="json"), indent=2))
        return 0
    printing.out(f"Added {who(kept)}.")
    if not kept.sourced and not kept.resting:
        printing.note(
            f"No message is drafted before something is known: `outreach contacts note {kept.id} --need TEXT --where WHERE`."
        )
    return 0


def _wanted(others: tuple[Contact, ...]) -> bool:
    for other in others:
        printing.note(f"Here already: {who(other)}{f', {other.role}' if other.role else ''}.")
    return agreed("Add another person of that name?")


def _contact(args: argparse.Namespace, held: Memory) -> Contact:
    given = {name: value for name in _OPTIONS if (value := getattr(args, name)) is not None}
    if "channel" not in given and args.handle and not args.address:
        given["channel"] = Channel.DM
    given["tags"] = tuple(dict.fromkeys(args.tag))
    # Looked at under an id that holds, so that what is wrong with the rest is said before an id is sought.
    looked_at = made(Contact, {"id": "new", "name": args.name} | given, _CALLED)
    id_ = args.id or action.free_id(held.store, looked_at.name, looked_at.address, looked_at.handle)
    facts = _facts(args, held.today)
    return looked_at.model_copy(update={"id": looked_at.id if args.id else id_, "facts": facts})


def _facts(args: argparse.Namespace, today: dt.date) -> tuple[Fact, ...]:
    texts = [(FactKind.NEED, "--need", text) for text in args.need] + [(FactKind.FACT, "--fact", text) for text in args.fact]
    if not texts and (args.where or args.when):
        raise BadInput(
            "--where and --when say where a need or a fact is from, and none is given.", remedy="Add --need or --fact."
        )
    when = seen_on(args.when, today)
    source = made(Source, {"where": args.where, "when": when}, _CALLED) if args.where is not None else None
    facts: list[Fact] = []
    for kind, option, text in texts:
        facts.append(fact_of(text, kind, source, option, tuple(fact.id for fact in facts)))
    return tuple(facts)
