"""`outreach contacts import`: what would become of each record first, and then it does."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.importing import SHOWN, Tally, carry_out, preview
from outreach.actions.sorting import Fate
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import agreed, count
from outreach.cli.printing import Styled

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from outreach.actions.memory import Memory
    from outreach.actions.sorting import Sorted
    from outreach.actions.sources import ImportFile
    from outreach.cli.people.opened import Verbs

_BETWEEN = 2.0
"""Seconds between two lines of progress."""
_WOULD = {Fate.ADD: "to add", Fate.MERGE: "to merge", Fate.SAME: "here already", Fate.SKIP: "to skip"}
_DONE = {Fate.ADD: "added", Fate.MERGE: "merged", Fate.SAME: "here already", Fate.SKIP: "skipped"}


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "import",
        help="take people in from files",
        description="Takes people in from CSV exports (Google, LinkedIn, Outlook, or a table of your own), vCards and contact "
        "files (.yaml). Shows first what would be added, merged and skipped. Rows that are skipped go to FILE.skipped.csv. "
        "Stopped with Ctrl-C it keeps what is done; the same command again goes on, and doubles nobody.",
    )
    parser.add_argument("paths", metavar="FILE", nargs="+", help="a file, or a folder of them")
    parser.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help="what a column tells; may be repeated")
    parser.add_argument("--all", action="store_true", help=f"show every record that is merged or skipped, not the first {SHOWN}")
    parser.add_argument("--yes", action="store_true", help="do it, without asking")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Print the preview, and import what is agreed to."""
    from outreach.actions.sources import files  # noqa: PLC0415  # the readers of files, which only this verb needs

    found = files([Path(path) for path in args.paths], args.map, wiring.today())
    text = args.format == "text"
    shown = None if args.all else SHOWN
    with memory() as held:
        if text:
            _print_files(found)
        planned = preview(held, found, Tally(shown=shown), _progress("looked at"))
        if text:
            _print_preview(planned)
        told: dict[str, object] = {"files": [_file(each) for each in found], "preview": _data(planned)}
        if _is_wanted(args, planned):
            told["done"] = _data(_carry_out(held, found, Tally(shown=shown), text=text))
    if not text:
        printing.out(printing.json_text(told, indent=2))
    return 0


def _is_wanted(args: argparse.Namespace, planned: Tally) -> bool:
    """Tell whether the import is to be done: it was said, or is said now; and say how where nobody is there to ask."""
    waits = planned.counts[Fate.ADD] + planned.counts[Fate.MERGE] + planned.again + planned.proposed
    if args.yes:
        return True
    if not waits:
        printing.note("There is nothing to import.")
        return False
    printing.flush()
    if agreed("Import them?"):
        return True
    printing.note("Nothing was changed. The same command with --yes imports them.")
    return False


def _carry_out(held: Memory, found: Sequence[ImportFile], tally: Tally, *, text: bool) -> Tally:
    try:
        carry_out(held, found, tally, _progress("imported"))
    except KeyboardInterrupt:
        printing.note(f"Stopped. {_counts(tally, _DONE)} so far, and that is kept; the same command again goes on.")
        raise
    if text:
        printing.out(f"Done: {_counts(tally, _DONE)}.")
        if tally.proposed:
            printing.out(f"{count(tally.proposed, 'proposal')} out of notes wait: `outreach contacts show ID` has them.")
    for rows in tally.files:
        printing.note(f"{count(rows.count, 'skipped row')} with the reason: {rows.path}")
    return tally


def _progress(done: str) -> Callable[[Tally], None]:
    """Return what says on standard error, every few seconds, how far it is."""
    said = time.monotonic()

    def notice(tally: Tally) -> None:
        nonlocal said
        if time.monotonic() - said >= _BETWEEN:
            said = time.monotonic()
            printing.note(Styled(f"{count(tally.records, 'record')} {done}", "dim"))

    return notice


def _counts(tally: Tally, words: dict[Fate, str]) -> str:
    parts = [f"{tally.counts[fate]:,} {word}" for fate, word in words.items() if tally.counts[fate] or fate is Fate.ADD]
    if tally.again:
        parts.append(f"{tally.again:,} of people that an earlier record brings")
    return ", ".join(parts)


def _print_files(found: Sequence[ImportFile]) -> None:
    for each in found:
        if len(found) > SHOWN and not each.columns:
            continue
        printing.out(Styled(str(each.path), "bold"), f": {each.described}")
        for told in each.told:
            printing.out(f"  {told.field:<10} {told.column}", Styled(f"  ({told.how})", "dim"))
        told_columns = {told.column for told in each.told}
        left = [column for column in each.columns if column not in told_columns]
        if left:
            more = f" and {len(left) - 8} more" if len(left) > 8 else ""
            printing.out(Styled(f"  not used: {', '.join(left[:8])}{more}", "dim"))
    if len(found) > SHOWN:
        printing.out(f"{count(len(found), 'file')} in all.")


def _print_preview(planned: Tally) -> None:
    printing.out()
    printing.out(Styled(f"{count(planned.records, 'record')}: {_counts(planned, _WOULD)}.", "bold"))
    for fate in (Fate.ADD, Fate.MERGE, Fate.SKIP):
        shown = planned.examples.get(fate, [])
        for done in shown:
            printing.out(f"  {_sentence(done)}")
        if planned.counts[fate] > len(shown):
            printing.out(Styled(f"  … and {planned.counts[fate] - len(shown):,} more {_WOULD[fate]}", "dim"))
    if planned.proposed:
        printing.out(f"{count(planned.proposed, 'proposal')} out of notes would wait for you to accept or drop.")


def _sentence(done: Sorted) -> str:
    """Return in one line what becomes of a record."""
    where, contact = done.brought.where, done.contact
    remark = f" ({done.brought.remark})" if done.brought.remark else ""
    if contact is None or done.fate is Fate.SKIP:
        return f"skip   {where}: {done.reason}"
    if done.into is not None:
        return f"merge  {where}: {contact.name} into {done.into.name} ({done.into.id}): {', '.join(done.changes)}{remark}"
    reached = ", ".join(part for part in (contact.address, contact.handle) if part)
    same = f"; {done.namesake.name} ({done.namesake.id}) has the same name" if done.namesake else ""
    rest = "; asked not to be contacted, so kept at rest" if done.resting else ""
    return f"add    {contact.name}{f', {reached}' if reached else ''}{same}{rest}{remark}"


def _file(each: ImportFile) -> dict[str, object]:
    return {"path": str(each.path), "what": each.described, "mapping": [told._asdict() for told in each.told]}


def _data(tally: Tally) -> dict[str, object]:
    examples = {str(fate): [_sentence(done) for done in shown] for fate, shown in tally.examples.items()}
    counts = {str(fate): tally.counts[fate] for fate in Fate}
    written = [{"path": str(rows.path), "rows": rows.count} for rows in tally.files]
    return counts | {"again": tally.again, "proposed": tally.proposed, "examples": examples, "skipped_rows": written}
