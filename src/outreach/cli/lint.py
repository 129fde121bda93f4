"""`outreach lint`: judge messages of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.lint import judge
from outreach.actions.messages import STDIN
from outreach.actions.rules import rulebook
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.cli.waivers import say_waivers
from outreach.errors import BadInput
from outreach.lint.linter import Linter

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from outreach.cli.formats.base import Format, Line
    from outreach.lint.rulebook import Rulebook

FORMATS = ("text", "json", "jsonl", "sarif", "github")


def parser() -> Parser:
    """Return the parser of `outreach lint`."""
    parser = Parser(
        prog="outreach lint",
        description="Judges messages: would a fair person be willing to send this? Exit code 1 when one is rejected.",
        epilog="A text file is one message, with an optional first line `Subject: …`; a .eml file is a mail; a .jsonl file holds "
        'one {"id", "subject", "body"} a line. Standard input is one message, whatever --format says: name a .jsonl file to '
        "judge many. Warnings are told and reject nothing.",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to say what was found (default: text)")
    parser.add_argument("--explain", action="store_true", help="say sentence by sentence what was read, and what spoke for it")
    parser.add_argument("--rules", metavar="DIR", help="add the rule files of a folder (default: the workspace's rules/)")
    return parser


def run(args: argparse.Namespace) -> int:
    """Judge every message in order and return 2 when one could not be read, 1 when one is rejected, 0 otherwise."""
    files, stdin = args.files or [STDIN], None
    if STDIN in files:
        stdin = _stdin()
    book = rulebook(args.rules)
    if args.explain and args.format != "text":
        raise BadInput("--explain goes with --format text only.", remedy="Leave one of them out.")
    answer = _format("explained" if args.explain else args.format, book)
    counts = {"cleared": 0, "rejected": 0, "findings": 0, "unread": 0}
    _print(answer.begin())
    for judged in judge(files, Linter(book), stdin):
        if isinstance(judged, BadInput):
            printing.problem(judged)
            counts["unread"] += 1
            continue
        counts["cleared" if judged.cleared else "rejected"] += 1
        counts["findings"] += len(judged.findings)
        _print(answer.each(judged))
    _print(answer.end(complete=not counts["unread"]))
    if args.format == "text":
        printing.flush()
        printing.note(_summary(counts))
    say_waivers(book)
    return 2 if counts["unread"] else int(counts["rejected"] > 0)


def _stdin() -> bytes:
    given = printing.read_stdin()
    if given is None:
        raise BadInput("There is no message to judge.", remedy="Name a file, or pipe a message in: `outreach lint < message.md`.")
    if len(given) > printing.STDIN_MOST:
        raise BadInput(f"Standard input is larger than {printing.STDIN_MOST:,} bytes.", remedy="Give it one message.")
    return given


def _format(name: str, book: Rulebook) -> Format:
    """Return the format of that name; the others are not loaded."""
    if name == "sarif":
        from outreach.cli.formats.sarif import Sarif  # noqa: PLC0415

        return Sarif(book)
    if name == "github":
        from outreach.cli.formats.github import GitHub  # noqa: PLC0415

        return GitHub()
    if name == "explained":
        from outreach.cli.formats.explained import Explained  # noqa: PLC0415

        return Explained()
    if name == "text":
        from outreach.cli.formats.text import Text  # noqa: PLC0415

        return Text()
    from outreach.cli.formats.records import Json, JsonLines  # noqa: PLC0415

    return Json() if name == "json" else JsonLines()


def _print(lines: Iterator[Line]) -> None:
    for line in lines:
        printing.out(*line)


def _summary(counts: dict[str, int]) -> str:
    """Return one line that counts, such as "3 messages: 2 cleared, 1 rejected (4 findings)."."""
    messages = counts["cleared"] + counts["rejected"]
    parts = [f"{counts['cleared']} cleared", f"{counts['rejected']} rejected"]
    if counts["unread"]:
        parts.append(f"{counts['unread']} could not be read")
    return f"{_many(messages, 'message')}: {', '.join(parts)} ({_many(counts['findings'], 'finding')})."


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
