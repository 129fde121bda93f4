"""`outreach voice`: how you sound, learned from messages of your own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.cli.people.any_order import AnyOrder
from outreach.cli.people.words import count

if TYPE_CHECKING:
    import argparse

    from outreach.actions.voice import Learned


def parser() -> Parser:
    """Return the parser of `outreach voice`."""
    parser = Parser(
        prog="outreach voice",
        description="How drafts of a model sound: voice.md of the workspace, in sentences of your own, stands in the place of "
        "sender.voice in outreach.yaml.",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=AnyOrder)
    learn = verbs.add_parser(
        "learn",
        help="propose a voice from messages that you sent",
        description="Reads messages that one person wrote, and proposes their voice in plain sentences: habits, and none of "
        "their words. No model is asked, and nothing is written without --write.",
    )
    learn.add_argument(
        "files", nargs="+", metavar="FILE", type=Path, help="messages: .txt, .md, .eml, or a folder of mails (mbox)"
    )
    learn.add_argument("--name", help="whose messages count where several people wrote (default: the sender of the workspace)")
    learn.add_argument("--write", action="store_true", help="write the proposal into the workspace's voice.md")
    learn.add_argument("--force", action="store_true", help="with --write, in the place of the voice.md that is there")
    return parser


def run(args: argparse.Namespace) -> int:
    """Propose a voice, and write it where that is wanted."""
    from outreach.actions import voice  # noqa: PLC0415  # it loads what reads mails, which the help does not need

    place = wiring.required_workspace() if args.write else wiring.workspace()
    sender = wiring.settings_but_the_engine(place).sender if place is not None else None
    whose = args.name or (sender.name if sender else None)
    learned = voice.learn(args.files, whose, certain=args.name is not None)
    _tell(learned)
    if args.write and place is not None:
        path = voice.keep(place, learned.proposal, force=args.force)
        printing.note(
            f"Written to {path}. Edit it as you like; `outreach prompts check` reads it, and drafts of a model follow it."
        )
    else:
        printing.note("Nothing was written: --write keeps it as voice.md.")
    return 0


def _tell(learned: Learned) -> None:
    found = learned.proposal.learned
    of = f" of {learned.whose}" if learned.whose else ""
    passed = f"; {count(learned.others, 'message')} of others passed over" if learned.others else ""
    printing.note(f"Learned from {count(found.messages, 'message')}{of}, {found.words:,} words{passed}.")
    printing.out(learned.proposal.text, end="")
    printing.flush()
    for habit in learned.proposal.left_out:
        printing.note(f"Left out: {habit}.")
