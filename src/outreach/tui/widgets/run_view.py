"""How a run stands: what it was planned with, its rows by what came of them and why, what it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from outreach.actions.days import spoken
from outreach.tui.outside import literal, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from outreach.actions.batch_runs import Standing

_STATES = {
    "planned": "to be drafted", "in-flight": "were in flight when the run ended", "exported": "exported, and waiting for results",
    "cleared": "cleared", "held": "held", "skipped": "not to be written to", "failed": "failed",
}  # fmt: skip


class RunView(VerticalScroll):
    """One run to read."""

    DEFAULT_CSS = """
    RunView { padding: 0 2; height: 1fr; }
    RunView > Static { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """Make the one text."""
        yield Static(id="run")

    def show(self, standing: Standing, remarks: tuple[str, ...] = ()) -> None:
        """Show how a run stands, with what is to be minded about it."""
        self.query_one("#run", Static).update(Content("\n").join([*_lines(standing), *(_remark(each) for each in remarks)]))

    def clear(self) -> None:
        """Show nothing."""
        self.query_one("#run", Static).update(Content(""))


def _lines(standing: Standing) -> Iterator[Content]:
    from outreach.actions.batch_runs import WORDS  # noqa: PLC0415  # when a run is shown

    job = standing.job
    yield literal(one_line(job.table, 200), "bold")
    yield literal(one_line(f"{job.reading}; planned on {spoken(job.day)} for {job.engine}", 300), "$text-muted")
    yield literal(one_line(f"Asks: {job.ask}" if job.ask else "Asks nothing of rows without an ask of their own.", 320))
    told = "; ".join(f"{each.field}: {each.column}" for each in job.mapping.columns)
    yield literal(one_line(told, 400), "$text-muted")
    yield Content("")
    for state, says in _STATES.items():
        number = sum(each for (kind, _), each in standing.rows.items() if kind == state)
        if number:
            yield Content.styled(f"{number:>8,}  {says}", "bold")
        for (kind, why), each in sorted(standing.rows.items(), key=lambda row: -row[1]):
            if kind == state and why is not None:
                yield Content.styled(f"{each:>12,}  {WORDS.get(why, str(why))}", "$text-muted")
    if standing.spent.total:
        yield Content(f"\n{standing.spent.total:,} tokens in all, {standing.spent.cached_tokens:,} of them from a cache.")
    if standing.lost:
        yield Content(f"{standing.lost:,} requests may have been paid for and lost when a run was killed.")


def _remark(text: str) -> Content:
    return Content.styled("! ", "bold $warning") + literal(one_line(f"{text}."))
