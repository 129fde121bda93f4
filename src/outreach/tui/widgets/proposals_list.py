"""What was found about a person and waits: each in the exact words of its text, with where it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from outreach.tui.outside import literal, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.actions.proposals import Waits


class ProposalsList(OptionList):
    """The proposals of one person, the cursor on one of them."""

    DEFAULT_CSS = """
    ProposalsList { border: none; padding: 0 1; background: $background; height: 1fr; }
    ProposalsList:focus { border: none; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._waiting: tuple[Waits, ...] = ()

    @property
    def found(self) -> Waits | None:
        """Return the proposal under the cursor."""
        at = self.highlighted
        return self._waiting[at] if at is not None and at < len(self._waiting) else None

    def show(self, waiting: Sequence[Waits]) -> None:
        """Show what waits; the cursor keeps its place, so that one settles one after the other."""
        at, self._waiting = self.highlighted or 0, tuple(waiting)
        self.clear_options()
        self.add_options([Option(_prompt(each)) for each in self._waiting])
        self.highlighted = min(at, len(self._waiting) - 1) if self._waiting else None


def _prompt(each: Waits) -> Content:
    kind = Content.styled(f"{each.proposal.kind:<5} ", "bold $primary")
    source = literal(f"\n      {one_line(each.proposal.source.where)}", "dim")
    return kind + literal(one_line(f"“{each.proposal.quote}”", 600)) + source
