"""`outreach contacts list`: a page of people, and how to see the next."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from outreach.actions import contacts as action
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import ago, count, resting
from outreach.cli.printing import Styled
from outreach.domain.contact import Resting

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Sequence

    from outreach.actions.contacts import Listed, Page
    from outreach.cli.people.opened import Verbs

_WIDEST = 30


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "list",
        help="list people, or search them",
        description="Lists people by name, a page at a time. A search finds those who have every word of it, or words that begin "
        "so: in name, address, handle, role, tags, needs and facts.",
    )
    parser.add_argument("search", nargs="*", metavar="SEARCH", help="words to look for")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="how many to a page (default: 50)")
    parser.add_argument("--after", metavar="ID", help="begin after this person")
    parser.add_argument("--tag", help="only those who have this tag")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Print the page."""
    search = " ".join(args.search)
    with memory() as held:
        page = action.page(held, search, args.after, args.limit, args.tag)
        today = held.today
    if args.format == "json":
        rows = [_data(row, today) for row in page.rows]
        printing.out(printing.json_text({"contacts": rows, "after": page.after}, indent=2))
        return 0
    _print(page.rows, today)
    _tell(page, args, search)
    return 0


def _print(rows: Sequence[Listed], today: dt.date) -> None:
    cells = [(row.id, row.name, str(row.closeness), count(row.needs, "need"), _when(row, today)) for row in rows]
    widths = [min(_WIDEST, max(len(cell[column]) for cell in cells)) if cells else 0 for column in range(5)]
    for row, cell in zip(rows, cells, strict=True):
        first, *others = (text.ljust(width) for text, width in zip(cell, widths, strict=True))
        rest = resting(_rest(row), today)
        line = "  ".join(others)
        printing.out(
            Styled(first, "bold"), "  ", line.rstrip() if not rest else f"{line}  ", Styled(rest, "yellow") if rest else ""
        )


def _when(row: Listed, today: dt.date) -> str:
    """Return when the last word passed between them and us."""
    days = [(day, verb) for day, verb in ((row.written_on, "written to"), (row.heard_on, "heard of")) if day is not None]
    if not days:
        return "no word yet"
    day, verb = max(days)
    return f"{verb} {ago(day, today)}"


def _rest(row: Listed) -> Resting | None:
    return Resting(reason=row.resting_reason, until=row.resting_until) if row.resting_reason is not None else None


def _tell(page: Page, args: argparse.Namespace, search: str) -> None:
    """Say on standard error how many these are, and how to see more."""
    if page.after is not None:
        options = [*args.search, *(["--tag", args.tag] if args.tag else []), "--limit", str(args.limit), "--after", page.after]
        printing.note(f"{count(len(page.rows), 'person', 'people')}. More: `outreach contacts list {shlex.join(options)}`.")
    elif page.rows:
        printing.note(f"{count(len(page.rows), 'person', 'people')}{', the last of them' if args.after else ''}.")
    elif search or args.tag or args.after:
        printing.note("Nobody else." if args.after else "Nobody here has these words.")
    else:
        printing.note(
            "There is nobody here yet. `outreach contacts add NAME` and `outreach contacts import FILE` bring people in."
        )


def _data(row: Listed, today: dt.date) -> dict[str, object]:
    told = row._asdict()
    for name in ("resting_until", "written_on", "heard_on"):
        told[name] = told[name].isoformat() if told[name] is not None else None
    rest = _rest(row)
    return told | {"resting": bool(rest and rest.covers(today))}
