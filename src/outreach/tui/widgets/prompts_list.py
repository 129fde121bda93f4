"""The prompts, then the partials: each with a mark for what the check found, and whose it is in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from outreach.tui.outside import literal, one_line

if TYPE_CHECKING:
    from outreach.tui.prompt_shelf import Sheet

_NAME = 10
_FIRST = "draft"
"""Where the cursor begins."""


class PromptsList(OptionList):
    """Ours beside the team's; the cursor stays with the prompt it is on."""

    DEFAULT_CSS = """
    PromptsList { border: none; padding: 0 1; background: $background; height: 1fr; width: 30; }
    PromptsList:focus { border: none; background: $background; }
    PromptsList.-textual-compact { padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._sheets: dict[str, Sheet] = {}

    @property
    def sheet(self) -> Sheet | None:
        """Return the prompt or partial under the cursor."""
        at = self.highlighted
        return self._sheets.get(self.get_option_at_index(at).id or "") if at is not None else None

    def show(self, sheets: tuple[Sheet, ...]) -> None:
        """Show the prompts as they are now, and tell of no cursor that moved."""
        name = self.sheet.name if self.sheet is not None else _FIRST
        self._sheets = {each.name: each for each in sheets}
        partials = [each for each in sheets if "/" in each.name]
        options = [_option(each) for each in sheets if "/" not in each.name]
        if partials:
            options += [Option(Content.styled("Parts of them", "bold $primary"), disabled=True), *map(_option, partials)]
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(options)
            self.highlighted = self.get_option_index(name) if name in self._sheets else 0 if sheets else None


def whose(sheet: Sheet) -> str:
    """Return whose a prompt is, in a word or two."""
    if sheet.shipped:
        return "shipped"
    return "yours (behind)" if sheet.moved else "yours"


def _option(sheet: Sheet) -> Option:
    mark = Content.styled("✗ ", "bold $error") if sheet.error is not None else Content.styled("✓ ", "$success")
    name = one_line(sheet.name.rpartition("/")[2], 20)
    return Option(mark + literal(f"{name:<{_NAME}} ", "" if sheet.shipped else "bold") + literal(whose(sheet), "dim"), sheet.name)
