"""`outreach batch run` and `resume`: write what is planned. Ctrl-C finishes what is in flight; a second one breaks off."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from outreach import wiring_runs
from outreach.actions.batch import run as run_job
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.printing import Styled
from outreach.cli.running import run as run_async
from outreach.cli.runs import folders
from outreach.cli.runs.telling import data, tell
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from outreach.actions.batch import Going
    from outreach.actions.batch_report import Ran
    from outreach.actions.memory import Memory
    from outreach.cli.people.opened import Verbs
    from outreach.cli.printing import Piece

_BETWEEN = 2.0
"""Seconds between two lines of progress."""
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C, an end asked for by the system, a terminal that was closed, and Ctrl-Break of Windows."""


def register(verbs: Verbs) -> None:
    """Add the parsers of both verbs: a run that has begun is gone on with in the same way."""
    for name, what in (("run", "write the messages of a plan"), ("resume", "go on with a run that was stopped or killed")):
        parser = verbs.add_parser(
            name,
            help=what,
            description="Writes the messages that are planned and not yet written, and the tables cleared.csv, held.csv and "
            "rejects.csv. Ctrl-C finishes what is in flight and keeps it; `resume` goes on, and pays for nothing twice.",
        )
        folders.add_option(parser)
        parser.add_argument("--engine", metavar="NAME", help="what writes (default: what the plan names)")
        parser.add_argument("--at-once", type=_positive, default=8, metavar="N", help="requests in flight (default: 8)")
        parser.add_argument("--max-tokens", type=_positive, metavar="N", help="stop before the whole run takes more tokens")
        parser.add_argument("--max-cost", type=_amount, metavar="AMOUNT", help="stop before the whole run costs more")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
        parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Run the plan and say how it stands: 0 when every row that was to be drafted is cleared, 1 when not, 3 when it stopped."""
    with memory() as held:
        folder = folders.latest(held.place, args.run)
        try:
            ran = run_async(_run(held, folder, args))
        except KeyboardInterrupt:
            printing.note(f"Broken off; what was finished is kept. Go on: `outreach batch resume --run {folder}`.")
            raise
    tell(ran, folder) if args.format == "text" else printing.out(printing.json_text(data(ran, folder), indent=2))
    if ran.stopped and "engine" in ran.stopped:
        return 3
    return 0 if ran.all_cleared else 1


async def _run(held: Memory, folder: Path, args: argparse.Namespace) -> Ran:
    bounds = {"tokens": args.max_tokens, "cost": args.max_cost}
    tools = wiring_runs.batch(held.place, held.settings, args.engine, at_once=args.at_once, **bounds)
    watch = _Watch()
    try:
        return await run_job(held, folder, tools, watch)
    finally:
        watch.end()
        await tools.engine.aclose()


class _Watch:
    """Says every few seconds how far the run is, and turns the first signal to end into a stop; a second one breaks off."""

    def __init__(self) -> None:
        self._said = time.monotonic()
        self._before: dict[int, Any] = {}

    def __call__(self, runner: Going) -> None:
        """Take notice of a row."""
        if not self._before:
            self._listen(runner)
        if time.monotonic() - self._said >= _BETWEEN:
            self._said = time.monotonic()
            _say(Styled(self._line(runner), "dim"))

    def end(self) -> None:
        """Give the signals back to whom they were with before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _listen(self, runner: Going) -> None:
        """Take the signals; `signal.signal` is there on every system, and asyncio's own way is not."""
        loop = asyncio.get_running_loop()

        def stop() -> None:
            runner.stop("you stopped it")
            _say("Stopping: what is in flight is finished and kept. Ctrl-C again breaks it off.")

        def first(_number: int, _frame: object) -> None:
            self.end()
            loop.call_soon_threadsafe(stop)

        for number in (getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)):
            self._before[number] = signal.signal(number, first)

    def _line(self, runner: Going) -> str:
        progress, budget = runner.progress, runner.budget
        parts = [f"{number:,} {state}" for state, number in sorted(progress.ended.items())]
        parts.append(f"{progress.rate:.1f} rows/s")
        if budget.spent.total:
            parts.append(f"{budget.spent.total:,} tokens")
        if budget.money is not None:
            parts.append(f"cost {budget.money:,.2f}")
        return ", ".join(parts)


def _say(what: Piece) -> None:
    """Print a notice; a terminal that is gone is no reason to stop."""
    with suppress(OSError):
        printing.note(what)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise BadInput(f"{text!r} is not a number from 1 up.")
    return int(text)


def _amount(text: str) -> float:
    try:
        amount = float(text)
    except ValueError:
        amount = -1.0
    if not 0 <= amount < 1e9:
        raise BadInput(f"{text!r} is not an amount of money.")
    return amount
