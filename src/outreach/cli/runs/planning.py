"""`outreach batch plan`: who would be written to, who would not and why, and what it would take. Nothing is spent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach import wiring_runs
from outreach.actions.batch import asked, plan, prepare
from outreach.actions.batch_runs import WORDS
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import count
from outreach.cli.printing import Styled
from outreach.cli.runs import folders
from outreach.domain.contact import Channel
from outreach.domain.size import Size

if TYPE_CHECKING:
    import argparse

    from outreach.actions.batch import Planned
    from outreach.cli.people.opened import Verbs
    from outreach.domain.prices import Price, Prices
    from outreach.settings import Settings


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "plan",
        help="say who would be written to, who not and why, and what it would take",
        description="Reads a table of people (any CSV) and says, row by row, what would be written. Nothing is spent.",
    )
    parser.add_argument("table", metavar="FILE", type=Path, help="the table of people")
    folders.add_option(parser)
    parser.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help="what a column tells; may be repeated")
    parser.add_argument("--ask", metavar="TEXT", help="what to ask of everybody whose row has no `ask` of its own")
    parser.add_argument("--size", choices=[str(each) for each in Size], default="small", help="what the ask takes of them")
    parser.add_argument("--offer", metavar="ID", help="the offer to make to everybody (default: the one that fits best)")
    parser.add_argument("--channel", choices=[str(each) for each in Channel], help="default: each contact's own")
    parser.add_argument("--engine", metavar="NAME", help="what is to write (default: the workspace's)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Write the plan, and print it."""
    with memory() as held:
        writer = wiring_runs.writer(held.place, held.settings, args.engine)
        wanted = asked(writer, ask=args.ask, size=Size(args.size), offer_id=args.offer, channel=args.channel)
        table, job = prepare(held, args.table, args.map, wanted)
        planned = plan(held, table, job, folders.new(held.place, args.run, args.table), writer.library)
        if args.format == "json":
            printing.out(printing.json_text(_data(planned, held.settings), indent=2))
        else:
            _print(planned, held.settings)
    return 0


def _print(planned: Planned, settings: Settings) -> None:
    job = planned.job
    printing.out(Styled(job.table, "bold"), f": {job.reading}")
    for told in job.mapping.columns:
        printing.out(f"  {told.field:<10} {told.column}", Styled(f"  ({told.how})", "dim"))
    printing.out()
    for why, number in sorted(planned.rows.items(), key=lambda each: (each[0] is not None, -each[1])):
        said = WORDS[why] if why is not None else "to be drafted"
        printing.out(f"{number:>8,}  {said}")
    printing.out()
    _print_tokens(planned, settings)
    for offer, number in sorted(planned.over.items()):
        printing.out(f"The offer {offer} would be used up: {count(number, 'row')} more would have had it.")
    printing.note(f"The plan is in {planned.folder}. Nothing was spent.")
    printing.note(f"Write the messages: `outreach batch run --run {planned.folder}`.")


def _print_tokens(planned: Planned, settings: Settings) -> None:
    about, most = planned.estimate.about, planned.estimate.most
    if not most.total:
        printing.out(f"{planned.job.engine} writes them, and costs nothing.")
        return
    printing.out(
        f"About {about.total:,} tokens for first drafts, at most {most.total:,} with every repair ({planned.job.engine})."
    )
    prices, price = _price(planned, settings)
    if prices is None or price is None:
        printing.out(f"No price is known for {planned.job.engine}: add it to `prices:` in outreach.yaml.")
    else:
        of = f"prices of {prices.date}"
        printing.out(f"About {price.of(about):,.2f} {prices.currency}, at most {price.of(most):,.2f} {prices.currency} ({of}).")


def _price(planned: Planned, settings: Settings) -> tuple[Prices | None, Price | None]:
    return settings.prices, settings.prices.of(planned.job.engine) if settings.prices is not None else None


def _data(planned: Planned, settings: Settings) -> dict[str, object]:
    prices, price = _price(planned, settings)
    about, most = planned.estimate.about, planned.estimate.most
    cost = {"currency": prices.currency, "date": str(prices.date), "about": price.of(about), "most": price.of(most)} if (
        prices is not None and price is not None
    ) else None  # fmt: skip
    return {
        "run": str(planned.folder),
        "table": planned.job.table,
        "reading": planned.job.reading,
        "columns": [told.model_dump(mode="json") for told in planned.job.mapping.columns],
        "rows": {str(why or "to-draft"): number for why, number in sorted(planned.rows.items(), key=lambda each: str(each[0]))},
        "engine": planned.job.engine,
        "tokens": {"about": about.total, "most": most.total, "exact": planned.estimate.exact},
        "cost": cost,
        "offers_used_up": dict(sorted(planned.over.items())),
    }
