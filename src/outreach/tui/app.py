"""The interface itself: which screen is open, on which workspace, and what is said when something breaks.

1. Nothing that broke is shown: no traceback, no local variable, no message of an exception. They may hold words, addresses, keys.
2. What is written to the terminal passes `ControlFilter`, and outside text is never markup.
3. Screens are imported when they are opened, and whatever takes time is imported and done in workers.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import App
from textual.events import Key
from textual.worker import WorkerFailed

from outreach.errors import OutreachError
from outreach.tui import keys, theme
from outreach.tui.outside import ControlFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.binding import BindingType
    from textual.command import Provider
    from textual.events import Event
    from textual.filter import LineFilter
    from textual.screen import Screen

    from outreach.tui.ahead import Ahead
    from outreach.tui.session import Session

Told = TypeVar("Told")


def _palette() -> type[Provider]:
    from outreach.tui.palette import Commands  # noqa: PLC0415  # opened seldom

    return Commands


def _screen(module: str, name: str) -> Callable[[], Screen[Any]]:
    def make() -> Screen[Any]:
        made: Screen[Any] = getattr(import_module(module), name)()
        return made

    return make


class Interface(App[None]):
    """The app. `session` is the workspace at work, None until one is opened."""

    TITLE = "outreach"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[Any]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings(keys.EVERYWHERE)]
    SCREENS: ClassVar[dict[str, Callable[[], Screen[Any]]]] = {
        "welcome": _screen("outreach.tui.screens.welcome", "Welcome"),
        **{place.name: _screen(place.module, place.class_name) for place in keys.PLACES},
    }
    CSS = """
    Screen { background: $background; }
    Input { background: $surface; }
    Toast { background: $panel; }
    * { scrollbar-size-vertical: 1; }
    """

    def __init__(self, folder: Path | None = None, ahead: Ahead | None = None) -> None:
        """Open on the workspace that a folder lies in (None: on the welcome); `ahead` is already looking up its day."""
        super().__init__()
        self.session: Session | None = None
        self._folder = folder
        self._ahead = ahead
        self._prepared = False
        self._control_filter = ControlFilter()
        for each in theme.THEMES:
            self.register_theme(each)
        self.theme = theme.DARK.name

    def on_mount(self) -> None:
        """Show the first screen."""
        if not gc.isenabled():  # as the process that is nothing but this interface begins
            self.call_after_refresh(_be_quick)
        if self._folder is None:
            self.push_screen("welcome")
        else:
            from outreach.tui.opening import open_folder  # noqa: PLC0415  # only where there is a workspace

            self.begin(open_folder(str(self._folder), self._ahead))

    def begin(self, session: Session) -> None:
        """Open a workspace at its first screen."""
        self.session = session
        self.switch_to(keys.PLACES[0].name)

    async def on_event(self, event: Event) -> None:
        """Let the session load what the next screens need, as soon as the first key of the person is there."""
        if self.session is not None and not self._prepared and isinstance(event, Key):
            self._prepared = True
            threading.Thread(target=_prepare, args=(self.session,), daemon=True).start()
        await super().on_event(event)

    def switch_to(self, name: str) -> None:
        """Open a main screen; what stood on the one left is there again later."""
        while len(self.screen_stack) > 2:  # what was opened over a main screen
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.switch_screen(name)
        else:
            self.push_screen(name)

    def compose_to(self, contact_id: str, offer_id: str | None = None) -> None:
        """Open the writing of a message to a person, with an offer where one is named."""
        from outreach.tui.screens.compose import Compose  # noqa: PLC0415  # opened later

        self.switch_to("compose")
        screen = self.get_screen("compose")
        assert isinstance(screen, Compose)  # noqa: S101  # the table of places says so
        screen.call_later(screen.begin, contact_id, offer_id)

    def problem(self, error: OutreachError) -> None:
        """Say what went wrong in a sentence, and what to do."""
        self.say(error.message, error.remedy, severity="error")

    def say(self, message: str, more: str = "", severity: Any = "information") -> None:  # noqa: ANN401  # Textual's literal
        """Say something for a few seconds, letter for letter, in place of what was said before."""
        from outreach.tui.outside import clean  # noqa: PLC0415

        self.clear_notifications()
        self.notify(clean(f"{message} {more}".strip(), 1000), severity=severity, markup=False, timeout=8)

    def soon(self, call: Callable[[Told], None], what: Told) -> None:
        """Call something on the app's own thread, from any other, and do not wait for it."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.call_later, call, what)

    def action_go(self, name: str) -> None:
        """Open a main screen, where a workspace is open."""
        if self.session is None:
            self.say("Open a workspace first, or try it with the bundled people.")
        elif getattr(self.screen, "place", "") != name and not self.screen.is_modal:
            self.switch_to(name)

    def action_help(self) -> None:
        """Explain the screen that is open."""
        from outreach.tui.screens.help import Help  # noqa: PLC0415  # opened seldom

        if not self.screen.is_modal:
            self.push_screen(Help(getattr(self.screen, "place", keys.EVERYWHERE), type(self.focused).__name__))

    def action_next_theme(self) -> None:
        """Change the colours."""
        self.theme = theme.after(self.theme)

    async def action_back(self) -> None:
        """Leave a field, or do what the screen calls going back."""
        leave = getattr(self.screen, "leave", None)
        if self.screen.is_modal:
            self.screen.dismiss()
        elif leave is not None:
            leave()
        elif (other := _not_a_field(self.screen)) is not None:
            other.focus()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of every line that is written, ours last."""
        return [*super().get_line_filters(), self._control_filter]

    def panic(self, *_: object) -> None:
        """End after something broke, and show nothing of it."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """End after something broke. Textual would print every local variable on the way here."""
        self._close_messages_no_wait()

    @property
    def broke(self) -> BaseException | None:
        """Return what broke the interface, for its kind and its place alone."""
        error: BaseException | None = self._exception
        return error.error if isinstance(error, WorkerFailed) else error


def _be_quick() -> None:
    """Let the collector leave alone what was loaded, and let the threads take turns often.

    By default a thread that judges a text keeps the interpreter for 5 ms at a time, and a key has to wait for it a dozen times.
    """
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(0.0005)


def _prepare(session: Session) -> None:
    with suppress(OutreachError):  # whoever needs what could not be had says so
        session.prepare()
    if gc.get_freeze_count():
        gc.freeze()  # what was loaded now stays as long as what was loaded first


def _not_a_field(screen: Screen[Any]) -> Any:  # noqa: ANN401  # any widget
    """Return the first widget of a screen that can have the focus and takes no text."""
    return next((each for each in screen.focus_chain if not each.check_consume_key("a", "a")), None)


def run(ahead: Ahead | None = None) -> int:
    """Open the interface on this terminal, on the workspace around us if there is one, and return an exit code.

    `ahead` is already looking up its day.

    When something in it breaks, that error is raised here after the terminal is as it was: the command line says kind and place.
    """
    from outreach import wiring  # noqa: PLC0415  # it looks for a workspace, and loads nothing

    place = wiring.workspace()
    app = Interface(place.root if place is not None else None, ahead)
    hook = threading.excepthook
    threading.excepthook = lambda _: None
    logging.disable(logging.CRITICAL)
    try:
        app.run()
    finally:
        threading.excepthook = hook
        logging.disable(logging.NOTSET)
    if app.broke is not None:
        raise app.broke
    return 0
