"""`outreach batch export`: write a run's requests into files, for a Batch API or a cluster of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring_runs
from outreach.actions.batch_bulk import export
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import count
from outreach.cli.printing import Styled
from outreach.cli.runs import folders

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from outreach.actions.batch_bulk import Exported
    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "export",
        help="write the requests into files, for a Batch API or `vllm run-batch`",
        description="Writes the requests of the rows that are pending, or were held and may have another round, into files in "
        "the form of OpenAI's Batch API. Each row then waits for its result: nothing is asked for twice.",
    )
    folders.add_option(parser)
    parser.add_argument("--engine", metavar="NAME", help="what the requests are for (default: the workspace's)")
    parser.add_argument(
        "--again", action="store_true", help="give up the requests that wait for results, and write others: both may be paid for"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Write the files, and say what is in them."""
    with memory() as held:
        folder = folders.latest(held.place, args.run)
        exported = export(held, folder, wiring_runs.desk(held.place, held.settings, args.engine), again=args.again)
    if args.format == "json":
        printing.out(printing.json_text(_data(exported, folder), indent=2))
    else:
        _tell(exported, folder)
    return 0


def _tell(exported: Exported, folder: Path) -> None:
    for remark in exported.remarks:
        printing.note(f"Mind: {remark}.")
    for file in exported.files:
        size = f"{count(file.requests, 'request')}, {_size(file.size)}"
        printing.out(str(folder / file.name), Styled(f"  {size}, for {file.engine}", "dim"))
    if not exported.files:
        printing.out("There is nothing to export.")
    if exported.waiting:
        printing.out(f"{count(exported.waiting, 'request')} of earlier files wait for results.")
    if exported.finished:
        printing.out(f"{count(exported.finished, 'row')} held had the last round there is.")
    if exported.files:
        printing.note(f"Submit them: `outreach batch submit --run {folder}`.")
        printing.note("Or run each on a cluster of your own: `vllm run-batch -i FILE -o RESULTS --model NAME`,")
        printing.note(f"and bring the results in: `outreach batch import --run {folder} RESULTS`.")


def _size(number: int) -> str:
    return f"{number / 1_000_000:,.1f} MB" if number >= 1_000_000 else f"{max(1, number // 1_000):,} kB"


def _data(exported: Exported, folder: Path) -> dict[str, object]:
    files = [
        {
            "file": str(folder / file.name),
            "engine": file.engine,
            "requests": file.requests,
            "bytes": file.size,
            "sha256": file.digest,
        }
        for file in exported.files
    ]
    told = {"waiting": exported.waiting, "last_round_held": exported.finished, "remarks": list(exported.remarks)}
    return {"run": str(folder), "files": files, **told}
