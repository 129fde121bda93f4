"""The palette (ctrl+p): every action of the screen that is open, found by its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from outreach.tui import keys

if TYPE_CHECKING:
    from collections.abc import Iterator


class Commands(Provider):
    """The actions of the table that can be done now."""

    async def discover(self) -> Hits:
        """Yield everything that can be done here."""
        for action in self._possible():
            yield DiscoveryHit(self._shown(action), partial(self.screen.run_action, action.name), action.label, action.says)

    async def search(self, query: str) -> Hits:
        """Yield what fits the words typed."""
        matcher = self.matcher(query)
        for action in self._possible():
            score = matcher.match(f"{action.label} {action.says}")
            if score > 0:
                yield Hit(score, self._shown(action), partial(self.screen.run_action, action.name), action.label, action.says)

    def _possible(self) -> Iterator[keys.Action]:
        for action in keys.of(getattr(self.screen, "place", keys.EVERYWHERE)):
            if action.name == "app.command_palette":
                continue
            if action.name.startswith("app.") or self.screen.check_action(action.name, ()) is True:
                yield action

    @staticmethod
    def _shown(action: keys.Action) -> Content:
        return Content(action.label) + Content.styled(f"  {keys.shown(action.keys[0])}", "bold $primary")
