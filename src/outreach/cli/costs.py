"""`outreach costs`: what drafting took, in tokens and money, by day, by wording of the prompts, or by engine."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.costs import By, costs
from outreach.actions.memory import Memory
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.cli.printing import Styled
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from outreach.actions.costs import Costs, Line

_CAME = ("cleared", "held", "failed")
_TOKENS = ("prompt", "cached", "cache-write", "completion")
_FIELDS = ("prompt_tokens", "cached_tokens", "cache_write_tokens", "completion_tokens")


def parser() -> Parser:
    """Return the parser of `outreach costs`."""
    parser = Parser(
        prog="outreach costs",
        description="Says what drafting took: drafts that were cleared, held, or never came, their tokens, and what they cost by "
        "the price table in outreach.yaml. A cleared draft bears the cost of those that were held.",
    )
    parser.add_argument("--by", choices=[str(each) for each in By], default=str(By.DAY), help="default: day")
    parser.add_argument("--since", metavar="DATE", help="leave out what was spent before that day (like 2026-03-01)")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="default: text")
    return parser


def run(args: argparse.Namespace) -> int:
    """Print what was spent."""
    since = _day(args.since) if args.since else None
    place = wiring.required_workspace()
    settings = wiring.settings_but_the_engine(place)
    with wiring.store(place, settings) as store:
        found = costs(Memory(store, place, settings, wiring.today()), By(args.by), since)
    if args.format == "json":
        printing.out(printing.json_text(_data(found), indent=2))
    elif args.format == "csv":
        printing.out(_csv(found, args.by), end="")
    elif found.lines:
        _table(found, args.by)
    if not found.lines:
        when = f" since {since}" if since else ""
        printing.note(f"No model was asked for a draft{when}, so nothing was spent.")
        printing.note("Drafts of a model are counted here: `outreach draft CONTACT --engine openai`, or `outreach batch run`.")
    elif args.format == "text":
        _notes(found)
    return 0


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--since {text!r} is not a date.", remedy="Write it like 2026-03-01.") from None


def _table(found: Costs, by: str) -> None:
    """Print the lines under each other, numbers to the right, with a line for all of them where there are several."""
    head = (by, *_CAME, *_TOKENS, *(("cost", "a cleared draft") if found.prices is not None else ()))
    lines = (*found.lines, *((found.total,) if len(found.lines) > 1 else ()))
    rows = [head, *(_cells(line)[: len(head)] for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for number, row in enumerate(rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        text = "  ".join(cells)
        printing.out(Styled(text, "bold") if number == 0 else text)


def _cells(line: Line) -> tuple[str, ...]:
    tokens = tuple(f"{getattr(line.usage, name):,}" for name in _FIELDS)
    cost = "-" if line.unpriced and not line.cost else f"{line.cost:,.4f}"
    each = "-" if line.each is None else f"{line.each:,.4f}"
    return (line.key, *(f"{number:,}" for number in _counts(line)), *tokens, cost, each)


def _counts(line: Line) -> tuple[int, ...]:
    return tuple(next((number for came, number in line.came.items() if came == name), 0) for name in _CAME)


def _notes(found: Costs) -> None:
    """Say what the figures rest on, and what they leave out."""
    if found.prices is not None:
        printing.note(f"Prices of {found.prices.date}, in {found.prices.currency}.")
    for model in found.unpriced:
        printing.note(f"There is no price for the model {model}: add it under `prices:` in outreach.yaml.")
    uncounted = sum(_counts(found.total)) - found.total.counted
    if uncounted:
        printing.note(f"For {uncounted:,} of {sum(_counts(found.total)):,} the server counted no tokens.")


def _data(found: Costs) -> dict[str, object]:
    prices = {"date": found.prices.date.isoformat(), "currency": found.prices.currency} if found.prices is not None else None
    lines = [_row(line) for line in found.lines]
    return {"lines": lines, "total": _row(found.total), "prices": prices, "unpriced_models": list(found.unpriced)}


def _row(line: Line) -> dict[str, object]:
    tokens = {name: getattr(line.usage, name) for name in _FIELDS}
    cost = None if line.unpriced and not line.cost else line.cost
    counts = dict(zip(_CAME, _counts(line), strict=True))
    return {"key": line.key, **counts, "counted": line.counted, **tokens, "cost": cost, "cost_per_cleared_draft": line.each}


def _csv(found: Costs, by: str) -> str:
    """Return the lines as a table for a spreadsheet; a key that reads like a formula cannot come about."""
    file = io.StringIO()
    rows: Sequence[dict[str, object]] = [_row(line) for line in found.lines]
    names = [name for name in _row(found.total) if name != "key"]
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow((by, *names))
    writer.writerows((row["key"], *(row[name] for name in names)) for row in rows)
    return file.getvalue()
