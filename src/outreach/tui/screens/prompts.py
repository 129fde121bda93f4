"""Prompts: ours beside the team's, what the check found, what would be sent, what was changed, and what the last trial showed."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from outreach.errors import OutreachError
from outreach.tui import keys
from outreach.tui.outside import literal, one_line
from outreach.tui.screens.base import Framed
from outreach.tui.widgets.prompt_pane import PromptPane, checked, compared, previewed, said, wrong
from outreach.tui.widgets.prompts_list import PromptsList
from outreach.tui.widgets.tries_chart import chart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from outreach.tui.prompt_shelf import Sheet
    from outreach.tui.widgets.prompt_pane import Block

PANES = {"preview": "Preview", "check": "Check", "diff": "Diff", "tries": "Tries"}
EVERY = 1.0
"""The seconds between two looks at the files, so that what an editor saves is there at once."""
_SHIPPED = "This is the shipped one. e copies it into prompts/ of this workspace and opens it in your editor."


class Prompts(Framed):
    """The list, and one pane beside it; where there is little room, enter opens the pane in place of the list."""

    place = "prompts"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("prompts")]
    DEFAULT_CSS = """
    Prompts #said { padding: 0 2; height: auto; width: 1fr; display: none; }
    Prompts #said.-open { display: block; }
    Prompts #whom { background: $surface; margin: 0 1; display: none; }
    Prompts #whom.-open { display: block; }
    Prompts #beside { border-left: vkey $border; }
    Prompts #panes { padding: 0 1; height: 1; }
    Prompts.-narrow PromptsList { width: 1fr; }
    Prompts.-narrow #beside { display: none; }
    Prompts.-narrow.-reading #beside { display: block; border-left: none; }
    Prompts.-narrow.-reading PromptsList { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._around: tuple[OutreachError, ...] = ()
        self._pane = "preview"
        self._contact: str | None = None
        self._chosen = False
        self._shown: tuple[str, str, str | None] | None = None
        self._stamp: object = None
        self._copied = ""

    def body(self) -> ComposeResult:
        """Return the parts."""
        yield Static(id="said")
        yield Input(
            placeholder="the id or name of a person; empty: a sample. enter shows it", id="whom", compact=True, max_length=300
        )
        with Horizontal():
            yield PromptsList()
            with Vertical(id="beside"):
                yield Static(id="panes")
                yield PromptPane()

    def on_mount(self) -> None:
        """Let the arrow keys work at once, and look at the files again and again."""
        self.query_one(PromptsList).focus()
        self.set_interval(EVERY, self._look_again)

    def on_screen_resume(self) -> None:
        """Read the prompts anew."""
        self.call_after_refresh(lambda: self.work(self._load, "prompts"))

    def on_option_list_option_highlighted(self) -> None:
        """Show the prompt under the cursor."""
        self._turn()

    def on_option_list_option_selected(self) -> None:
        """Read the prompt: where there is little room, it takes the place of the list."""
        self._read()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Fill the prompt in for the person named."""
        self._choose(event.value.strip() or None)
        self.query_one("#whom").remove_class("-open")
        self._read()

    def action_preview(self) -> None:
        """Show what would be sent."""
        self._open("preview")

    def action_check(self) -> None:
        """Show what is wrong."""
        self._open("check")

    def action_diff(self) -> None:
        """Show what differs from the shipped one."""
        self._open("diff")

    def action_tries(self) -> None:
        """Show what the last trial found."""
        self._open("tries")

    def action_next_pane(self) -> None:
        """Show the next pane."""
        self._step(1)

    def action_previous_pane(self) -> None:
        """Show the pane before."""
        self._step(-1)

    def action_contact(self) -> None:
        """Ask whom the preview is for."""
        whom = self.query_one("#whom", Input)
        whom.value = ""
        whom.add_class("-open")
        whom.focus()

    def action_next_contact(self) -> None:
        """Fill the prompt in for the next person, and after the last for the first."""
        self.work(self._next, "next")

    def action_edit(self) -> None:
        """Change the prompt in the person's own editor; a shipped one is copied into the workspace first."""
        sheet = self.query_one(PromptsList).sheet
        if sheet is not None:
            self.work(partial(self._edit, sheet), "edit")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's signature
        """Tell whether something can be done now; what cannot is not shown."""
        sheet = self.query_one(PromptsList).sheet
        if sheet is None:
            return action == "tries" and self._pane != "tries"
        if action in PANES and action == self._pane and self._seen:
            return False
        if action == "next_contact":
            return self._pane == "preview" and self._seen
        return action != "diff" or not sheet.shipped

    def leave(self) -> None:
        """Leave the field, then the pane, for the list."""
        self.query_one("#whom").remove_class("-open")
        self.remove_class("-reading")
        self.query_one(PromptsList).focus()
        self.refresh_bindings()

    @property
    def _seen(self) -> bool:
        """Tell whether the pane stands on the screen."""
        return not self.has_class("-narrow") or self.has_class("-reading")

    def _read(self) -> None:
        self.add_class("-reading")
        self.query_one(PromptPane).focus()
        self.refresh_bindings()

    def _open(self, pane: str) -> None:
        self._pane = pane
        if not self._seen:
            self._read()
        self._turn()

    def _step(self, by: int) -> None:
        sheet = self.query_one(PromptsList).sheet
        names = [each for each in PANES if each != "diff" or sheet is None or not sheet.shipped]
        at = names.index(self._pane) if self._pane in names else 0
        self._open(names[(at + by) % len(names)])

    def _choose(self, contact: str | None) -> None:
        self._contact, self._chosen = contact, True
        self._open("preview")

    def _turn(self) -> None:
        self.work(self._show, "pane")

    def _look_again(self) -> None:
        if self.is_current:
            self.work(self._watch, "watch")

    async def _watch(self) -> None:
        stamp = await asyncio.to_thread(self.session.prompts.stamp)
        if self._stamp is not None and stamp != self._stamp:
            self._stamp = stamp
            self.work(self._load, "prompts")

    async def _load(self) -> None:
        """Read the prompts, and show the one under the cursor as it is now."""
        shelf = self.session.prompts
        if not self._chosen:
            await self._first()
        self._stamp = await asyncio.to_thread(shelf.stamp)
        try:
            found = await asyncio.to_thread(shelf.look)
        except OutreachError as error:
            self.interface.problem(error)
            return
        self._around = found.around
        self.query_one(PromptsList).show(found.sheets)
        self._say("! Something beside the prompts is wrong: k tells what." if found.around else self._copied)
        self._turn()

    async def _first(self) -> None:
        """Let the preview be for the first person there is; while there is nobody, it is for a sample."""
        try:
            people = await asyncio.to_thread(self.session.people, "", None, 1)
        except OutreachError as error:
            self.interface.problem(error)
        else:
            self._contact = people[0].id if people else None

    async def _next(self) -> None:
        try:
            people = await asyncio.to_thread(self.session.people, "", self._contact, 1) if self._contact is not None else ()
            people = people or await asyncio.to_thread(self.session.people, "", None, 1)
        except OutreachError as error:
            self.interface.problem(error)
            return
        if people:
            self._choose(people[0].id)
        else:
            self.interface.say("Nobody is kept here yet; the preview is for a sample.")

    async def _edit(self, sheet: Sheet) -> None:
        from outreach.tui.own_editor import change_file  # noqa: PLC0415  # when it is needed

        path = sheet.where
        try:
            if sheet.shipped:
                ejected = await asyncio.to_thread(self.session.prompts.eject, sheet.name)
                path = ejected.path
                self._copied = f"Copied to {path}. From now on it is the one that counts."
            change_file(self.app, path)
        except OutreachError as error:
            self.interface.problem(error)
        self.work(self._load, "prompts")

    async def _show(self) -> None:
        """Show the pane that is open, for the prompt under the cursor."""
        self.query_one("#panes", Static).update(_panes(self._pane))
        self.refresh_bindings()
        sheet = self.query_one(PromptsList).sheet
        shown = (self._pane, sheet.name if sheet is not None else "", self._contact)
        try:
            blocks = await self._blocks(sheet)
        except OutreachError as error:
            blocks = wrong(error, self.session.prompts.root)
        await self.query_one(PromptPane).show(blocks, anew=shown != self._shown)
        self._shown = shown

    async def _blocks(self, sheet: Sheet | None) -> Iterable[Block]:
        shelf = self.session.prompts
        if self._pane == "tries":
            return chart(await asyncio.to_thread(shelf.tries))
        if sheet is None:
            return ()
        if self._pane == "check":
            return checked(sheet, self._around, shelf.root)
        if self._pane == "preview":
            return previewed(await asyncio.to_thread(shelf.preview, sheet.name, self._contact), sheet.name)
        if sheet.shipped:
            return said(_SHIPPED)
        return compared(await asyncio.to_thread(shelf.differ, sheet.name), shelf.root)

    def _say(self, text: str) -> None:
        where = self.query_one("#said", Static)
        where.update(literal(one_line(text, 600)))
        where.set_class(bool(text), "-open")


def _panes(here: str) -> Content:
    """Return the names of the panes, the one that is open marked in more than colour."""
    names = [Content.styled(f"[{title}]", "bold") if name == here else Content(title) for name, title in PANES.items()]
    return Content("  ").join(names)
