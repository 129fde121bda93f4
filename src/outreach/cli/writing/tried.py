"""What came of a trial of prompts, as a table with sentences and as data."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from outreach.cli import printing
from outreach.cli.people.words import count
from outreach.cli.printing import Styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.actions.prompts_try import Column, Portion, Report

_LABEL = 30


def tell(report: Report, currency: str) -> None:
    """Print the figures of each version in a column of its own, and what the difference between them is worth."""
    kept = report.kept
    turns = f", {kept.repeat} times each" if kept.repeat > 1 else ""
    _paragraph(f"{count(kept.briefs, 'sample brief')}{turns}, written by {kept.engine}. Shares with their 95% intervals.")
    printing.out()
    rows = list(_rows(report, currency))
    width = (
        max(len(cell) for cell in (*(column.name for column in report.columns), *(each for _, row in rows for each in row))) + 2
    )
    printing.out(" " * _LABEL, Styled("".join(f"{column.name:<{width}}" for column in report.columns).rstrip(), "bold"))
    for label, cells in rows:
        printing.out(f"{label:<{_LABEL}}", "".join(f"{cell:<{width}}" for cell in cells).rstrip())
    for beside in report.beside:
        printing.out()
        printing.out(Styled(f"{beside.name} beside {beside.other}", "bold"))
        for compared in beside.compared:
            _paragraph(str(compared), "  ")


def data(report: Report, currency: str) -> dict[str, object]:
    """Return what came of a trial as plain data."""
    kept = report.kept
    return {
        "engine": kept.engine,
        "recorded": kept.recorded,
        "samples": {"digest": kept.samples, "briefs": kept.briefs, "repeat": kept.repeat},
        "rulebook": kept.rulebook,
        "stopped": kept.stopped,
        "currency": currency,
        "versions": [_column(column) for column in report.columns],
        "beside": [
            {
                "version": beside.name,
                "other": beside.other,
                "measures": [
                    {
                        "name": each.measure.name, "more": each.more, "less": each.less, "briefs": each.briefs,
                        "p": each.probability, "shown": each.shown,
                    }
                    for each in beside.compared
                ],
            }
            for beside in report.beside
        ],
        "kept": str(report.where) if report.where is not None else None,
    }  # fmt: skip


def _rows(report: Report, currency: str) -> Iterator[tuple[str, list[str]]]:
    figures = [column.figures for column in report.columns]
    yield "cleared at first try", [_share(each.first) for each in figures]
    yield "cleared after repair", [_share(each.repaired) for each in figures]
    yield "held", [_share(each.held) for each in figures]
    for rule in sorted({rule for each in figures for rule in each.rules}):
        yield f"  by {rule}", [str(each.rules[rule]) for each in figures]
    if any(each.failed for each in figures):
        yield "the engine failed", [str(each.failed) for each in figures]
    yield "words, the middle one", [f"{each.words.middle:g} ({each.words.least} to {each.words.most})" for each in figures]
    if any(each.tokens is not None for each in figures):
        yield "tokens a message", [f"{each.tokens:,.0f}" if each.tokens is not None else "not counted" for each in figures]
    if any(each.cost is not None for each in figures):
        yield "cost a cleared message", [f"{each.cost:.4f} {currency}" if each.cost is not None else "-" for each in figures]
    yield "shared with another", [f"{each.shared:.0%} of word runs" for each in figures]
    yield "  too alike", [_share(each.alike) for each in figures]
    yield "echo of the prompt", [f"{each.echo:.1%} of word runs" for each in figures]


def _share(share: Portion) -> str:
    return f"{share.yes} of {share.of} ({share.low:.0%} to {share.high:.0%})" if share.of else "none"


def _column(column: Column) -> dict[str, object]:
    figures = column.figures
    shares = {name: getattr(figures, name)._asdict() for name in ("first", "repaired", "held", "cleared", "alike")}
    return {
        "name": column.name, "prompts": column.prompts, **shares, "failed": figures.failed, "rules": dict(figures.rules),
        "words": figures.words._asdict(), "usage": figures.usage.model_dump(), "tokens": figures.tokens, "cost": figures.cost,
        "shared": figures.shared, "echo": figures.echo,
    }  # fmt: skip


def _paragraph(text: str, indent: str = "") -> None:
    for line in textwrap.wrap(text, printing.width() - len(indent), subsequent_indent=indent, initial_indent=indent):
        printing.out(line)
