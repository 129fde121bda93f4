"""What every format of `outreach lint` does: lines before, for each message, and after, so that nothing is held in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.actions.lint import Judged
    from outreach.cli.printing import Piece
    from outreach.lint.finding import Finding

Line = tuple["Piece", ...]


class Format(Protocol):
    """One form of the answer, written line by line to standard output."""

    def begin(self) -> Iterator[Line]:
        """Yield the lines before the first message."""
        ...

    def each(self, judged: Judged) -> Iterator[Line]:
        """Yield the lines for one message."""
        ...

    def end(self, *, complete: bool) -> Iterator[Line]:
        """Yield the lines after the last message; `complete` tells that every input could be read."""
        ...


def fields(finding: Finding) -> dict[str, object]:
    """Return a finding as plain data, in the order that scripts are told of."""
    return {
        "code": finding.code,
        "name": finding.name,
        "reason": finding.reason,
        "severity": str(finding.severity),
        "place": finding.place,
        "sentence": finding.sentence,
        "start": finding.start,
        "end": finding.end,
        "says": finding.says,
        "instead": finding.instead,
    }


def record(judged: Judged) -> dict[str, object]:
    """Return one message's answer as plain data."""
    verdict = "cleared" if judged.cleared else "rejected"
    return {"id": judged.message.id, "verdict": verdict, "findings": [fields(finding) for finding in judged.findings]}
