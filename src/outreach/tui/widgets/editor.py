"""A field for a person's own words, with what the linter found marked in it: underlined, and with a sign in the margin.

The widget never changes a word. Its own cut and copy stay inside it: only a cleared message reaches the clipboard.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from outreach.tui.outside import clean

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from rich.text import Text
    from textual import events

    from outreach.lint.finding import Finding

MARGIN = 2
LONGEST = 20_000
"""Characters of a message; nobody writes more, and a field stays quick with so many."""


class Editor(TextArea):
    """A text area with a margin for marks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"editor--error", "editor--warning"}
    DEFAULT_CSS = """
    Editor {
        & .editor--error { color: $error; text-style: underline; }
        & .editor--warning { color: $warning; text-style: underline; }
    }
    """

    class Refused(Message):
        """What was pasted is longer than a message can be, and was left out."""

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002  # Textual's name for it
        self._drawn: LRUCache[Hashable, Strip] = LRUCache(200)
        super().__init__(id=id, compact=True, highlight_cursor_line=False, placeholder=placeholder)
        self._marks: dict[int, list[tuple[int, int, str]]] = {}
        self._taken = ""

    @property
    def gutter_width(self) -> int:
        """Return the width of the margin."""
        return MARGIN

    def start(self, text: str) -> None:
        """Begin with a text; what was before can be undone."""
        self.replace(clean(text), (0, 0), self.document.end)
        self.move_cursor((0, 0))

    def mark(self, findings: Iterable[Finding]) -> None:
        """Mark what was found in the text as it is now."""
        marks: dict[int, list[tuple[int, int, str]]] = {}
        starts = self._line_starts()
        for finding in findings:
            kind = "error" if finding.severity == "error" else "warning"
            for line, start, end in _spans(starts, finding.start, finding.end):
                marks.setdefault(line, []).append((start, end, kind))
        if marks != self._marks:
            self._marks = marks
            super().notify_style_update()
            self.refresh()

    def notify_style_update(self) -> None:
        """Draw every line anew in other colours."""
        super().notify_style_update()
        self._drawn.clear()

    def go_to(self, offset: int) -> None:
        """Put the cursor on a place in the text."""
        for line, start, _ in _spans(self._line_starts(), offset, offset + 1):
            self.move_cursor((line, start))

    def get_line(self, line_index: int) -> Text:
        """Return one line of the document, with what was found underlined."""
        line = super().get_line(line_index)
        for start, end, kind in self._marks.get(line_index, ()):
            style = self.get_component_rich_style(f"editor--{kind}", partial=True)
            line.stylize(Style(color=style.color, underline=True), start, min(end, len(line)))
        return line

    def render_line(self, y: int) -> Strip:
        """Return one line of the widget, with its margin.

        With each key all lines are asked for again. Those that look as before are given as they were drawn.
        """
        looks = self._looks(y + self.scroll_offset.y)
        strip = self._drawn.get(looks) if looks is not None else None
        if strip is None:
            strip = self._with_margin(super().render_line(y), y + self.scroll_offset.y)
            if looks is not None:
                self._drawn[looks] = strip
        return strip

    def _looks(self, row: int) -> Hashable | None:
        """Return all that the look of a row depends on; None where that is more than its words, its marks and the width."""
        wrapped, (line, column) = self.wrapped_document, self._start_of(row)
        text = self.document.get_line(line) if line >= 0 else ""
        places = (self.cursor_location, self.matching_bracket_location)
        special = any(place is not None and wrapped.location_to_offset(place).y == row for place in places)
        if special or not self.text or not self.selection.is_empty or "\t" in text:
            return None
        end = next((offset for offset in wrapped.get_offsets(line) if offset > column), len(text)) if line >= 0 else 0
        marks = self._marks.get(line, ())
        signs = tuple(kind for _, _, kind in marks) if column == 0 else ()
        here = tuple((start - column, stop - column, kind) for start, stop, kind in marks if start < end and stop > column)
        return text[column:end], here, signs, self.size.width

    def _start_of(self, row: int) -> tuple[int, int]:
        """Return the line and the column with which a row begins; below the text it is the line -1."""
        if row >= self.wrapped_document.height:
            return -1, 0
        return self.wrapped_document.offset_to_location(Offset(0, row))

    def _with_margin(self, strip: Strip, row: int) -> Strip:
        """Return the strip of a row after the margin, with the sign of what was found in the line that begins there."""
        sign, style = " " * MARGIN, self.rich_style
        line, column = self._start_of(row)
        kinds = {kind for _, _, kind in self._marks.get(line, ())} if column == 0 else set()
        if kinds:
            kind = "error" if "error" in kinds else "warning"
            sign = "✗ " if kind == "error" else "! "
            style += Style(color=self.get_component_rich_style(f"editor--{kind}", partial=True).color, bold=True)
        return Strip.join([Strip([Segment(sign, style)], MARGIN), strip])

    def action_copy(self) -> None:
        """Take the selection to paste it in this field again; it goes nowhere else."""
        self._taken = self.selected_text or self._taken

    def action_cut(self) -> None:
        """Cut the selection, to paste it in this field again."""
        self.action_copy()
        self._replace_via_keyboard("", *self.selection)

    def action_paste(self) -> None:
        """Paste what was cut or copied in this field."""
        if self._taken and (result := self._replace_via_keyboard(self._taken, *self.selection)):
            self.move_cursor(result.end_location)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take pasted text without what hides, reorders or commands; refuse what is longer than a message."""
        event.stop()
        event.prevent_default()
        if len(event.text) + len(self.text) > LONGEST:
            self.post_message(self.Refused())
        elif result := self._replace_via_keyboard(clean(event.text), *self.selection):
            self.move_cursor(result.end_location)

    def _line_starts(self) -> list[int]:
        """Return at which offset of the text each line begins."""
        starts, at = [], 0
        for line in self.document.lines:
            starts.append(at)
            at += len(line) + len(self.document.newline)
        return [*starts, at]


def _spans(starts: list[int], start: int, end: int) -> Iterable[tuple[int, int, int]]:
    """Yield line and columns for each line that a span of the text touches."""
    for line, (first, following) in enumerate(pairwise(starts)):
        if first < end and start < following:
            yield line, max(0, start - first), end - first
