"""`outreach prompts list`: the prompts and partials, whose each is, its version and its digest."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions import prompts as action
from outreach.cli import printing
from outreach.cli.printing import Styled

if TYPE_CHECKING:
    import argparse

    from outreach.actions.prompts import Checked, Partial
    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser("list", help="list the prompts and partials: whose each is, its version and its digest")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Print each prompt and each partial."""
    prompts = wiring.prompts(wiring.workspace())
    checked, partials = action.check(prompts), action.partials(prompts)
    if args.format == "json":
        rows = {"prompts": [_data(each) for each in checked], "partials": [_about(each) for each in partials]}
        printing.out(printing.json_text(rows, indent=2))
        return 0
    width = max(len(name) for name in (*(each.name for each in checked), *(each.name for each in partials)))
    for each in checked:
        _print(each, width)
    for partial in partials:
        printing.out(Styled(partial.name.ljust(width), "bold"), f"  {_whose(partial)}, {partial.digest}")
    printing.note(
        "`outreach prompts eject NAME` copies one here to edit; `outreach prompts show README` says how they are written."
    )
    return 0


def _print(each: Checked, width: int) -> None:
    if each.error is not None:
        said = f"  {_whose(each)}: it cannot be used as it stands: run `outreach prompts check`"
        printing.out(Styled(each.name.ljust(width), "bold"), said)
        return
    own = f" with your {', '.join(name.rpartition('/')[2] for name in each.includes)}" if each.includes else ""
    said = f"  {_whose(each)}{own}, version {each.version}, {each.fingerprint[:12]}, {each.size}"
    printing.out(Styled(each.name.ljust(width), "bold"), said)
    for line in textwrap.wrap(each.description, printing.width() - width - 2):
        printing.out(" " * (width + 2), Styled(line, "dim"))


def _whose(each: Checked | Partial) -> str:
    if each.shipped:
        return "shipped"
    return "yours (the shipped one has moved on)" if each.moved else "yours"


def _data(each: Checked) -> dict[str, object]:
    """Return a prompt as data; what is not known of one with mistakes is null."""
    right = each.error is None
    return {
        "name": each.name, "file": each.where, "shipped": each.shipped, "shipped_has_moved": each.moved, "right": right,
        "version": each.version if right else None, "digest": each.fingerprint if right else None,
        "description": each.description if right else None,
    }  # fmt: skip


def _about(each: Partial) -> dict[str, object]:
    return {
        "name": each.name, "file": each.where, "shipped": each.shipped, "shipped_has_moved": each.moved, "digest": each.digest,
    }  # fmt: skip
