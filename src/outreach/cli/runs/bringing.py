"""`outreach batch import`: take in files of results, in any order and either shape, each draft through the gate."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from outreach import wiring_runs
from outreach.actions.batch_bulk import bring_in
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import count
from outreach.cli.printing import Styled
from outreach.cli.runs import folders
from outreach.cli.runs.telling import data, tell

if TYPE_CHECKING:
    import argparse

    from outreach.actions.batch_bulk import TakenIn
    from outreach.cli.people.opened import Verbs

_BETWEEN = 2.0
"""Seconds between two lines of progress."""


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "import",
        help="take in files of results",
        description="Takes in results of exported requests, from OpenAI's Batch API or `vllm run-batch`, in any order. Each "
        "draft goes through the same gate as every other. What is here already changes nothing.",
    )
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="a file of results, one JSON object a line")
    folders.add_option(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Take the files in, and say what came of them: 0 when every row that was to be drafted is cleared, 1 when not."""
    with memory() as held:
        folder = folders.latest(held.place, args.run)
        taken = bring_in(held, folder, args.files, wiring_runs.desk(held.place, held.settings, "openai"), _Watch())
    if args.format == "json":
        printing.out(printing.json_text(taken_data(taken, folder), indent=2))
    else:
        tell_taken(taken, folder)
    return 0 if taken.ran.all_cleared else 1


def tell_taken(taken: TakenIn, folder: Path) -> None:
    """Print what came of results, and how the run stands."""
    for kind, number in taken.tally.counts:
        printing.out(f"{number:>8,}  {count(number, 'line').partition(' ')[2]} {kind}")
        places = taken.tally.places.get(kind, [])
        for place in places:
            printing.out(Styled(f"            {place}", "dim"))
        if places and number > len(places):
            printing.out(Styled(f"            and {number - len(places):,} more", "dim"))
    for file, number in taken.waiting.items():
        printing.out(f"{file}: {count(number, 'request')} {'has' if number == 1 else 'have'} no result yet.")
    if taken.tally.spent.total:
        cost = f", {taken.cost[0]:,.2f} {taken.cost[1]} at the price of a batch" if taken.cost else ""
        printing.out(f"These results took {taken.tally.spent.total:,} tokens{cost}.")
    printing.out()
    tell(taken.ran, folder)
    if taken.more:
        told = count(taken.more, "row")
        printing.note(f"{told} may have another round: `outreach batch export --run {folder}`.")


def taken_data(taken: TakenIn, folder: Path) -> dict[str, object]:
    """Return what came of results, and how the run stands, as plain data."""
    cost = {"amount": taken.cost[0], "currency": taken.cost[1]} if taken.cost else None
    lines = {str(kind): number for kind, number in taken.tally.counts}
    places = {str(kind): told for kind, told in taken.tally.places.items()}
    tokens = taken.tally.spent.model_dump() | {"total": taken.tally.spent.total}
    results = {"lines": lines, "first_places": places, "waiting": taken.waiting, "tokens": tokens, "cost": cost}
    return {"results": results, "another_round": taken.more, **data(taken.ran, folder)}


class _Watch:
    """Says every few seconds how many lines are in."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, lines: int) -> None:
        """Take notice of the lines so far."""
        if lines and time.monotonic() - self._said >= _BETWEEN:
            self._said = time.monotonic()
            printing.note(Styled(f"{lines:,} lines", "dim"))
