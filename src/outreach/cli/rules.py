"""`outreach rules`: list the rules, or explain one under fixed headings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.actions.rules import check, rule, rulebook
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.cli.printing import Styled
from outreach.cli.waivers import say_waivers
from outreach.lint.compiled import SHIPPED
from outreach.lint.rulebook import Rulebook

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from outreach.cli.printing import Piece
    from outreach.lint.rule import Example, Rule

FORMATS = ("text", "json", "markdown")


def parser() -> Parser:
    """Return the parser of `outreach rules`."""
    parser = Parser(
        prog="outreach rules",
        description="Lists the rules in force here, or explains one. `outreach rules check` tries a workspace's own rules on "
        "their examples, and reports every mistake with file and line.",
    )
    parser.add_argument("code", nargs="?", metavar="CODE", help="the code or the name of one rule; or `check`")
    parser.add_argument("--rules", metavar="DIR", help="add the rule files of a folder (default: the workspace's rules/)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to say it (default: text)")
    return parser


def run(args: argparse.Namespace) -> int:
    """Print the rules or one of them."""
    if args.code == "check":
        return _check(args.rules)
    book = rulebook(args.rules)
    if args.format == "markdown":
        from outreach.cli.catalogue import catalogue  # noqa: PLC0415  # needed for this format only

        printing.out(catalogue(book if args.code is None else Rulebook([rule(book, args.code)])), end="")
    elif args.code is not None:
        found = rule(book, args.code)
        if args.format == "json":
            printing.out(printing.json_text(_whole(found), indent=2))
        else:
            _explain(found)
    elif args.format == "json":
        printing.out(printing.json_text([_short(each) for each in book.rules], indent=2))
    else:
        _list(book.rules)
        say_waivers(book)
    return 0


def _check(folder: str | None) -> int:
    book = check(folder)
    own = sum(Path(each.where).parent != SHIPPED for each in book.rules)
    printing.out(f"{len(book.rules)} rules, {own} of them this workspace's own: every example is judged as it should be.")
    say_waivers(book)
    return 0


def _list(rules: tuple[Rule, ...]) -> None:
    widths = [max(len(row[column]) for row in map(_row, rules)) for column in range(3)]
    for each in rules:
        code, name, reason, severity = _row(each)
        printing.out(Styled(code.ljust(widths[0]), "bold"), f"  {name.ljust(widths[1])}  {reason.ljust(widths[2])}  {severity}")
    printing.note(f"{len(rules)} rules. `outreach rules CODE` explains one.")


def _row(each: Rule) -> tuple[str, str, str, str]:
    return each.code, each.name, each.reason, str(each.severity)


def _explain(found: Rule) -> None:
    printing.out(Styled(f"{found.code} {found.name}", "bold"), f" ({found.reason}, {found.severity})")
    for heading, text in (("What", found.says), ("Why", found.why), ("Source", found.source), ("Instead", found.instead)):
        _section(heading)
        printing.out(f"  {text}")
    for heading, examples in (("Bad", found.bad), ("Good", found.good)):
        _section(heading)
        for each in examples:
            _example(each)


def _section(heading: str) -> None:
    printing.out()
    printing.out(Styled(heading, "bold"))


def _example(each: Example) -> None:
    """Print an example as a list item; what the rule finds is underlined, or stands in [[ ]] where no underline shows."""
    pieces: list[Piece] = ["  - "]
    if each.subject:
        pieces.append(f"Subject: {each.subject}\n    ")
    pieces += _marked(each)
    printing.out(*pieces)


def _marked(each: Example) -> Iterable[Piece]:
    position = 0
    for start, end in each.spans:
        yield _inset(each.text[position:start])
        words = _inset(each.text[start:end])
        yield Styled(words, "underline") if printing.styled() else f"[[{words}]]"
        position = end
    yield _inset(each.text[position:])


def _inset(text: str) -> str:
    return text.replace("\n", "\n    ")


def _short(each: Rule) -> dict[str, object]:
    return {"code": each.code, "name": each.name, "reason": each.reason, "severity": str(each.severity)}


def _whole(each: Rule) -> dict[str, object]:
    said = {"says": each.says, "why": each.why, "source": each.source, "instead": each.instead, "check": each.kind}
    return _short(each) | said | {"bad": [_data(case) for case in each.bad], "good": [_data(case) for case in each.good]}


def _data(case: Example) -> dict[str, object]:
    return {"subject": case.subject, "text": case.text, "found": [list(span) for span in case.spans]}
