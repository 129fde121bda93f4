"""How a run stands, in words and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.cli import printing
from outreach.cli.people.words import count

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.actions.batch import Ran


def tell(ran: Ran, folder: Path) -> None:
    """Print how a run stands."""
    for remark in ran.remarks:
        printing.note(f"Mind: {remark}.")
    for name, number in ran.tables.items():
        printing.out(f"{number:>8,}  {name}")
    for (state, why), number in sorted(ran.rows.items(), key=lambda each: (each[0][0], str(each[0][1]))):
        if why is not None:
            printing.out(f"{number:>8,}    {state}: {why}")
    if ran.spent.total:
        printing.out(f"{ran.spent.total:,} tokens in all, {ran.spent.cached_tokens:,} of them from a cache.")
    if ran.lost:
        printing.out(f"{count(ran.lost, 'request')} may have been paid for and lost when the run was killed.")
    printing.note(f"The tables are in {folder}.")
    if ran.stopped:
        printing.note(f"The run stopped: {ran.stopped}. Go on: `outreach batch resume --run {folder}`.")


def data(ran: Ran, folder: Path) -> dict[str, object]:
    """Return how a run stands as plain data."""
    return {
        "run": str(folder),
        "stopped": ran.stopped,
        "tables": dict(ran.tables),
        "rows": [{"state": state, "why": why, "count": number} for (state, why), number in ran.rows.items()],
        "tokens": ran.spent.model_dump() | {"total": ran.spent.total},
        "lost": ran.lost,
        "remarks": list(ran.remarks),
    }
