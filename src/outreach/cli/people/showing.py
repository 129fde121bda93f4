"""`outreach contacts show`: one person as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.days import spoken
from outreach.cli import printing
from outreach.cli.people import settling
from outreach.cli.people.opened import memory
from outreach.cli.people.words import ago, count, resting, sourced
from outreach.cli.printing import Styled
from outreach.domain.fact import FactKind

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterable

    from outreach.actions.person import Person
    from outreach.cli.people.opened import Verbs
    from outreach.domain.fact import Fact


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "show",
        help="show one person",
        description="Shows what is known and where from, what waits to be accepted, what happened, what may be done now and why.",
    )
    parser.add_argument("contact", metavar="ID", help="an id, an address, a handle or a name")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Print the person."""
    from outreach.actions.person import person  # noqa: PLC0415  # it loads the matching of offers, which a list does not need

    with memory() as held:
        shown, today = person(held, args.contact), held.today
    if args.format == "json":
        printing.out(printing.json_text(_data(shown, today), indent=2))
    else:
        _print(shown, today)
    return 0


def _print(shown: Person, today: dt.date) -> None:
    contact = shown.contact
    printing.out(Styled(contact.name, "bold"), f" ({contact.id})")
    tags = f"tags: {', '.join(contact.tags)}" if contact.tags else ""
    about = (contact.role, str(contact.closeness), contact.address, contact.handle, f"by {_channel(contact.channel)}", tags)
    printing.out("  ", ", ".join(part for part in about if part))
    if shown.suppression is not None:
        said = f"Asked not to be contacted ({spoken(shown.suppression.on)}): {shown.suppression.reason}"
        printing.out("  ", Styled(said, "yellow"))
    elif rest := resting(contact.resting, today):
        printing.out("  ", Styled(f"{rest[0].upper()}{rest[1:]}", "yellow"))
    printing.out()
    printing.out(Styled("Now", "bold"), f": {shown.standing.move}. {shown.standing.reason}.")
    needs = [fact for fact in contact.facts if fact.kind is FactKind.NEED]
    _facts("Needs", needs, shown, today)
    _facts("Facts", [fact for fact in contact.facts if fact.kind is FactKind.FACT], shown, today)
    if not contact.facts:
        printing.out()
        printing.out(f"Nothing is known yet. `outreach contacts note {contact.id} --need TEXT --where WHERE` adds it.")
    _waiting(shown, today)
    _ledger(shown, today)
    _offers(shown)


def _channel(channel: str) -> str:
    return {"dm": "direct message"}.get(channel, channel)


def _section(heading: str) -> None:
    printing.out()
    printing.out(Styled(heading, "bold"))


def _facts(heading: str, facts: Iterable[Fact], shown: Person, today: dt.date) -> None:
    facts = tuple(facts)
    if facts:
        _section(heading)
    for fact in facts:
        printing.out(f"  {fact.text}")
        noted = shown.noted.get(fact.id)
        added = f"; noted {ago(noted, today)}" if noted is not None and (fact.source is None or noted != fact.source.when) else ""
        printing.out(Styled(f"    {sourced(fact.source, today)}{added} [{fact.id}]", "dim"))
        if fact.quote is not None and fact.quote != fact.text:
            printing.out(Styled(f"    “{fact.quote}”", "dim"))


def _waiting(shown: Person, today: dt.date) -> None:
    if not shown.waiting:
        return
    _section(f"Waiting to be accepted (`outreach contacts accept {shown.contact.id} N`, or `drop`)")
    settling.show(shown.waiting, today)


def _ledger(shown: Person, today: dt.date) -> None:
    if not shown.history.entries:
        return
    _section("What happened")
    open_promises = {entry.id for entry in shown.history.open_promises}
    for entry in shown.history.entries:
        still = " (still open)" if entry.id in open_promises else ""
        printing.out(
            f"  {entry.on}  {entry.kind:<9} {entry.words}{still}", Styled(f"  {entry.by}, {ago(entry.on, today)}", "dim")
        )
    if shown.messages:
        printing.out(Styled(f"  {count(shown.messages, 'message')} kept, {shown.sent} sent", "dim"))


def _offers(shown: Person) -> None:
    if shown.trouble:
        printing.note(f"The offers cannot be read, so none is weighed: {shown.trouble}")
        return
    if not shown.contact.sourced:
        return
    _section("Offers that fit")
    for match in shown.fitting:
        printing.out(f"  {match.offer.id}: {match.offer.title}")
        printing.out(Styled(f"    {match.why}", "dim"))
    if not shown.fitting:
        printing.out("  None of your offers meets what is known, and none is forced.")


def _data(shown: Person, today: dt.date) -> dict[str, object]:
    """Return the person as plain data; ages are in days."""
    contact = shown.contact.model_dump(mode="json")
    for told, fact in zip(contact["facts"], shown.contact.facts, strict=True):
        noted = shown.noted.get(fact.id)
        told["noted"] = noted.isoformat() if noted else None
        told["age_days"] = (today - fact.source.when).days if fact.source else None
    return {
        "contact": contact,
        "standing": shown.standing.model_dump(mode="json"),
        "suppression": shown.suppression.model_dump(mode="json") if shown.suppression else None,
        "waiting": [{"number": each.id} | each.proposal.model_dump(mode="json") for each in shown.waiting],
        "ledger": [entry.model_dump(mode="json") for entry in shown.history.entries],
        "open_promises": [entry.id for entry in shown.history.open_promises],
        "messages": {"kept": shown.messages, "sent": shown.sent},
        "offers": [
            {"id": each.offer.id, "title": each.offer.title, "score": each.score, "why": each.why} for each in shown.fitting
        ],
        "trouble": shown.trouble or None,
    }
