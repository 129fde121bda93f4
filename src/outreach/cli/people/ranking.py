"""`outreach contacts rank`: an objective look at people, each figure with its source. It hides nobody."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from outreach.actions.days import spoken
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import ago, count, sourced
from outreach.cli.printing import Styled

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from outreach.actions.rank import Passed, Ranked
    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "rank",
        help="see where an offer meets a need, who is active, and what passed between you",
        description="Looks at people one by one: how well an offer meets what is known, when they were last active, what passed "
        "between you, and notes on conduct (`#conduct` in a fact or the ledger). Each figure has its source; nobody is hidden.",
    )
    parser.add_argument("search", nargs="*", metavar="SEARCH", help="only people who have these words")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="how many to a page (default: 50)")
    parser.add_argument("--after", metavar="ID", help="begin after this person of the alphabet")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Print the page."""
    from outreach.actions.rank import rank  # noqa: PLC0415  # what only this verb needs

    with memory() as held:
        ranking = rank(held, " ".join(args.search), args.after, args.limit)
        today = held.today
    if args.format == "json":
        told = {"people": [_data(each) for each in ranking.people], "after": ranking.after}
        printing.out(printing.json_text(told, indent=2))
        return 0
    for each in ranking.people:
        _print(each, today)
    if ranking.after is not None:
        options = [*args.search, "--limit", str(args.limit), "--after", ranking.after]
        printing.note(f"{count(len(ranking.people), 'person', 'people')}. More: `outreach contacts rank {shlex.join(options)}`.")
    elif not ranking.people:
        printing.note("Nobody here has these words." if args.search else "There is nobody here yet.")
    return 0


def _print(each: Ranked, today: dt.date) -> None:
    contact = each.contact
    printing.out(Styled(contact.name, "bold"), f" ({contact.id}): {each.standing.move}. {each.standing.reason}.")
    if each.fit is None:
        printing.out("  fit       no offer meets what is known")
    else:
        more = f"; {count(each.others, 'other offer')} too" if each.others else ""
        printing.out(f"  fit       {each.fit.score:.2f}  {each.fit.offer.id}: {each.fit.why}{more}")
    if each.active is None:
        printing.out("  activity  nothing seen")
    else:
        printing.out(f"  activity  {ago(each.active, today)}  {_sign(each, today)}")
    passed = ", ".join(map(_passed, each.passed))
    printing.out(f"  passed    {passed or 'nothing in the ledger'}")
    for note in each.conduct:
        printing.out(f"  conduct   {note.words} ({note.source})")


def _sign(each: Ranked, today: dt.date) -> str:
    """Return what the latest sign of life was."""
    if each.heard is not None and each.heard == each.active:
        return f"(ledger: heard of on {spoken(each.heard)})"
    return f"({sourced(each.newest.source, today)})" if each.newest else ""


def _passed(passed: Passed) -> str:
    days = spoken(passed.first) if passed.first == passed.last else f"{spoken(passed.first)} to {spoken(passed.last)}"
    return f"{passed.kind} {passed.times} ({days})"


def _data(each: Ranked) -> dict[str, object]:
    fit = each.fit
    return {
        "id": each.contact.id,
        "name": each.contact.name,
        "standing": each.standing.model_dump(mode="json"),
        "fit": {"offer_id": fit.offer.id, "fact_id": fit.fact.id, "score": fit.score, "why": fit.why} if fit else None,
        "other_offers": each.others,
        "newest_fact": each.newest.model_dump(mode="json") if each.newest else None,
        "heard_on": each.heard.isoformat() if each.heard else None,
        "written_on": each.written.isoformat() if each.written else None,
        "passed": [
            {"kind": str(one.kind), "times": one.times, "first": one.first.isoformat(), "last": one.last.isoformat()}
            for one in each.passed
        ],
        "conduct": [{"words": note.words, "source": note.source} for note in each.conduct],
    }
