"""For GitHub Actions: workflow commands that mark the lines of a change.

Escapes as in actions/toolkit, packages/core/src/command.ts: `%`, CR and LF everywhere, `:` and `,` in properties too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.actions.lint import Judged
    from outreach.cli.formats.base import Line


class GitHub:
    """One `::error` or `::warning` a finding."""

    def begin(self) -> Iterator[Line]:
        """Yield nothing."""
        yield from ()

    def each(self, judged: Judged) -> Iterator[Line]:
        """Yield a workflow command for each finding."""
        message = judged.message
        for finding in judged.findings:
            start, end = message.place(finding.place, finding.start), message.place(finding.place, finding.end)
            where = {"file": message.path, "line": start.line, "col": start.column}
            if start.offset is not None:
                where |= {"endLine": end.line, "endColumn": end.column}
            where["title"] = f"{finding.code} {finding.name}"
            properties = ",".join(f"{key}={_property(str(value))}" for key, value in where.items())
            yield (f"::{finding.severity} {properties}::{_data(f'{finding.says} {finding.instead}')}",)

    def end(self, *, complete: bool) -> Iterator[Line]:  # noqa: ARG002  # a format's signature
        """Yield nothing."""
        yield from ()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
