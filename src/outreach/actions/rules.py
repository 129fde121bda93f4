"""The rules in force for a folder, and one of them by its code or its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import BadInput, shown
from outreach.lint.rulebook import load
from outreach.root import RULES, find_root

if TYPE_CHECKING:
    from outreach.lint.rule import Rule
    from outreach.lint.rulebook import Rulebook


def rulebook(folder: str | None = None) -> Rulebook:
    """Return the shipped rules with those of a folder: the one named, or else the `rules/` of the workspace around us.

    Raises BadInput when the folder named has no rules, or a rule has a mistake.
    """
    if folder is None:
        return load(_own(Path.cwd()))
    path = Path(folder)
    if not path.is_dir():
        raise BadInput(f"{shown(folder)} is not a folder of rules.", remedy="Name a folder that holds rule files (*.yaml).")
    if not any(path.glob("*.yaml")):
        raise BadInput(f"{shown(folder)} holds no rule files.", remedy="Rule files end in .yaml.")
    return load(path)


def rule(book: Rulebook, name: str) -> Rule:
    """Return the rule of that code or name, in either case of letters; raise BadInput when there is none."""
    for each in book.rules:
        if name.lower() in {each.code.lower(), each.name}:
            return each
    from difflib import get_close_matches  # noqa: PLC0415  # needed for a slip of the hand only

    names = [known for each in book.rules for known in (each.code, each.name)]
    near = get_close_matches(name, names, n=3) or get_close_matches(name.upper(), names, n=3)
    remedy = f"Did you mean {' or '.join(near)}?" if near else "`outreach rules` lists them."
    raise BadInput(f"There is no rule {name!r}.", remedy=remedy)


def check(folder: str | None = None) -> Rulebook:
    """Return the rulebook for a folder when every rule that it adds stands up to its own examples.

    Raises BadInput with every mistake: of form, of a pattern, of an example, or of a pattern that finds good messages.
    """
    from outreach.lint.proof import prove_own  # noqa: PLC0415  # needed for this verb only

    book = rulebook(folder)
    mistakes = prove_own(book)
    if mistakes:
        raise BadInput.of(mistakes)
    return book


def _own(start: Path) -> Path | None:
    """Return the `rules/` of the workspace around a folder."""
    root = find_root(start)
    return root / RULES if root is not None else None
