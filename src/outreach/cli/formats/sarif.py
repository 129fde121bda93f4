"""For code scanning: SARIF 2.1.0 (OASIS standard, 27 March 2020), one run, written result by result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from outreach.cli.printing import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.actions.lint import Judged
    from outreach.actions.messages import Message
    from outreach.cli.formats.base import Line
    from outreach.lint.finding import Finding
    from outreach.lint.rule import Rule
    from outreach.lint.rulebook import Rulebook

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Sarif:
    """A SARIF log: the tool with every rule, then a result for each finding."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._indexes = {rule.code: index for index, rule in enumerate(book.rules)}
        self._separator = " "

    def begin(self) -> Iterator[Line]:
        """Yield the log up to its first result."""
        driver = {
            "name": "outreach",
            "semanticVersion": _version(),
            "properties": {"rulebook": self._book.fingerprint},
            "rules": [_rule(rule) for rule in self._book.rules],
        }
        yield (f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"tool": {{"driver": {json_text(driver)}}},',)
        yield ('"columnKind": "unicodeCodePoints", "results": [',)

    def each(self, judged: Judged) -> Iterator[Line]:
        """Yield a result for each finding."""
        for finding in judged.findings:
            yield (self._separator, json_text(self._result(judged.message, finding)))
            self._separator = ","

    def end(self, *, complete: bool) -> Iterator[Line]:
        """Yield the rest of the log, with whether every input could be read."""
        yield (f'], "invocations": [{{"executionSuccessful": {json_text(complete)}}}]}}]}}',)

    def _result(self, message: Message, finding: Finding) -> dict[str, object]:
        location = {"artifactLocation": {"uri": _uri(message.path)}, "region": _region(message, finding)}
        result: dict[str, object] = {
            "ruleId": finding.code,
            "level": str(finding.severity),
            "message": {"text": f"{finding.says} {finding.instead}"},
            "locations": [{"physicalLocation": location}],
            "properties": {"reason": finding.reason, "message": message.id},
        }
        if finding.code in self._indexes:
            result["ruleIndex"] = self._indexes[finding.code]
        return result


def _rule(rule: Rule) -> dict[str, object]:
    text = f"{rule.why} Instead: {rule.instead} Source: {rule.source}"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.says},
        "fullDescription": {"text": rule.why},
        "help": {"text": text},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"reason": rule.reason},
    }


def _region(message: Message, finding: Finding) -> dict[str, int]:
    """Return the region of a finding; where only the line is known, the whole line."""
    start = message.place(finding.place, finding.start)
    if start.offset is None:
        return {"startLine": start.line}
    end = message.place(finding.place, finding.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": finding.end - finding.start,
    }


def _uri(path: str) -> str:
    """Return a path as a URI: relative as it was given, absolute as `file:`."""
    given = Path(path)
    return given.as_uri() if given.is_absolute() else quote(given.as_posix())


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  # 20 ms that only this format should cost

    return version("outreach")
