"""Lint messages of a person's own: judge each, in order, and never lose one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from outreach.actions.messages import read
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.actions.messages import Message
    from outreach.lint.finding import Finding
    from outreach.lint.linter import Linter


class Judged(NamedTuple):
    """One message with all that was found in it; `cleared` tells that nothing of it is an error."""

    message: Message
    findings: tuple[Finding, ...]
    cleared: bool


def judge(paths: Iterable[str], linter: Linter, stdin: bytes | None = None) -> Iterator[Judged | BadInput]:
    """Yield each message of the files judged, one at a time, and an error for each that cannot be read."""
    for path in paths:
        for message in read(path, stdin):
            if isinstance(message, BadInput):
                yield message
                continue
            report = linter.lint(message.subject, message.body)
            yield Judged(message, report.findings, report.cleared)
