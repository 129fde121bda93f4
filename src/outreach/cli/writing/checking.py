"""`outreach prompts check`: every mistake in every prompt at once, and in the voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions import prompts as action
from outreach.actions.prompts_try import samples
from outreach.cli import printing
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse

    from outreach.actions.prompts import Checked
    from outreach.cli.people.opened import Verbs


def register(verbs: Verbs) -> None:
    """Add the parser of the verb."""
    parser = verbs.add_parser(
        "check",
        help="report every mistake in every prompt",
        description="Reads every prompt and partial, fills each in for every sample, and tells each mistake as file:line:column. "
        "Exit code 2: there is one.",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(act=run)


def run(args: argparse.Namespace) -> int:
    """Report on each prompt; return 2 when there is a mistake."""
    place = wiring.workspace()
    if place is None:
        printing.note("There is no workspace here, so these are the shipped prompts alone. Run it where outreach.yaml is.")
    prompts = wiring.prompts(place)
    briefs = samples(place, wiring.samples(), wiring.settings_but_the_engine, wiring.today()).briefs.values()
    checked, strays = action.check(prompts, briefs), action.strays(prompts)
    errors = [*(each.error for each in checked if each.error is not None), *((strays,) if strays is not None else ())]
    if place is not None and (voice := wiring.voice_mistakes(wiring.settings_but_the_engine(place), place)):
        errors.append(BadInput.of(voice))
    if args.format == "json":
        printing.out(printing.json_text({"prompts": [_data(each) for each in checked], "mistakes": _mistakes(errors)}, indent=2))
    else:
        for each in checked:
            if each.error is None:
                _print(each)
        for error in _once(errors):
            _tell(error)
    return BadInput.exit_code if errors else 0


def _print(each: Checked) -> None:
    said = f"right: {each.size} at most of {each.budget:,}, filled in {each.rendered} times; digest {each.fingerprint[:12]}."
    printing.out(f"{f'{each.name} (shipped)' if each.shipped else each.where}: {said}")


def _tell(error: BadInput) -> None:
    """Print each mistake as editors look for it, file:line:column; what has no place goes where all problems go."""
    for mistake in error.mistakes:
        printing.out(str(mistake))
    if not error.mistakes:
        printing.problem(error)


def _once(errors: list[BadInput]) -> list[BadInput]:
    """Return the errors without the mistakes told before: a partial's are found by every prompt that includes it."""
    told: set[object] = set()
    left: list[BadInput] = []
    for error in errors:
        mistakes = [mistake for mistake in error.mistakes if mistake not in told]
        told.update(mistakes)
        if mistakes or not error.mistakes:
            left.append(BadInput.of(mistakes) if mistakes else error)
    return left


def _data(each: Checked) -> dict[str, object]:
    return {
        "name": each.name, "file": each.where, "shipped": each.shipped, "right": each.error is None,
        "digest": each.fingerprint or None, "size": each.size or None, "budget": each.budget or None, "filled_in": each.rendered,
    }  # fmt: skip


def _mistakes(errors: list[BadInput]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for error in _once(errors):
        rows += [
            {"file": each.where, "line": each.line or None, "column": each.column or None, "says": each.what}
            for each in error.mistakes
        ] or [{"file": None, "line": None, "column": None, "says": str(error)}]
    return rows
