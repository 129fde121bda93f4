"""The rulebook: every rule in force, their patterns ready to match, and a fingerprint that names this very set."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import BadInput, Mistake
from outreach.lint import compiled
from outreach.lint.patterns import PatternSet
from outreach.lint.rule import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.lint.rule import Rule

MODEL = Path(__file__).with_name("model")


class Rulebook:
    """Every rule in force. Two rules never share a code or a name."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.by_code = {rule.code: rule for rule in self.rules}
        self._forbidding = [rule for rule in self.rules if rule.kind == "forbid"]
        self._owners = [rule for rule in self._forbidding for _ in rule.parameters]
        self._patterns = PatternSet([pattern for rule in self._forbidding for pattern in rule.parameters])
        self._unless = {rule.code: PatternSet(rule.unless) for rule in self._forbidding if rule.unless}
        self.checking = tuple(rule for rule in self.rules if rule.kind != "forbid")

    @property
    def complete(self) -> bool:
        """Tell whether every reason has a rule: a gate trusts no rulebook that lost some."""
        return {rule.reason for rule in self.rules} >= set(REASONS)

    def forbidden(self, text: str) -> Iterator[tuple[Rule, int, int]]:
        """Yield each rule whose pattern matches the folded text, with the half-open span."""
        for index in self._patterns.hits(text):
            for start, end in self._patterns.spans(index, text):
                yield self._owners[index], start, end

    def excused(self, rule: Rule, sentence: str) -> bool:
        """Tell whether an `unless` pattern of the rule stands in the sentence of a match."""
        return rule.code in self._unless and bool(self._unless[rule.code].hits(sentence))

    @cached_property
    def fingerprint(self) -> str:
        """Return 12 hex digits over everything that can change a verdict: the rules and the classifier's weights."""
        import hashlib  # noqa: PLC0415  # slow to import, and `lint` needs no fingerprint

        digest = hashlib.sha256()
        for rule in sorted(self.rules, key=lambda rule: rule.code):
            digest.update(repr((rule.code, rule.reason, rule.severity, rule.kind, rule.parameters, rule.unless)).encode())
        for path in sorted(MODEL.iterdir()):
            if path.suffix not in {".md", ".py", ".pyc"} and path.is_file():
                digest.update(path.read_bytes())
        return digest.hexdigest()[:12]


def load(folder: Path | None = None) -> Rulebook:
    """Return the shipped rules and, after them, those of a workspace's `rules/` folder.

    Raises BadInput with every mistake of every file; nothing is loaded by halves.
    """
    rules: list[Rule] = []
    mistakes: list[Mistake] = []
    for paths, proved in ((_shipped(rules), True), (_own(folder), False)):
        for path in paths:
            try:
                rules += _read(path, proved=proved)
            except BadInput as error:
                mistakes += error.mistakes or [Mistake(str(path), 0, 0, error.message)]
    mistakes += _shared(rules)
    if mistakes:
        raise BadInput.of(mistakes)
    return Rulebook(rules)


def _shipped(rules: list[Rule]) -> list[Path]:
    """Add the compiled rules and return no file, or return the files to read where the compiled ones are out of date."""
    ready = compiled.read()
    rules += ready or ()
    return [] if ready else sorted(compiled.SHIPPED.glob("*.yaml"))


def _own(folder: Path | None) -> list[Path]:
    return sorted(folder.glob("*.yaml")) if folder is not None and folder.is_dir() else []


def _read(path: Path, *, proved: bool) -> tuple[Rule, ...]:
    from outreach.lint.rule_file import read_rules  # noqa: PLC0415  # reads YAML, which `lint` seldom needs

    return read_rules(path, proved=proved)


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
