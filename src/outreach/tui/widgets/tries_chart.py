"""The last trial of the prompts as bars of text: each share with its numbers, and what it can vary between in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from outreach.tui.outside import literal, one_line
from outreach.tui.widgets.prompt_pane import Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.actions.prompts_try import Column, Portion

CELLS = 10
_NONE = "Nothing was tried yet. `outreach prompts try` compares versions, on the command line: yours beside the shipped ones."
_SHARES: tuple[tuple[str, Callable[[Column], Portion]], ...] = (
    ("Cleared at first try", lambda column: column.figures.first),
    ("Cleared after repair", lambda column: column.figures.repaired),
    ("Held", lambda column: column.figures.held),
    ("Too alike", lambda column: column.figures.alike),
)


def chart(columns: tuple[Column, ...]) -> Iterator[Block]:
    """Yield the shares of each version beside each other, then what was measured of the messages that were cleared."""
    if not columns:
        yield Block(Content(_NONE))
        return
    names = {column.name: one_line(column.name.rpartition("/")[2], 12) for column in columns}
    width = max(map(len, names.values()))
    yield Block(Content.styled("The last `outreach prompts try`", "bold"))
    yield Block(Content.styled("The range is where the true share lies with 95% confidence.", "$text-muted"))
    for title, share in _SHARES:
        rows = [literal(f"{names[each.name]:<{width}} ") + _bar(share(each)) for each in columns]
        yield Block(Content("\n").join([Content.styled(f"\n{title}", "bold $primary"), *rows]))
    yield Block(Content.styled("\nOf those cleared", "bold $primary"))
    for column in columns:
        yield Block(literal(f"{names[column.name]:<{width}} ") + literal(_measured(column)))


def _bar(share: Portion) -> Content:
    if not share.of:
        return Content("none")
    full = max(round(CELLS * share.yes / share.of), share.yes > 0)
    numbers = f" {share.yes} of {share.of}: between {share.low:.0%} and {share.high:.0%}"
    return Content.styled("█" * full, "$primary") + Content.styled("░" * (CELLS - full), "$text-muted") + Content(numbers)


def _measured(column: Column) -> str:
    figures = column.figures
    words = figures.words
    rules = ", ".join(f"{number} by {rule}" for rule, number in sorted(figures.rules.items()))
    parts = [
        f"{words.middle:g} words ({words.least} to {words.most})",
        f"echo of the prompt {figures.echo:.1%}",
        *([f"{figures.tokens:,.0f} tokens a message"] if figures.tokens is not None else []),
        *([f"held: {rules}"] if rules else []),
        *([f"the engine failed at {figures.failed}"] if figures.failed else []),
    ]
    return one_line("; ".join(parts), 1000)
