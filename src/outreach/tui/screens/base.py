"""What every screen has: its first line, its last line, and its own keys from the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.screen import Screen

from outreach.tui.widgets.footer import Footer
from outreach.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.app import ComposeResult
    from textual.worker import Worker

    from outreach.tui.app import Interface
    from outreach.tui.session import Session


class Framed(Screen[None]):
    """A screen between its first and its last line. `place` is its name in the table of keys."""

    place: ClassVar[str]
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (110, "-wide")]  # noqa: RUF012  # as Textual declares it

    @property
    def interface(self) -> Interface:
        """Return the app, as what it is."""
        app: Any = self.app
        return app  # type: ignore[no-any-return]  # Textual knows it as any app

    @property
    def session(self) -> Session:
        """Return the workspace at work; screens that need one are opened only when there is one."""
        session = self.interface.session
        assert session is not None  # noqa: S101  # the app opens no such screen without one
        return session

    def work(self, job: Callable[[], Coroutine[Any, Any, None]], group: str) -> Worker[None]:
        """Do something beside the screen, in place of what its group is still doing."""
        return self.run_worker(job, group=group, exclusive=True)

    def compose(self) -> ComposeResult:
        """Put the screen's own widgets between the lines."""
        session = self.interface.session
        yield Masthead(self.place, session.title if session else "", open_=session is not None)
        yield from self.body()
        yield Footer(self.place)

    def body(self) -> ComposeResult:
        """Return the screen's own widgets."""
        raise NotImplementedError
