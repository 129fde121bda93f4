"""What a workspace changes in rules that are not its own: it may tighten them, or waive one with a reason and a last day.

A rule is never loosened in silence: every waiver in force is listed by `outreach doctor` and said with every report.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outreach.errors import Mistake
from outreach.lint.finding import Severity
from outreach.lint.patterns import pattern_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.lint.rule import Rule
    from outreach.yaml_file import YamlFile


@dataclass(frozen=True, slots=True)
class RuleWaiver:
    """A team's word that a rule does not hold for them, why, and the last day of it."""

    code: str
    reason: str
    until: dt.date
    where: str

    def __str__(self) -> str:
        """Return the waiver as a report says it."""
        return f"{self.code} is waived until {self.until}: {self.reason.rstrip('.')}"


@dataclass(frozen=True, slots=True)
class Tightening:
    """More for a rule to find (patterns for a `forbid` rule), or an error where it warned."""

    code: str
    patterns: tuple[str, ...]
    to_error: bool
    where: str


@dataclass(frozen=True, slots=True)
class Overrides:
    """All that one or more files change in rules that are not their own."""

    waivers: tuple[RuleWaiver, ...] = ()
    tightenings: tuple[Tightening, ...] = ()

    def __add__(self, other: Overrides) -> Overrides:
        """Return what both change."""
        return Overrides(self.waivers + other.waivers, self.tightenings + other.tightenings)


def read_overrides(file: YamlFile, mistakes: list[Mistake]) -> Overrides:
    """Return what the `tighten` and `waive` lists of a rule file change; every mistake goes into the list."""
    waivers = [_waiver(file, index, row, mistakes) for index, row in _rows(file, "waive", mistakes)]
    tightenings = [_tightening(file, index, row, mistakes) for index, row in _rows(file, "tighten", mistakes)]
    return Overrides(tuple(each for each in waivers if each), tuple(each for each in tightenings if each))


def tighten(rules: Iterable[Rule], overrides: Overrides) -> tuple[list[Rule], list[Mistake]]:
    """Return the rules with every tightening applied, and the overrides that name no rule or do not fit theirs."""
    by_code = {rule.code: rule for rule in rules}
    named: tuple[RuleWaiver | Tightening, ...] = (*overrides.waivers, *overrides.tightenings)
    mistakes = [
        Mistake(each.where, 0, 0, f"there is no rule {each.code}. `outreach rules` lists them.")
        for each in named
        if each.code not in by_code
    ]
    for each in overrides.tightenings:
        rule = by_code.get(each.code)
        if rule is None:
            continue
        if each.patterns and rule.kind != "forbid":
            what = f"{each.code} is not a rule with patterns, so it cannot take more of them. Add a rule of your own."
            mistakes.append(Mistake(each.where, 0, 0, what))
            continue
        severity = Severity.ERROR if each.to_error else rule.severity
        parameters = (*rule.parameters, *each.patterns) if each.patterns else rule.parameters
        by_code[each.code] = rule._replace(severity=severity, parameters=parameters)
    return list(by_code.values()), mistakes


def _rows(file: YamlFile, key: str, mistakes: list[Mistake]) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = file.data.get(key, [])
    if not isinstance(rows, list):
        mistakes.append(file.mistake((key,), f"`{key}` is a list."))
        return
    for index, row in enumerate(rows):
        if isinstance(row, dict):
            yield index, row
        else:
            mistakes.append(file.mistake((key, index), "a block of `key: value` lines is expected."))


def _waiver(file: YamlFile, index: int, row: dict[str, Any], mistakes: list[Mistake]) -> RuleWaiver | None:
    at = ("waive", index)
    found = _unknown(file, at, row, ("code", "reason", "until"))
    reason = row.get("reason")
    if not isinstance(reason, str) or len(reason.split()) < 3:
        found.append(file.mistake((*at, "reason"), "a waiver gives its reason in a few words."))
    try:
        until = dt.date.fromisoformat(str(row.get("until")))
    except ValueError:
        found.append(file.mistake((*at, "until"), "`until` must be the last day of the waiver, such as 2026-12-31."))
    mistakes += found
    return None if found else RuleWaiver(str(row["code"]), str(reason), until, file.path)


def _tightening(file: YamlFile, index: int, row: dict[str, Any], mistakes: list[Mistake]) -> Tightening | None:
    at = ("tighten", index)
    found = _unknown(file, at, row, ("code", "severity", "forbid"))
    if row.get("severity", "error") != "error":
        found.append(file.mistake((*at, "severity"), "`severity` can only be raised to error; to loosen a rule, waive it."))
    patterns = row.get("forbid", [])
    if not isinstance(patterns, list) or not all(isinstance(pattern, str) for pattern in patterns):
        found.append(file.mistake((*at, "forbid"), "`forbid` is a list of patterns."))
        patterns = []
    for number, pattern in enumerate(patterns):
        error = pattern_error(pattern)
        if error:
            found.append(file.mistake((*at, "forbid", number), error))
    if not patterns and "severity" not in row:
        found.append(file.mistake(at, "nothing is tightened: give `severity: error`, or `forbid` with patterns."))
    mistakes += found
    return None if found else Tightening(str(row["code"]), tuple(patterns), "severity" in row, file.path)


def _unknown(file: YamlFile, at: tuple[str | int, ...], row: dict[str, Any], known: tuple[str, ...]) -> list[Mistake]:
    """Find keys that are not known, and a missing code."""
    found = [
        file.mistake((*at, key), f"the key {key!r} is not known. Known keys: {', '.join(known)}.")
        for key in row.keys() - set(known)
    ]
    if not isinstance(row.get("code"), str):
        found.append(file.mistake((*at, "code"), "`code` names the rule, such as PRS01."))
    return found
