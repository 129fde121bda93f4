"""What was found: rule, place, reason, and the key that does the remedy. A finding holds no word of the message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from outreach.tui import keys
from outreach.tui.outside import literal, one_line
from outreach.tui.remedies import remedy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.lint.finding import Finding


class FindingsView(OptionList):
    """Findings as a list: one can move through them, and Enter or a click chooses one."""

    DEFAULT_CSS = """
    FindingsView { border: none; padding: 0 1; background: $background; height: auto; max-height: 100%; }
    FindingsView:focus { border: none; }
    """

    class Picked(Message):
        """A finding was chosen."""

        def __init__(self, finding: Finding) -> None:
            super().__init__()
            self.finding = finding

    def __init__(self, *, id: str | None = None, keyed: bool = True) -> None:  # noqa: A002  # Textual's name for it
        """Make an empty list; `keyed` tells whether there are keys that do the remedies."""
        super().__init__(id=id, compact=True)
        self._keyed = keyed
        self._findings: tuple[Finding, ...] = ()
        self._shown: list[tuple[bool, str, str, int]] = []

    @property
    def finding(self) -> Finding | None:
        """Return the finding that the cursor stands on."""
        return self._findings[self.highlighted] if self.highlighted is not None and self._findings else None

    def show(self, findings: Sequence[Finding], *, own: bool) -> None:
        """Show what was found, each rule and place once; `own` tells that the words are the person's."""
        before, self._findings = self._shown, tuple(findings)
        self._shown = [(own, each.code, each.place, each.sentence) for each in self._findings]
        if self._shown == before:
            return  # what moved by a letter or two looks the same, and building a list anew takes as long as a key
        at = self.highlighted or 0
        self.clear_options()
        self.add_options([Option(self._prompt(each, own=own)) for each in self._findings])
        if self._findings:
            self.highlighted = min(at, len(self._findings) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Announce the finding."""
        event.stop()
        self.post_message(self.Picked(self._findings[event.option_index]))

    def _prompt(self, finding: Finding, *, own: bool) -> Content:
        error = finding.severity == "error"
        head = Content.styled(
            f"{'✗' if error else '!'} {one_line(finding.code, 20)} ", f"bold {'$error' if error else '$warning'}"
        )
        where = f"sentence {finding.sentence + 1}" if finding.place == "body" else finding.place
        head += literal(one_line(finding.name, 60), "bold") + Content.styled(f"  {where}", "$text-muted")
        lines = [
            head,
            Content("  ") + literal(one_line(finding.says)),
            Content("  ") + literal(one_line(finding.instead), "$text-muted"),
        ]
        if self._keyed:
            action = remedy(finding, own=own)
            lines.append(
                Content("→ ") + Content.styled(keys.shown(action.keys[0]), "bold $primary") + Content(f" {action.label}")
            )
        return Content("\n").join(lines)
