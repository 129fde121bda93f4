"""How a run stands, in words and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.batch_report import PAGE
from outreach.cli import printing
from outreach.cli.people.words import count
from outreach.cli.printing import Styled

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.actions.batch_report import Ran, Report


def tell(ran: Ran, folder: Path) -> None:
    """Print how a run stands."""
    for remark in ran.remarks:
        printing.note(f"Mind: {remark}.")
    for name, number in ran.tables.items():
        printing.out(f"{number:>8,}  {name}")
        for each in ran.report.reasons if ran.report is not None else ():
            if each.table == name:
                printing.out(f"{each.rows:>12,}  {each.says}", Styled(f" ({each.why})", "dim"))
    if ran.report is not None:
        _tell_more(ran.report)
    if ran.lost:
        printing.out(f"{count(ran.lost, 'request')} may have been paid for and lost when the run was killed.")
    for name, number in ran.mails.items():
        printing.out(f"{count(number, 'mail')} in {folder / name}.")
    printing.note(f"The tables are in {folder}" + (f", and {PAGE} beside them." if ran.report is not None else "."))
    if ran.stopped:
        printing.note(f"The run stopped: {ran.stopped}. Go on: `outreach batch resume --run {folder}`.")


def _tell_more(report: Report) -> None:
    """Print tokens and cost, sameness, and promises that are more than their limit."""
    tokens, same = report.tokens, report.sameness
    if tokens.total:
        cost = (
            f", about {report.cost.about:,.2f} {report.cost.currency} at the prices of {report.cost.prices_of}"
            if report.cost
            else ""
        )
        printing.out(f"{tokens.total:,} tokens in all, {tokens.cached_tokens:,} of them from a cache{cost}.")
    if same.highest is not None and same.median is not None and same.messages > 1:
        words = f"runs of {same.words} words"
        printing.out(f"No message shares more than {same.highest:.1%} of its {words} with another (median {same.median:.1%}).")
    for each in report.promises:
        if each.is_over:
            made = f"{each.offer} is made {each.messages:,} times, and was given or promised {each.before:,} times this month"
            printing.note(f"Mind: {made}; its limit is {each.limit:,}.")


def data(ran: Ran, folder: Path) -> dict[str, object]:
    """Return how a run stands as plain data; `report` holds what report.json holds."""
    return {
        "run": str(folder),
        "stopped": ran.stopped,
        "tables": dict(ran.tables),
        "rows": [{"state": state, "why": why, "count": number} for (state, why), number in ran.rows.items()],
        "tokens": ran.spent.model_dump() | {"total": ran.spent.total},
        "lost": ran.lost,
        "remarks": list(ran.remarks),
        "mails": dict(ran.mails),
        "report": ran.report.model_dump(mode="json") if ran.report is not None else None,
    }
