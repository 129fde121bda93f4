"""For a person and their editor: a line `path:line:column: CODE name: what is wrong. What to do instead.` a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.cli.printing import Styled
from outreach.errors import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.actions.lint import Judged
    from outreach.cli.formats.base import Line


class Text:
    """One line a finding; a cleared message has none."""

    def begin(self) -> Iterator[Line]:
        """Yield nothing."""
        yield from ()

    def each(self, judged: Judged) -> Iterator[Line]:
        """Yield a line for each finding. Where a file has a message a line, the message's id and the part follow."""
        message = judged.message
        for finding in judged.findings:
            place = message.place(finding.place, finding.start)
            rule = f"{finding.code} {finding.name}"
            warning = ": " if finding.severity == "error" else " (warning): "
            within = "" if place.offset is not None else f" [{shown(message.id)}: {finding.place} {finding.start}-{finding.end}]"
            yield (
                Styled(f"{shown(message.path)}:{place.line}:{place.column}:", "bold"), " ",
                Styled(rule, "red" if finding.severity == "error" else "yellow"),
                f"{warning}{finding.says} {finding.instead}{within}",
            )  # fmt: skip

    def end(self, *, complete: bool) -> Iterator[Line]:  # noqa: ARG002  # a format's signature
        """Yield nothing: what was counted is a notice, not an answer."""
        yield from ()
