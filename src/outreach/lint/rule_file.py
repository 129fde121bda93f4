"""Read one `rules/*.yaml` file into rules; a file with a mistake is refused whole, with every mistake and its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outreach.errors import BadInput
from outreach.lint.checks import KINDS
from outreach.lint.finding import Severity
from outreach.lint.overrides import Overrides, read_overrides
from outreach.lint.patterns import pattern_error
from outreach.lint.rule import REASONS, Example, Rule
from outreach.yaml_file import YamlFile, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.errors import Mistake

_TEXTS = ("code", "name", "says", "why", "source", "instead")
_KEYS = {*_TEXTS, "reason", "severity", "check", "unless", "bad", "good"}
_CODE = re.compile(r"[A-Z]{2,5}[0-9]{2}")
_NAME = re.compile(r"[a-z]+(-[a-z]+)*")
_MARK = re.compile(r"\[\[(.+?)\]\](?!\])", re.DOTALL)
_LONGEST = 12_000
EXAMPLES_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class RuleFile:
    """What one file holds: rules of its own, and what it changes in others."""

    rules: tuple[Rule, ...]
    overrides: Overrides


def read_rule_file(path: Path) -> RuleFile:
    """Return what a file of a workspace's `rules/` holds; raise BadInput with every mistake in it."""
    file = read_yaml(path)
    if not isinstance(file.data, dict) or not file.data.keys() <= {"rules", "tighten", "waive"}:
        raise BadInput.of([file.mistake((), "a rule file holds the keys `rules`, `tighten` and `waive`, each with a list.")])
    mistakes: list[Mistake] = []
    rules = _rules(file, mistakes) if "rules" in file.data else ()
    overrides = read_overrides(file, mistakes)
    if mistakes:
        raise BadInput.of(mistakes)
    return RuleFile(rules, overrides)


def read_rules(path: Path) -> tuple[Rule, ...]:
    """Return the rules of one file of our own; raise BadInput with every mistake in it."""
    file = read_yaml(path)
    if not isinstance(file.data, dict) or set(file.data) != {"rules"}:
        raise BadInput.of([file.mistake((), "a rule file holds one key, `rules`, with a list of rules below it.")])
    mistakes: list[Mistake] = []
    rules = _rules(file, mistakes)
    if mistakes:
        raise BadInput.of(mistakes)
    return rules


def _rules(file: YamlFile, mistakes: list[Mistake]) -> tuple[Rule, ...]:
    rows = file.data["rules"]
    if not isinstance(rows, list):
        mistakes.append(file.mistake(("rules",), "`rules` is a list of rules."))
        return ()
    rules = [_Row(file, index, row, mistakes).rule() for index, row in enumerate(rows)]
    return tuple(rule for rule in rules if rule is not None)


def example(value: str, subject: str = "") -> Example:
    """Return an example from its text with `[[marks]]`."""
    spans: list[tuple[int, int]] = []
    plain = ""
    position = 0
    for mark in _MARK.finditer(value):
        plain += value[position : mark.start()]
        spans.append((len(plain), len(plain) + len(mark[1])))
        plain += mark[1]
        position = mark.end()
    return Example(plain + value[position:], tuple(spans), subject)


class _Row:
    """One row of a rule file on its way to a rule; every mistake goes into the shared list."""

    def __init__(self, file: YamlFile, index: int, row: Any, mistakes: list[Mistake]) -> None:  # noqa: ANN401  # YAML data
        self.file, self.index, self.mistakes = file, index, mistakes
        self.row: dict[str, Any] = row if isinstance(row, dict) else {}
        self.sound = isinstance(row, dict)
        if not self.sound:
            self._wrong((), "a rule is a block of `key: value` lines.")

    def rule(self) -> Rule | None:
        """Return the rule, or None when the row has a mistake."""
        before = len(self.mistakes)
        if not self.sound:
            return None
        for key in self.row.keys() - _KEYS:
            self._wrong((key,), f"the key {key!r} is not known. Known keys: {', '.join(sorted(_KEYS))}.")
        texts = {key: self._text(key) for key in _TEXTS}
        if not _CODE.fullmatch(texts["code"]):
            self._wrong(("code",), "a code is two to five capitals and two digits, such as URG01.")
        if not _NAME.fullmatch(texts["name"]):
            self._wrong(("name",), "a name is small letters and hyphens, and reads well after 'allow'.")
        reason, severity = self._one_of("reason", REASONS), self._one_of("severity", [*Severity])
        kind, parameters = self._check()
        unless = self._patterns("unless", self.row.get("unless", []))
        if unless and kind != "forbid":
            self._wrong(("unless",), "only a `forbid` check takes `unless`.")
        bad, good = self._examples("bad"), self._examples("good")
        if len(self.mistakes) > before:
            return None
        return Rule(
            **texts, reason=reason, severity=Severity(severity), kind=kind, parameters=parameters, unless=unless,
            bad=bad, good=good, where=self.file.path,
        )  # fmt: skip

    def _wrong(self, at: tuple[str | int, ...], what: str) -> None:
        self.mistakes.append(self.file.mistake(("rules", self.index, *at), what))

    def _text(self, key: str) -> str:
        value = self.row.get(key)
        if isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST:
            return value.strip()
        self._wrong((key,), f"`{key}` must be a text that is not empty.")
        return ""

    def _one_of(self, key: str, known: list[Severity] | tuple[str, ...]) -> str:
        value = self.row.get(key)
        if value in known:
            return str(value)
        self._wrong((key,), f"`{key}` must be one of {', '.join(known)}.")
        return ""

    def _check(self) -> tuple[str, tuple[str, ...]]:
        """Return the kind of check and its parameters: patterns for `forbid`, plain words for the others."""
        check = self.row.get("check")
        if not isinstance(check, dict) or len(check) != 1 or next(iter(check)) not in KINDS:
            self._wrong(("check",), f"`check` names one kind of check: {', '.join(sorted(KINDS))}.")
            return "", ()
        kind, value = next(iter(check.items()))
        if kind == "forbid":
            return kind, self._patterns("check", value, "forbid")
        allowed = KINDS[kind]
        parameter = str(value)
        if not re.fullmatch(allowed, parameter):
            self._wrong(("check", kind), f"`{kind}` takes a value of the form {allowed}.")
        return kind, (parameter,)

    def _patterns(self, key: str, value: Any, *path: str) -> tuple[str, ...]:  # noqa: ANN401  # YAML data
        if not isinstance(value, list) or not all(isinstance(pattern, str) for pattern in value):
            self._wrong((key, *path), "patterns are a list of texts.")
            return ()
        for index, pattern in enumerate(value):
            error = pattern_error(pattern)
            if error:
                self._wrong((key, *path, index), error)
        return tuple(value)

    def _examples(self, key: str) -> tuple[Example, ...]:
        value = self.row.get(key)
        if not isinstance(value, list) or len(value) < EXAMPLES_AT_LEAST:
            self._wrong((key,), f"`{key}` must list at least {EXAMPLES_AT_LEAST} examples.")
            return ()
        found: list[Example] = []
        for index, item in enumerate(value):
            parts = {"body": item} if isinstance(item, str) else item
            if not isinstance(parts, dict) or not parts.keys() <= {"subject", "body"} or not _all_texts(parts):
                self._wrong((key, index), "an example is a text, or a `subject` and a `body`.")
                continue
            found.append(example(parts.get("body", ""), parts.get("subject", "")))
        return tuple(found)


def _all_texts(parts: dict[str, Any]) -> bool:
    return all(isinstance(text, str) and len(text) <= _LONGEST for text in parts.values())
