"""Batch: the runs over tables of people; plan one, run it and watch, stop and go on, and open the review of what was cleared."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, ProgressBar, Static
from textual.widgets.option_list import Option

from outreach.errors import OutreachError
from outreach.tui import keys
from outreach.tui.outside import literal, one_line
from outreach.tui.screens.base import Framed
from outreach.tui.widgets.run_view import RunView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from outreach.actions.batch_runs import Standing
    from outreach.tui.batch_run import BatchRun, Far

ASK = 300
_NONE = "There is no run yet. p plans one over a table of people (any CSV): who would be written to, who not, and why."
_FIELDS = ("#table", "#ask")


class Batch(Framed):
    """The runs, newest first, and beside them how the one under the cursor stands."""

    place = "batch"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("batch")]
    DEFAULT_CSS = """
    Batch #said { padding: 0 2; height: auto; width: 1fr; }
    Batch #planning { height: auto; display: none; padding: 0 1; }
    Batch #planning.-open { display: block; }
    Batch Input { background: $surface; }
    Batch #runs { border: none; background: $background; width: 24; height: 1fr; }
    Batch #runs.-textual-compact { padding: 0 1; }
    Batch #runs:focus { border: none; background: $background; }
    Batch RunView { border-left: vkey $border; }
    Batch.-narrow #runs { width: 14; }
    Batch #work { height: auto; display: none; padding: 0 2; }
    Batch #work.-open { display: block; }
    Batch ProgressBar Bar { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._runs: tuple[Path, ...] = ()
        self._standing: Standing | None = None
        self._run: BatchRun | None = None

    def body(self) -> ComposeResult:
        """Return the parts."""
        yield Static(id="said")
        with Vertical(id="planning"):
            yield Input(placeholder="the table, such as people.csv; enter goes on", id="table", compact=True, max_length=1000)
            yield Input(
                placeholder="what to ask of everybody; empty: nothing. enter plans", id="ask", compact=True, max_length=300
            )
        with Horizontal():
            yield OptionList(id="runs", compact=True)
            yield RunView()
        with Vertical(id="work"):
            yield ProgressBar(id="bar")
            yield Static(id="far")

    def on_mount(self) -> None:
        """Let the arrow keys work at once."""
        self.query_one("#runs").focus()

    def on_screen_resume(self) -> None:
        """Look at the runs anew: the command line may have gone on with one, and a review may have ended."""
        self.call_after_refresh(lambda: self.work(self._load, "runs"))

    def on_unmount(self) -> None:
        """Let a run at work finish what is in flight, and start nothing more."""
        if self._run is not None:
            self._run.stop()

    def on_option_list_option_highlighted(self) -> None:
        """Show how the run under the cursor stands."""
        self.work(self._look, "look")

    def on_option_list_option_selected(self) -> None:
        """Open the review of the run chosen."""
        self.action_review()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field, and plan after the last."""
        if event.input.id != "table":
            self.work(self._plan, "plan")
        elif Path(event.value).expanduser().is_file():
            self.query_one("#ask").focus()
        else:
            self.interface.say(f"There is no file {one_line(event.value, 200)} here.", "Name the table, with its folder.")

    def action_plan(self) -> None:
        """Ask for the table and what is to be asked; what was typed before and not planned is gone."""
        for name in _FIELDS:
            self.query_one(name, Input).clear()
        self.query_one("#planning").add_class("-open")
        self.query_one("#table").focus()

    def action_run(self) -> None:
        """Begin the run under the cursor, or go on with it."""
        folder = self._folder
        if folder is not None and self._run is None:
            self._run = self.session.batches.run(folder, self._heard)
            self.work(partial(self._work, folder, self._run), "run")

    def action_stop(self) -> None:
        """Start no further row; what is in flight is finished and kept."""
        if self._run is not None:
            self._run.stop()
            self.query_one("#far", Static).update("Stopping: what is in flight is finished and kept.")

    def action_review(self) -> None:
        """Open the review of the run under the cursor."""
        from outreach.tui.screens.review import Review  # noqa: PLC0415  # opened later

        if self._folder is not None and self.check_action("review", ()):
            self.app.push_screen(Review(self._folder))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's signature
        """Tell whether something can be done now; what cannot is not shown."""
        if action == "stop":
            return self._run is not None
        if action in {"run", "review"}:
            if self._run is not None or self._standing is None:
                return False
            return self._standing.count(*_OPEN[action]) > 0
        return True

    def leave(self) -> None:
        """Leave the fields for the list."""
        self.query_one("#planning").remove_class("-open")
        self.query_one("#runs").focus()

    @property
    def _folder(self) -> Path | None:
        at = self.query_one("#runs", OptionList).highlighted
        return self._runs[at] if at is not None and at < len(self._runs) else None

    async def _load(self, chosen: Path | None = None) -> None:
        """Show the runs; the cursor stays with the run it was on, or goes to the one chosen."""
        wanted = chosen or self._folder
        self._runs = await asyncio.to_thread(self.session.batches.runs)
        runs = self.query_one("#runs", OptionList)
        with self.prevent(OptionList.OptionHighlighted):
            runs.clear_options()
            runs.add_options([Option(literal(one_line(each.name, 60))) for each in self._runs])
            runs.highlighted = self._runs.index(wanted) if wanted in self._runs else 0 if self._runs else None
        self._say("" if self._runs else _NONE)
        await self._look()

    async def _look(self) -> None:
        folder, view = self._folder, self.query_one(RunView)
        self._standing = None
        if folder is None:
            view.clear()
        else:
            try:
                self._standing = await asyncio.to_thread(self.session.batches.standing, folder)
            except OutreachError as error:
                self.interface.problem(error)
            else:
                view.show(self._standing)
        self.refresh_bindings()

    async def _plan(self) -> None:
        table, ask = (self.query_one(name, Input).value for name in _FIELDS)
        self._say("Reading the table …")
        try:
            planned = await asyncio.to_thread(self.session.batches.plan, table, ask)
        except OutreachError as error:
            self._say("")
            self.interface.problem(error)
            self.query_one("#table").focus()
            return
        self.leave()
        await self._load(planned.folder)
        self._say(_takes(planned.estimate.about.total, planned.estimate.most.total, planned.job.engine))

    async def _work(self, folder: Path, run: BatchRun) -> None:
        standing = self._standing
        self.query_one("#work").add_class("-open")
        self.query_one(ProgressBar).update(total=standing.count(*_OPEN["run"]) if standing is not None else None, progress=0)
        self.query_one("#far", Static).update("Beginning. x stops it, and what is done is kept.")
        self.refresh_bindings()
        try:
            ran = await asyncio.to_thread(run.result)
        except OutreachError as error:
            self.interface.problem(error)
            ran = None
        finally:
            self._run = None
        self.query_one("#work").remove_class("-open")
        await self._load(folder)
        if ran is not None:
            if self._standing is not None:
                self.query_one(RunView).show(self._standing, ran.remarks)
            cleared = sum(number for (state, _), number in ran.rows.items() if state == "cleared")
            stopped = f" It stopped: {ran.stopped}. r goes on." if ran.stopped else ""
            self._say(f"{cleared:,} messages are cleared; enter reviews them. The tables are in {folder}.{stopped}")

    def _heard(self, far: Far) -> None:
        """Take in how far the run is, from the thread that runs it."""
        self.interface.soon(self._show_far, far)

    def _show_far(self, far: Far) -> None:
        self.query_one(ProgressBar).update(progress=far.done)
        parts = [f"{number:,} {state}" for state, number in sorted(far.ended.items())]
        parts.append(f"{far.rate:.1f} rows a second")
        if far.tokens:
            parts.append(f"{far.tokens:,} tokens")
        if far.money is not None:
            parts.append(f"cost {far.money:,.2f}")
        self.query_one("#far", Static).update(Content(f"{', '.join(parts)}. x stops it."))

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(literal(text))


_OPEN = {"run": ("planned", "in-flight", "failed"), "review": ("cleared",)}
"""The states of rows for which there is something to do."""


def _takes(about: int, most: int, engine: str) -> str:
    """Say what a run would take, as `outreach batch plan` does."""
    if not most:
        return f"Planned, and nothing was spent. {engine} writes the messages, and costs nothing. r begins."
    return f"Planned, and nothing was spent. About {about:,} tokens, at most {most:,} with every repair ({engine}). r begins."
