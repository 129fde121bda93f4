"""The rulebook: every rule in force, their patterns ready to match, and a fingerprint that names this very set."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.lint import compiled
from outreach.lint.patterns import PatternSet
from outreach.lint.rule import MESSAGE_REASONS, REASONS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from outreach.lint.overrides import RuleWaiver
    from outreach.lint.patterns import Needs
    from outreach.lint.rule import Rule

MODEL = Path(__file__).with_name("model")


class Rulebook:
    """Every rule, the waivers in force, and those that have expired. Two rules never share a code or a name.

    `needs` are those of patterns for which they are known already.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        waivers: Iterable[RuleWaiver] = (),
        expired: Iterable[RuleWaiver] = (),
        needs: Mapping[str, Needs] | None = None,
    ) -> None:
        self.rules = tuple(rules)
        self.waivers = tuple(waivers)
        self.expired = tuple(expired)
        self._waived = frozenset(waiver.code for waiver in self.waivers)
        self.by_code = {rule.code: rule for rule in self.rules}
        self._forbidding = [rule for rule in self.rules if rule.kind == "forbid"]
        self._owners = [rule for rule in self._forbidding for _ in rule.parameters]
        self._patterns = PatternSet([pattern for rule in self._forbidding for pattern in rule.parameters], needs)
        self._unless = {rule.code: PatternSet(rule.unless, needs) for rule in self._forbidding if rule.unless}
        self.judging = {reason: [rule for rule in self.rules if rule.parameters == (reason,)] for reason in MESSAGE_REASONS}
        self.checking = tuple(rule for rule in self.rules if rule.kind not in {"forbid", "judged"})

    @property
    def complete(self) -> bool:
        """Tell whether every reason has a rule: a gate trusts no rulebook that lost some."""
        return {rule.reason for rule in self.rules} >= set(REASONS)

    def forbidden(self, text: str) -> Iterator[tuple[Rule, int, int]]:
        """Yield each rule whose pattern matches the folded text, with the half-open span."""
        for index in self._patterns.hits(text):
            for start, end in self._patterns.spans(index, text):
                yield self._owners[index], start, end

    def waived(self, rule: Rule) -> bool:
        """Tell whether the workspace waives a rule today."""
        return rule.code in self._waived

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
        digest.update(repr(sorted(self._waived)).encode())
        for path in sorted(MODEL.iterdir()):
            if path.suffix not in {".md", ".py", ".pyc"} and path.is_file():
                digest.update(path.read_bytes())
        return digest.hexdigest()[:12]


def load(folder: Path | None = None, today: dt.date | None = None) -> Rulebook:
    """Return the shipped rules with what a workspace's `rules/` folder adds, tightens and waives.

    A waiver holds through its last day, counted from `today` (None: by the clock). Raises BadInput with every mistake of every
    file; nothing is loaded by halves.
    """
    shipped = compiled.read()
    paths = sorted(folder.glob("*.yaml")) if folder is not None and folder.is_dir() else []
    if shipped is not None and not paths:
        return Rulebook(shipped.rules, needs=shipped.needs)
    from outreach.lint.assembling import assemble  # noqa: PLC0415  # reads YAML, which `lint` seldom needs

    rules, waivers, expired = assemble(shipped.rules if shipped else None, paths, today)
    return Rulebook(rules, waivers, expired, shipped.needs if shipped else None)
