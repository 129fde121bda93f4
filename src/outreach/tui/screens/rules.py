"""Rules: browse them, read why each is there, and try a sentence of one's own against all of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from outreach import wiring
from outreach.errors import OutreachError
from outreach.tui import keys
from outreach.tui.live import LiveLint
from outreach.tui.outside import literal, one_line
from outreach.tui.screens.base import Framed
from outreach.tui.widgets.editor import Editor
from outreach.tui.widgets.findings_view import FindingsView
from outreach.tui.widgets.rule_view import RuleView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import TextArea

    from outreach.lint.finding import Finding
    from outreach.lint.linter import Linter
    from outreach.lint.rule import Rule


class Rules(Framed):
    """A search field, the rules found, the one under the cursor explained, and a field to try a text in."""

    place = "rules"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("rules")]
    DEFAULT_CSS = """
    Rules #search { background: $surface; margin: 0 1; }
    Rules #list { width: 2fr; max-width: 44; }
    Rules OptionList { border: none; padding: 0 1; height: 1fr; background: $background; }
    Rules OptionList:focus { border: none; }
    Rules RuleView { width: 3fr; border-left: vkey $border; }
    Rules #trying { height: auto; max-height: 50%; border-top: hkey $border; }
    Rules #trying Editor { height: 3; border: none; background: $surface; margin: 0 1; }
    Rules #verdict { padding: 0 1; height: 1; }
    Rules #trying FindingsView { height: auto; max-height: 9; }
    Rules.-narrow RuleView { display: none; }
    Rules.-narrow #list { max-width: 100%; }
    Rules.-narrow.-reading RuleView { display: block; border-left: none; }
    Rules.-narrow.-reading #list { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rules: tuple[Rule, ...] = ()
        self._found: list[Rule] = []
        self._linter: Linter | None = None
        self._lint = LiveLint(self, self._judged)

    def body(self) -> ComposeResult:
        """Return the parts."""
        with Horizontal():
            with Vertical(id="list"):
                yield Input(placeholder="Search rules", id="search", compact=True, max_length=200)
                yield OptionList(id="rules", compact=True)
            yield RuleView()
        with Vertical(id="trying"):
            yield Editor(id="try", placeholder="t: try a sentence of your own against the rules")
            yield Static(id="verdict")
            with VerticalScroll(can_focus=False):
                yield FindingsView(id="found", keyed=False)

    def on_mount(self) -> None:
        """Load the rules in force here."""
        self.query_one("#rules").focus()
        self.call_after_refresh(lambda: self.work(self._load, "work"))

    async def _load(self) -> None:
        try:
            self._linter = await asyncio.to_thread(wiring.linter, wiring.workspace())
        except OutreachError as error:
            self.query_one(RuleView).say(error)
            return
        self._rules = self._linter.rulebook.rules
        self._show("")

    def _show(self, search: str) -> None:
        words = search.casefold().split()
        self._found = [rule for rule in self._rules if all(word in _haystack(rule) for word in words)]
        rules = self.query_one("#rules", OptionList)
        rules.clear_options()
        rules.add_options([Option(_prompt(rule)) for rule in self._found])
        if self._found:
            rules.highlighted = 0
        else:
            rules.add_option(Option(Content("No rule is found. Esc leaves the field."), disabled=True))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search with each key."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Go to the rules found."""
        self.query_one("#rules").focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Explain the rule under the cursor."""
        if event.option_list.id == "rules" and self._found:
            self.query_one(RuleView).show(self._found[event.option_index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Read the rule: where there is little room, it takes the place of the list."""
        if event.option_list.id == "rules" and self._found:
            self._read(self._found[event.option_index])

    def on_findings_view_picked(self, event: FindingsView.Picked) -> None:
        """Explain the rule of a finding."""
        rule = next((each for each in self._rules if each.code == event.finding.code), None)
        if rule is not None:
            self._read(rule)
            self.query_one(Editor).go_to(event.finding.start)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Judge what was typed, in a moment."""
        text, linter = event.text_area.text, self._linter
        if linter is not None:
            self._lint.changed(lambda: linter.lint("", text).findings if text.strip() else ())

    def on_editor_refused(self) -> None:
        """Say that what was pasted is too long."""
        self.interface.say("That is longer than any message, and was not pasted.")

    def _read(self, rule: Rule) -> None:
        self.query_one(RuleView).show(rule)
        self.add_class("-reading")
        self.query_one(RuleView).focus()

    def _judged(self, findings: tuple[Finding, ...]) -> None:
        editor = self.query_one(Editor)
        editor.mark(findings)
        self.query_one("#found", FindingsView).show(findings, own=True)
        self.query_one("#verdict", Static).update(_verdict(findings, empty=not editor.text.strip()))

    def action_search(self) -> None:
        """Go to the search field."""
        self.query_one("#search", Input).focus()

    def action_try_text(self) -> None:
        """Go to the field in which a text is tried."""
        self.query_one(Editor).focus()

    def leave(self) -> None:
        """Leave a field or a rule for the list; from the list, go back to the people."""
        rules, reading = self.query_one("#rules"), self.has_class("-reading")
        self.remove_class("-reading")
        if rules.has_focus and not reading:
            self.interface.action_go("people")
        else:
            rules.focus()


def _prompt(rule: Rule) -> Content:
    return Content.styled(f"{one_line(rule.code, 12):<8}", "bold") + literal(one_line(rule.name, 40))


def _haystack(rule: Rule) -> str:
    return f"{rule.code} {rule.name} {rule.reason} {rule.says}".casefold()


def _verdict(findings: tuple[Finding, ...], *, empty: bool) -> Content:
    if empty:
        return Content("")
    errors = sum(each.severity == "error" for each in findings)
    if errors:
        return Content.styled("✗ It would be held.", "bold $error")
    return Content.styled("✓ It clears", "bold $success") + Content(", with a mark." if findings else ".")
