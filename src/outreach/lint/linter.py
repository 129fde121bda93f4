"""The linter: one message in, every finding out. Deterministic, and it fails closed.

Anything that goes wrong inside it is a finding that holds the message: a text that could not be judged was not cleared.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from outreach.lint.acts import judge
from outreach.lint.case import Case, Hit, at
from outreach.lint.checks import BESIDE_A_BRIEF_ONLY, CHECKS
from outreach.lint.finding import Finding, Severity
from outreach.lint.rulebook import Rulebook, load
from outreach.lint.text import Part, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from outreach.domain.brief import Brief
    from outreach.lint.rule import Rule
    from outreach.lint.text import Reading, Sentence

BESIDE_A_BRIEF = frozenset({"unkept-offer", "ungrounded", "wrong-name", "echo", "leverage"})
"""Reasons that mean nothing without a brief; their patterns rest on an ordinary message."""

LONGEST, LONGEST_WORD = 10_000, 400
"""Characters of a message, and of a run without blanks in it (a link, at most), that are compared with a brief."""


class Report(NamedTuple):
    """What the linter says of one message."""

    findings: tuple[Finding, ...]

    @property
    def cleared(self) -> bool:
        """Tell whether no finding is an error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


class Linter:
    """Judges messages under one rulebook. `echoes` are the texts of our prompts, which no draft may repeat."""

    def __init__(self, rulebook: Rulebook, echoes: tuple[str, ...] = ()) -> None:
        self.rulebook = rulebook
        self._echoes = echoes

    def lint(self, subject: str, body: str, brief: Brief | None = None) -> Report:
        """Return every finding in a message, in the order of its text; with a brief, as a draft beside it. Never raises."""
        if brief is not None and (cause := _too_much(f"{subject}\n{body}")):
            return Report((unjudged(cause, len(body)),))
        try:
            return Report(self._findings(subject, body, brief))
        except Exception as error:  # noqa: BLE001  # fail closed: whatever broke, the message was not judged
            return Report((unjudged(type(error).__name__, len(body)),))

    def _findings(self, subject: str, body: str, brief: Brief | None) -> tuple[Finding, ...]:
        reading = read(subject, body)
        case = Case(reading, judge(reading), brief, self._echoes)
        hits = {(rule.code, hit): rule for rule, hit in chain(self._forbidden(case), self._judged(case), self._checked(case))}
        found = [(rule, hit) for (_, hit), rule in hits.items() if not self.rulebook.waived(rule)]
        return tuple(_finding(rule, hit, reading) for rule, hit in sorted(found, key=_order))

    def _judged(self, case: Case) -> Iterator[tuple[Rule, Hit]]:
        for found in case.judgement.reasons:
            for rule in self.rulebook.judging[found.reason]:
                yield rule, at(case.reading.sentences[found.sentence])

    def _checked(self, case: Case) -> Iterator[tuple[Rule, Hit]]:
        for rule in self.rulebook.checking:
            if case.brief is not None or rule.kind not in BESIDE_A_BRIEF_ONLY:
                for hit in CHECKS[rule.kind](case, rule.parameters[0]):
                    yield rule, hit

    def _forbidden(self, case: Case) -> Iterator[tuple[Rule, Hit]]:
        for place, text in (("subject", case.reading.subject.text), ("body", case.reading.body.text)):
            for rule, start, end in self.rulebook.forbidden(text):
                if case.brief is None and rule.reason in BESIDE_A_BRIEF:
                    continue
                sentence = _sentence(case.reading, place, start, end)
                if sentence is not None and not self.rulebook.excused(rule, sentence.text):
                    yield rule, Hit(place, start, end, sentence.index)


def _too_much(text: str) -> str:
    """Return why a text is no letter to one person, and would take seconds to compare with its brief; nothing where it is one."""
    if len(text) > LONGEST:
        return f"longer than {LONGEST:,} characters"
    longest = max(map(len, text.split()), default=0)
    return f"a word of more than {LONGEST_WORD} characters" if longest > LONGEST_WORD else ""


def unjudged(cause: str, length: int) -> Finding:
    """Return the finding for a message that could not be judged; `cause` is the kind of fault, never a word of the text."""
    return Finding(
        code="LINT00", name="unjudged", reason="shape", severity=Severity.ERROR, place="body", sentence=0, start=0, end=length,
        says=f"The linter could not judge this message ({cause}).",
        instead="Nothing that was not judged is shown: shorten the text, or report the fault with the text if it is yours.",
    )  # fmt: skip


def lint(body: str, subject: str = "", *, rules: Path | None = None) -> Report:
    """Lint one message of a person's own: the whole linter in one call.

    `rules` is a folder of further rule files. Raises BadInput when one of them has a mistake.
    """
    return Linter(load(rules)).lint(subject, body)


def _order(found: tuple[Rule, Hit]) -> tuple[bool, int, int, str]:
    rule, hit = found
    return hit.place != "subject", hit.start, hit.end, rule.code


def _sentence(reading: Reading, place: str, start: int, end: int) -> Sentence | None:
    """Return the first sentence that a span touches, or the last before it; None for a quote: that is somebody else's word."""
    found = None
    for sentence in reading.sentences:
        if sentence.place == place and sentence.start < end:
            found = sentence
            if sentence.end > start:
                break
    return found if found is not None and found.part is not Part.QUOTED else None


def _finding(rule: Rule, hit: Hit, reading: Reading) -> Finding:
    part = reading.subject if hit.place == "subject" else reading.body
    start, end = part.origin(hit.start, hit.end)
    return Finding(
        code=rule.code, name=rule.name, reason=rule.reason, severity=rule.severity, place=hit.place, sentence=hit.sentence,
        start=start, end=end, says=rule.says, instead=rule.instead,
    )  # fmt: skip
