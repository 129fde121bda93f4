"""The rulebook: every rule in force, their patterns ready to match, and a fingerprint that names this very set."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import BadInput, Mistake
from outreach.lint.patterns import PatternSet
from outreach.lint.rule import REASONS
from outreach.lint.rule_file import read_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.lint.rule import Rule

SHIPPED = Path(__file__).with_name("rules")
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
        self.fingerprint = self._fingerprint()

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

    def _fingerprint(self) -> str:
        """Return 12 hex digits over everything that can change a verdict: the rules and the classifier's weights."""
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
    folders = [SHIPPED, *([folder] if folder is not None and folder.is_dir() else [])]
    for path in (path for each in folders for path in sorted(each.glob("*.yaml"))):
        try:
            rules += read_rules(path, proved=path.parent == SHIPPED)
        except BadInput as error:
            mistakes += error.mistakes or [Mistake(str(path), 0, 0, error.message)]
    for attribute in ("code", "name"):
        counted = Counter(getattr(rule, attribute) for rule in rules)
        for rule in rules:
            if counted[getattr(rule, attribute)] > 1:
                what = f"the {attribute} {getattr(rule, attribute)} is used by two rules. Choose another."
                mistakes.append(Mistake(rule.where, 0, 0, what))
    if mistakes:
        raise BadInput.of(mistakes)
    return Rulebook(rules)
