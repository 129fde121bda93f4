"""The last line of every screen: the few keys that matter here and now, Help and Commands first so that they survive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from outreach.tui import keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.screen import Screen


class Footer(Widget):
    """One line of keys; each can be clicked. In a text field, where characters type, it shows what still works there."""

    DEFAULT_CSS = """
    Footer { height: 1; dock: bottom; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, place: str) -> None:
        """Show the keys of one screen."""
        super().__init__()
        self._place = place
        self._spots: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the focus and what can be done."""
        self.watch(self.screen, "focused", self._moved, init=False)
        self.screen.bindings_updated_signal.subscribe(self, self._updated)

    def _moved(self) -> None:
        self.refresh()

    def _updated(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Return the keys that find room."""
        line, self._spots = Content(""), []
        for key, label, action in self._entries():
            entry = Content.styled(key, "bold $primary") + Content(f" {label}")
            between = 3 if self._spots else 0
            if line.cell_length + between + entry.cell_length > self.content_size.width:
                break
            line += Content(" " * between)
            self._spots.append((line.cell_length, line.cell_length + entry.cell_length, action))
            line += entry
        return line

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for start, end, action in self._spots:
            if start <= event.x - self.gutter.left < end:
                await self.screen.run_action(action)

    def _entries(self) -> Iterator[tuple[str, str, str]]:
        focused = self.screen.focused
        typing = focused is not None and focused.check_consume_key("a", "a")
        chosen = [action for action in keys.of(self._place) if action.footer and self._possible(action.name)]
        chosen.sort(key=lambda action: action.screen != keys.EVERYWHERE)
        for action in chosen:
            working = [key for key in action.keys if not typing or not keys.types(key)]
            if working:
                yield keys.shown(working[0]), action.label, action.name
        if typing:
            yield "esc", "Leave the field", "app.back"

    def _possible(self, name: str) -> bool:
        return name.startswith("app.") or self.screen.check_action(name, ()) is True
