"""The top level: it knows the names of the commands, hands the rest of the line to the one called, and says what went wrong.

A command's module is imported when it is called, so that no command pays for another. Each has `parser()` and `run(args)`.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.errors import BadInput, InternalError, OutreachError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

COMMANDS = {
    "demo": "see messages drafted, linted and cleared: no key, no network, nothing written",
    "init": "make a workspace: who you are, what you can offer, whom you know",
    "draft": "draft one message to a contact, and show it when it is cleared",
    "show": "show a message that was drafted before, judged anew",
    "record": "write down what was given, asked, received, thanked, answered or promised, or that you sent a message",
    "today": "whom something could be given to now, and why; and whom to leave alone",
    "contacts": "the people you know: add, import, list, show, note, rest, forget, rank",
    "gather": "read a page, a feed, mails or a card, and propose what it says of a person",
    "offers": "what you can give: list it, add to it, look through it",
    "lint": "judge messages: is this a fair thing to send?",
    "batch": "draft to the people of a table: plan, run, resume, report",
    "serve": "show the interface in a browser, on this machine alone",
    "rules": "list the rules, or explain one with its bad and good examples",
    "voice": "learn how you sound from messages that you sent",
    "prompts": "what a model is told: list, change, check, preview and try it",
    "costs": "say what drafting took: tokens and money, by day, by prompt or by engine",
    "doctor": "say what is set up, what is missing, and the command that mends it",
}
STOPPED = 130
BROKEN_PIPE = 141
"""The codes that shells know for Ctrl-C and for a pipe whose reader has gone."""


def main(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code. No traceback is printed, whatever happens."""
    try:
        printing.prepare()
        code = _dispatch(list(argv))
        printing.flush()
    except BaseException as error:  # noqa: BLE001  # told without its words below
        code = tell(error)
    return code


def tell(error: BaseException) -> int:
    """Say what ended the program in a sentence, and return its exit code.

    The message and the frames of an error that nobody meant may carry words: only its kind and its place are told.
    """
    match error:
        case OutreachError():
            printing.problem(error)
            return error.exit_code
        case BrokenPipeError():
            printing.abandon()
            return BROKEN_PIPE
        case KeyboardInterrupt():
            printing.note("outreach: stopped.")
            return STOPPED
        case SystemExit(code=code):
            return code if isinstance(code, int) else 0
    printing.problem(InternalError(f"internal error ({type(error).__name__} at {_place(error.__traceback__)})."))
    return InternalError.exit_code


def _dispatch(argv: list[str]) -> int:
    if not argv:
        argv = ["--help"]
    name = argv[0]
    if name not in COMMANDS:
        _parser().parse_args(argv[:1])
        raise _unknown(name)
    command = import_module(f"outreach.cli.{name}")
    return int(command.run(command.parser().parse_args(argv[1:])))


def _parser() -> Parser:
    listed = "\n".join(f"  {name:<9} {help_}" for name, help_ in COMMANDS.items())
    parser = Parser(
        prog="outreach",
        usage="outreach COMMAND …",
        description="Drafts direct, reciprocal messages that open with an offer, and shows nothing a linter has not cleared.",
        epilog=f"commands:\n{listed}\n\n`outreach COMMAND --help` says more. Exit codes: 0 done or cleared, 1 held or rejected, "
        "2 wrong use or\nbad input, 3 engine or network failure, 4 an internal error.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
    return parser


class _Version(argparse.Action):
    """Print the installed version; it is looked up only when it is asked for."""

    def __call__(self, *_: object) -> NoReturn:
        from importlib.metadata import version  # noqa: PLC0415  # 20 ms that only this option should cost

        printing.out(f"outreach {version('outreach')}")
        printing.flush()
        sys.exit(0)


def _unknown(name: str) -> BadInput:
    from difflib import get_close_matches  # noqa: PLC0415  # needed for a slip of the hand only

    near = get_close_matches(name, COMMANDS, n=1)
    remedy = f"Did you mean `outreach {near[0]}`?" if near else f"Commands: {', '.join(COMMANDS)}."
    return BadInput(f"There is no command {name!r}.", remedy=remedy)


def _place(traceback: TracebackType | None) -> str:
    """Return module and line of the innermost frame of this program: a place, and no values."""
    place = "an unknown place"
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == "outreach":
            place = f"{module}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
