"""`outreach prompts try`: versions of the prompts over sample briefs, side by side."""

from __future__ import annotations

import asyncio
import signal
import time
from typing import TYPE_CHECKING

from outreach import wiring, wiring_runs
from outreach.actions import prompts_try as action
from outreach.cli import printing
from outreach.cli.main import STOPPED
from outreach.cli.people.words import count
from outreach.cli.printing import Styled
from outreach.cli.running import run as run_async
from outreach.cli.writing import tried
from outreach.errors import BadInput, EngineError

if TYPE_CHECKING:
    import argparse

    from outreach.actions.prompts_try import Going, Report
    from outreach.cli.people.opened import Verbs
    from outreach.settings import Settings
    from outreach.workspace import Workspace

_BETWEEN = 5.0
"""The seconds between two notices of how far it is."""


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "try",
        help="write with versions of the prompts for sample briefs, and compare them",
        description="Writes for every sample with each version of the prompts, and reports side by side what the gate said, how "
        "long the messages are, what they took and how alike they read. The samples are those of the workspace's samples/ (with "
        "contacts/ and asks.yaml), else 20 bundled ones. Results are kept in tries/, without a word of the messages.",
    )
    parser.add_argument(
        "versions", nargs="*", metavar="VERSION", help="shipped, yours, or a folder (default: yours beside the shipped)"
    )
    parser.add_argument("--repeat", type=_positive, default=1, metavar="N", help="write so often for each sample (default: 1)")
    parser.add_argument("--at-once", type=_positive, default=8, metavar="N", help="requests in flight (default: 8)")
    parser.add_argument(
        "--fail-under", type=_part, metavar="SHARE", help="exit with 1 when a version clears a smaller share, such as 0.9"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Try, tell what came of it, and return 1 when less was cleared than asked for, 3 when the engine failed at some."""
    place = wiring.workspace()
    given = wiring.settings(place)
    report = run_async(_try(place, given, args))
    currency = given.prices.currency if given.prices is not None else ""
    if args.format == "json":
        printing.out(printing.json_text(tried.data(report, currency), indent=2))
    else:
        tried.tell(report, currency)
    printing.flush()
    if report.kept.stopped:
        printing.note(f"It was stopped: {report.kept.stopped}. What was written before counts.")
    if report.where is not None:
        printing.note(f"Kept in {report.where}.")
    if report.failed:
        printing.note(f"The engine gave no draft for {count(report.failed, 'message')}, which says nothing of the prompts.")
        return EngineError.exit_code
    if report.kept.stopped:
        return STOPPED
    if args.fail_under is not None and report.least_cleared() < args.fail_under:
        printing.note(f"Less than {args.fail_under:.0%} was cleared.")
        return 1
    return 0


async def _try(place: Workspace | None, given: Settings, args: argparse.Namespace) -> Report:
    chosen = action.samples(place, wiring.samples(), wiring.settings, wiring.today())
    tools = wiring_runs.trial(place, given, action.wordings(place, args.versions), args.at_once)
    try:
        expected = action.expected(tools, chosen, args.repeat, review=given.drafting.review)
        for sentence in chosen.left_out:
            printing.note(f"Left out: {sentence}")
        if tools.recorded:
            printing.note("No model is configured, so recorded replies are given: they show the checks at work,")
            printing.note("not what a model would write, and a changed prompt changes nothing in them.")
        else:
            about = "" if expected.exact else "about "
            printing.note(f"It will take {about}{expected.about.total:,} tokens, {expected.most.total:,} at most.")
        kept, price = await action.run(tools, chosen, args.repeat, _Watch())
    finally:
        await tools.aclose()
    return action.report(kept, price, place)


class _Watch:
    """Says every few seconds how far it is, and turns the first Ctrl-C into a stop."""

    def __init__(self) -> None:
        self._said = time.monotonic()
        self._listening = False

    def __call__(self, trial: Going) -> None:
        """Take notice of a message."""
        if not self._listening:
            self._listening = True
            self._listen(trial)
        if time.monotonic() - self._said >= _BETWEEN:
            self._said = time.monotonic()
            printing.note(Styled(f"{trial.done:,} of {count(trial.size, 'message')}", "dim"))

    def _listen(self, trial: Going) -> None:
        loop = asyncio.get_running_loop()

        def stop() -> None:
            loop.remove_signal_handler(signal.SIGINT)
            printing.note("Stopping: what is in flight is finished and kept. Ctrl-C again breaks it off.")
            trial.stop("you stopped it")

        loop.add_signal_handler(signal.SIGINT, stop)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 1_000:
        raise BadInput(f"{text!r} is not a number from 1 to 1,000.")
    return int(text)


def _part(text: str) -> float:
    try:
        part = float(text)
    except ValueError:
        part = -1.0
    if not 0 <= part <= 1:
        raise BadInput(f"{text!r} is not a share from 0 to 1, such as 0.9.")
    return part
