"""`outreach batch review`: go through the cleared messages of a run one at a time, and keep, change or drop each."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.batch_review import Decision, reviewing
from outreach.actions.own_editor import change
from outreach.cli import printing
from outreach.cli.people.opened import memory
from outreach.cli.people.words import agreed, count
from outreach.cli.printing import Styled
from outreach.cli.runs import folders
from outreach.cli.runs.telling import data, tell
from outreach.errors import BadInput
from outreach.export.data import data as message_data
from outreach.export.plain import plain
from outreach.gate import ClearedMessage

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from outreach.actions.batch_review import Item, Reviewing
    from outreach.cli.people.opened import Verbs
    from outreach.gate import Held

_KEYS = "k keep, e edit, d drop, s skip, b back, u undo, q quit"


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "review",
        help="go through the cleared messages one at a time: keep, edit or drop",
        description="Shows the cleared messages of a run one at a time, and asks what to do with each. What is decided is kept "
        "at once, so that a review can be stopped and gone on with. What you change passes the same gate. Afterwards the tables "
        "are written anew: what you dropped stands in held.csv.",
    )
    folders.add_option(parser)
    parser.add_argument("--all", action="store_true", help="go through those already decided on, too")
    parser.add_argument("--list", action="store_true", help="list the rows and what was decided, and ask nothing")
    parser.add_argument("--show", type=_row, metavar="ROW", help="print the message of a row, and ask nothing")
    parser.add_argument("--keep", type=_row, action="append", default=[], metavar="ROW", help="keep a row; may be repeated")
    parser.add_argument("--drop", type=_row, action="append", default=[], metavar="ROW", help="drop a row; may be repeated")
    parser.add_argument(
        "--undo", type=_row, action="append", default=[], metavar="ROW", help="take back what was decided on a row"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Go through the queue, or do what the options say; return 0."""
    with memory() as held:
        folder = folders.latest(held.place, args.run)
        linter, prompts = wiring.linter(held.place, drafting=True), wiring.prompts(held.place)
        with reviewing(held, folder, linter, prompts) as review:
            _review(review, folder, args)
    return 0


def _review(review: Reviewing, folder: Path, args: argparse.Namespace) -> None:
    if args.list:
        _list(review, args.format)
        return
    if args.show is not None:
        _show(review.item(args.show), args.format)
        return
    if args.keep or args.drop or args.undo:
        _decide(review, args)
    elif printing.can_ask():
        _Queue(review, everything=args.all).go()
    else:
        raise BadInput(
            "Nobody is at a terminal to answer.", remedy="Use --list, --show ROW, --keep ROW, --drop ROW and --undo ROW."
        )
    ran = review.finish()
    tell(ran, folder) if args.format == "text" else printing.out(printing.json_text(data(ran, folder), indent=2))


def _decide(review: Reviewing, args: argparse.Namespace) -> None:
    """Decide what the options say, all of it or none: rows without a message are told before anything is decided."""
    named = ((Decision.KEPT, args.keep), (Decision.DROPPED, args.drop), (None, args.undo))
    wanted = [(row, decision) for decision, rows in named for row in rows]
    rows = [row for row, _ in wanted]
    if len(set(rows)) < len(rows):
        raise BadInput("A row is named twice.", remedy="Name each row once.")
    for row in rows:
        review.item(row)
    for row, decision in wanted:
        review.decide(row, decision)


def _list(review: Reviewing, form: str) -> None:
    if form == "json":
        printing.out(printing.json_text([asdict(turn) for turn in review.queue()], indent=2))
        return
    for turn in review.queue():
        printing.out(f"{turn.row:>8,}  {turn.decision or '':<8} {turn.name}", Styled(f"  {turn.offer_id}", "dim"))


def _show(item: Item, form: str) -> None:
    if item.message is None:
        raise BadInput(f"Row {item.row} is held today: {item.held}", remedy="Edit it, or drop it.")
    if form == "json":
        told = {"row": item.row, "name": item.name, "decision": item.decision}
        printing.out(printing.json_text(told | message_data(item.message), indent=2))
    else:
        printing.out(plain(item.message))


class _Queue:
    """The queue in front of a person at a terminal."""

    def __init__(self, review: Reviewing, *, everything: bool) -> None:
        self._review = review
        self._rows = [turn.row for turn in review.queue() if everything or turn.decision is None]
        self._at = 0

    def go(self) -> None:
        """Show one message after the other until the person leaves or none is left."""
        if not self._rows:
            printing.note("Every message was decided on. `--all` goes through them again.")
        while 0 <= self._at < len(self._rows):
            row = self._rows[self._at]
            self._put(self._review.item(row))
            answer = printing.ask(f"{_KEYS}:")
            if answer is None or answer.lower() in {"q", "quit"}:
                left = len(self._rows) - self._at
                printing.note(f"{count(left, 'message')} left. `outreach batch review` goes on.")
                return
            self._do(row, answer.lower()[:1])

    def _put(self, item: Item) -> None:
        decided = f", {item.decision}" if item.decision else ""
        printing.out()
        printing.out(Styled(f"{self._at + 1:,} of {len(self._rows):,}: row {item.row:,}, {item.name}{decided}", "bold"))
        printing.out()
        printing.out(plain(item.message) if item.message is not None else f"Held today: {item.held}")
        printing.out()
        printing.flush()

    def _do(self, row: int, answer: str) -> None:
        match answer:
            case "k":
                self._review.decide(row, Decision.KEPT)
                self._at += 1
            case "d":
                self._review.decide(row, Decision.DROPPED)
                self._at += 1
            case "e":
                self._edit(row)
            case "u":
                self._review.decide(row, None)
            case "s":
                self._at += 1
            case "b":
                self._at = max(0, self._at - 1)
            case _:
                printing.note("Type one of the letters.")

    def _edit(self, row: int) -> None:
        """Let the person change a message until it is cleared or they leave it as it was."""
        item = self._review.item(row)
        if item.message is None:
            printing.note("Today's rules hold this message, so its words are not shown. Drop it, or draft another.")
            return
        subject, body = item.message.subject, item.message.body
        while True:
            try:
                subject, body = change(subject, body)
            except BadInput as error:
                printing.problem(error)
                return
            outcome = self._review.edit(row, subject, body)
            if isinstance(outcome, ClearedMessage):
                return
            _tell_findings(outcome, body)
            if not agreed("Change it again?"):
                return


def _tell_findings(held: Held, body: str) -> None:
    """Say what was found in a person's own words, and in which line of the file that they changed."""
    printing.note(Styled("Held:", "red"), " your change is not kept as it is.")
    for finding in held.findings:
        # The file begins with the subject and a blank line.
        line = 1 if finding.place == "subject" else body.count("\n", 0, finding.start) + 3
        printing.note("  ", Styled(f"{finding.code} {finding.name}", "bold"), f" (line {line}): {finding.says} {finding.instead}")


def _row(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise BadInput(f"{text!r} is not the number of a row.", remedy="`outreach batch review --list` lists them.")
    return int(text)
