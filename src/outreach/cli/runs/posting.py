"""`outreach batch submit`, `status` and `collect`: a run's files of requests through a Batch API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring, wiring_runs
from outreach.actions.batch_post import collect, status, submit
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import count
from outreach.cli.running import run as run_async
from outreach.cli.runs import folders
from outreach.cli.runs.bringing import taken_data, tell_taken

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from pathlib import Path

    from outreach.actions.batch_post import Collected, Sent, Submitted
    from outreach.cli.people.opened import Verbs

_SUBMIT = """Uploads each file of requests that is in no batch yet, and makes a batch of it. The key comes from OPENAI_API_KEY,
the server from the workspace. A file is submitted once, whatever breaks in between: do it again."""
_COLLECT = """Takes in the results of every batch that has ended, each draft through the same gate as every other, and writes the
tables. Rows whose requests failed or were never run can be exported anew."""


def register(verbs: Verbs) -> None:
    """Add the parsers of the three verbs."""
    for name, what, told, act in (
        ("submit", "hand the exported files to a Batch API", _SUBMIT, _submit),
        ("status", "say how the submitted files stand", "Asks the server how each batch stands. Nothing changes.", _status),
        ("collect", "take in the results of the batches that have ended", _COLLECT, _collect),
    ):
        parser = verbs.add_parser(name, help=what, description=told)
        folders.add_option(parser)
        parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
        parser.set_defaults(act=act)


def _submit(args: argparse.Namespace) -> int:
    """Submit the files: 0, or 1 where some cannot be."""
    place = wiring.required_workspace()
    folder = folders.latest(place, args.run)
    sent: dict[str, str] = {}

    async def work() -> Submitted:
        post = wiring_runs.post(wiring.settings(place))
        try:
            return await submit(folder, post, sent.__setitem__)
        finally:
            await post.aclose()

    try:
        submitted = run_async(work())
    finally:
        # What went through is said even where a later file broke it off.
        if args.format == "text":
            for name, batch in sent.items():
                printing.out(f"{name}  {batch}")
    if args.format == "json":
        partly = [file.name for file in submitted.partly]
        printing.out(printing.json_text({"run": str(folder), "submitted": sent, "partly_answered": partly}, indent=2))
    else:
        _tell_submitted(submitted, folder)
    return 1 if submitted.partly else 0


def _tell_submitted(submitted: Submitted, folder: Path) -> None:
    for file in submitted.partly:
        printing.out(f"{file.name} has results of some of its requests, so it is not submitted.")
        printing.note(f"  Ask for the rest anew: `outreach batch export --run {folder} --again`.")
    if not submitted.number:
        printing.out("No file waits to be submitted.")
    printing.note(f"See how they stand: `outreach batch status --run {folder}`.")


def _status(args: argparse.Namespace) -> int:
    """Say how the files stand."""
    place = wiring.required_workspace()
    folder = folders.latest(place, args.run)

    async def work() -> tuple[Sent, ...]:
        post = wiring_runs.post(wiring.settings(place))
        try:
            return await status(folder, post)
        finally:
            await post.aclose()

    sent = run_async(work())
    if args.format == "json":
        printing.out(printing.json_text({"run": str(folder), "files": [_data(each) for each in sent]}, indent=2))
    else:
        _tell(sent)
        if any(each.batch is not None and each.batch.ended and not each.file.over for each in sent):
            printing.note(f"Take the results in: `outreach batch collect --run {folder}`.")
    return 0


def _collect(args: argparse.Namespace) -> int:
    """Take in what has ended: 0 while nothing has, or when every row that was to be drafted is cleared, 1 when not."""
    with memory() as held:
        folder = folders.latest(held.place, args.run)

        async def work() -> Collected:
            post = wiring_runs.post(held.settings)
            try:
                return await collect(held, folder, wiring_runs.desk(held.place, held.settings, "openai"), post)
            finally:
                await post.aclose()

        collected = run_async(work())
    if args.format == "json":
        taken = taken_data(collected.taken, folder) if collected.taken is not None else {"run": str(folder), "results": None}
        printing.out(printing.json_text({**taken, "files": [_data(each) for each in collected.sent]}, indent=2))
    else:
        _tell_collected(collected, folder)
    return 0 if collected.taken is None or collected.taken.ran.all_cleared else 1


def _tell_collected(collected: Collected, folder: Path) -> None:
    _tell(collected.sent)
    if collected.taken is not None:
        printing.out()
        tell_taken(collected.taken, folder)
    elif not collected.sent:
        printing.out("No batch waits to be collected.")
    else:
        printing.note("No batch has ended yet.")


def _tell(sent: Iterable[Sent]) -> None:
    for each in sent:
        printing.out(f"{each.file.name}  {_state(each)}")


def _state(sent: Sent) -> str:
    batch = sent.batch
    if batch is None:
        return f"{count(sent.file.requests, 'request')}, in no batch"
    why = f" ({batch.why})" if batch.why else ""
    failed = f", {batch.failed:,} failed" if batch.failed else ""
    done = f": {batch.completed:,} of {batch.total:,} done{failed}" if batch.total else ""
    return f"{batch.id}  {batch.status}{why}{done}{', collected' if sent.file.over else ''}"


def _data(sent: Sent) -> dict[str, object]:
    told: dict[str, object] | None = None
    if (batch := sent.batch) is not None:
        counts = {"total": batch.total, "completed": batch.completed, "failed": batch.failed}
        told = {"id": batch.id, "status": batch.status, **counts}
    return {"file": sent.file.name, "requests": sent.file.requests, "batch": told, "collected": sent.file.over}
