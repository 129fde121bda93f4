"""Putting a rulebook together out of the shipped rules and a workspace's own files."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.errors import BadInput, Mistake
from outreach.lint import compiled
from outreach.lint.overrides import Overrides, tighten
from outreach.lint.rule_file import read_rule_file, read_rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from outreach.lint.overrides import RuleWaiver
    from outreach.lint.rule import Rule

Parts = tuple[list["Rule"], list["RuleWaiver"], list["RuleWaiver"]]
"""The rules, the waivers in force, and those whose last day is over."""


def assemble(shipped: Sequence[Rule] | None, own: Sequence[Path], today: dt.date | None) -> Parts:
    """Return the parts of a rulebook; `shipped` is None where the compiled rules are out of date and the files are read.

    Raises BadInput with every mistake of every file.
    """
    rules = list(shipped or ())
    mistakes: list[Mistake] = []
    overrides = Overrides()
    for path in [] if shipped is not None else sorted(compiled.SHIPPED.glob("*.yaml")):
        rules += read_rules(path)
    for path in own:
        try:
            file = read_rule_file(path)
        except BadInput as error:
            mistakes += error.mistakes or [Mistake(str(path), 0, 0, error.message)]
            continue
        rules += file.rules
        overrides += file.overrides
    mistakes += _shared(rules)
    rules, unfit = tighten(rules, overrides)
    if mistakes or unfit:
        raise BadInput.of([*mistakes, *unfit])
    day = today or dt.datetime.now().astimezone().date()
    in_force = [waiver for waiver in overrides.waivers if day <= waiver.until]
    return rules, in_force, [waiver for waiver in overrides.waivers if waiver not in in_force]


def _shared(rules: list[Rule]) -> list[Mistake]:
    """Find codes and names that two rules share."""
    mistakes: list[Mistake] = []
    for attribute in ("code", "name"):
        seen: set[str] = set()
        for rule in rules:
            value = getattr(rule, attribute)
            if value in seen:
                what = f"the {attribute} {value} is used by two rules. Choose another."
                mistakes.append(Mistake(rule.where, 0, 0, what))
            seen.add(value)
    return mistakes
