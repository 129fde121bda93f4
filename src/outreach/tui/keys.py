"""Every key of the interface, in one table: it feeds the bindings, the footer, the palette, the help and the README.

A key that is not in this table does nothing of ours; moving about in a list or a field is the widget's own affair. The table as
Markdown stands in the README, and a test compares the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.binding import Binding

EVERYWHERE = "everywhere"


class Action(NamedTuple):
    """One thing that a key does.

    `name` is the action as Textual calls it, `keys` the keys in Textual's names (the first is the one shown), `label` a word or
    two for the footer, `says` a sentence for help and palette. `footer` tells whether it is among the few that the footer shows.
    """

    screen: str
    name: str
    keys: tuple[str, ...]
    label: str
    says: str
    footer: bool = False


class Place(NamedTuple):
    """One main screen: its name, what the head of the screen calls it, the key that opens it, and where its class stands."""

    name: str
    title: str
    key: str
    module: str
    class_name: str


PLACES = (
    Place("today", "Today", "1", "outreach.tui.screens.today", "Today"),
    Place("people", "People", "2", "outreach.tui.screens.people", "People"),
    Place("compose", "Compose", "3", "outreach.tui.screens.compose", "Compose"),
    Place("offers", "Offers", "4", "outreach.tui.screens.offers", "Offers"),
    Place("rules", "Rules", "5", "outreach.tui.screens.rules", "Rules"),
    Place("batch", "Batch", "6", "outreach.tui.screens.batch", "Batch"),
    Place("prompts", "Prompts", "7", "outreach.tui.screens.prompts", "Prompts"),
)
"""The main screens in the order of their keys."""

_CHARACTERS = {"question_mark", "slash", "equals_sign"}
_SHOWN = {
    "question_mark": "?", "slash": "/", "equals_sign": "=", "escape": "esc", "enter": "enter", "left": "←", "right": "→",
    "ctrl+p": "^p", "ctrl+q": "^q", "ctrl+s": "^s", "ctrl+t": "^t", "f1": "F1", "f4": "F4", "f5": "F5",
}  # fmt: skip

ACTIONS = (
    Action(
        EVERYWHERE, "app.help", ("question_mark", "f1"), "Help", "Say what can be done here, and with which key.", footer=True
    ),
    Action(EVERYWHERE, "app.command_palette", ("ctrl+p",), "Commands", "Find any command by its name.", footer=True),
    *(Action(EVERYWHERE, f"app.go('{p.name}')", (p.key,), p.title, f"Open {p.title}.") for p in PLACES),
    Action(EVERYWHERE, "app.next_theme", ("ctrl+t",), "Theme", "Change the colours: dark, light, high contrast."),
    Action(EVERYWHERE, "app.back", ("escape",), "Back", "Leave a field, close what is open, or go back."),
    Action(EVERYWHERE, "app.quit", ("ctrl+q", "q"), "Quit", "Leave; an unfinished message is there next time."),
    # Welcome
    Action("welcome", "try_it", ("t",), "Try it", "Try it with bundled people; all of it is gone when you leave.", footer=True),
    Action("welcome", "make", ("m",), "Make", "Make a workspace in this folder.", footer=True),
    Action("welcome", "open", ("o",), "Open", "Open a workspace in another folder.", footer=True),
    # Today
    Action("today", "compose", ("c",), "Compose", "Write a message to the person chosen.", footer=True),
    Action("today", "done", ("r",), "Done", "Record that the promise is kept, or the thanks are given.", footer=True),
    Action("today", "take_in", ("t",), "Take in", "Remember the people of contact files.", footer=True),
    # People
    Action("people", "search", ("slash",), "Search", "Search people by name, role or what is known.", footer=True),
    Action("people", "compose", ("c",), "Compose", "Write a message to the person chosen.", footer=True),
    Action("people", "notes", ("p",), "Paste", "Paste a text about the person chosen, and settle what it proposes.", footer=True),
    # Notes
    Action("notes", "propose", ("ctrl+s",), "Propose", "Propose what the text says, in its own words.", footer=True),
    Action("notes", "accept", ("a",), "Accept", "Accept the proposal: it is known from now on.", footer=True),
    Action("notes", "edit", ("e",), "Edit", "Accept the proposal in words of your own.", footer=True),
    Action("notes", "drop", ("x",), "Drop", "Drop the proposal.", footer=True),
    # Compose
    Action("compose", "draft", ("d",), "Draft", "Draft the message, or try again.", footer=True),
    Action("compose", "stop", ("x",), "Stop", "Stop drafting at once.", footer=True),
    Action("compose", "edit", ("e",), "Edit", "Change the message yourself, with what is wrong marked as you type.", footer=True),
    Action("compose", "copy", ("y", "f5"), "Copy", "Copy the cleared message.", footer=True),
    Action("compose", "save", ("s", "ctrl+s"), "Save", "Save the cleared message as a mail file (.eml).", footer=True),
    Action("compose", "sent", ("i",), "I sent it", "Record that you sent the message.", footer=True),
    Action("compose", "next_step", ("right",), "Next step", "Go to the next of the three steps."),
    Action("compose", "previous_step", ("left",), "Step back", "Go to the step before."),
    Action("compose", "choose_offer", ("o",), "Offer", "Choose another offer."),
    Action("compose", "change_ask", ("a",), "Ask", "Change the ask, or leave it empty to ask nothing."),
    Action("compose", "give_only", ("g",), "Give only", "Ask for nothing in this message."),
    Action("compose", "add_fact", ("f",), "Add a fact", "Add something that you know about the person."),
    Action("compose", "another", ("v",), "Another", "Write another version."),
    Action("compose", "compare", ("equals_sign",), "Compare", "Show the version before, beside this one or in its place."),
    Action("compose", "undo", ("u",), "Undo", "Go back to the version before."),
    Action("compose", "external", ("f4",), "Own editor", "Change the message in your own editor ($EDITOR)."),
    Action("compose", "mail", ("m",), "Mail program", "Open the cleared message in your mail program."),
    Action("compose", "waive", ("w",), "Waive", "Let one finding stand in your own text, with a reason."),
    # Offers
    Action("offers", "edit", ("e",), "Edit", "Change the offer chosen.", footer=True),
    Action("offers", "new", ("n",), "New", "Add an offer.", footer=True),
    Action("offers", "remove", ("x",), "Remove", "Take the offer chosen out of offers.yaml: press it twice."),
    Action("offers", "external", ("f4",), "Own editor", "Change offers.yaml in your own editor ($EDITOR).", footer=True),
    # Offer
    Action("offer", "save", ("ctrl+s",), "Keep", "Write the offer into offers.yaml.", footer=True),
    # Rules
    Action("rules", "search", ("slash",), "Search", "Search the rules.", footer=True),
    Action("rules", "try_text", ("t",), "Try", "Try a sentence against the rules.", footer=True),
    # Batch
    Action("batch", "plan", ("p",), "Plan", "Plan a run over a table of people; nothing is spent.", footer=True),
    Action("batch", "run", ("r",), "Run", "Begin the run chosen, or go on with it.", footer=True),
    Action("batch", "stop", ("x",), "Stop", "Stop the run: what is in flight is finished and kept.", footer=True),
    Action("batch", "review", ("v",), "Review", "Go through the cleared messages of the run chosen.", footer=True),
    # Review
    Action("review", "keep", ("k",), "Keep", "Keep the message, and go on to the next.", footer=True),
    Action("review", "edit", ("e",), "Edit", "Change the message, with what is wrong marked as you type.", footer=True),
    Action("review", "save", ("ctrl+s",), "Keep it so", "Keep the changed message, if it clears.", footer=True),
    Action("review", "drop", ("x",), "Drop", "Drop the message, and go on to the next.", footer=True),
    Action("review", "undo", ("u",), "Undo", "Take back what was decided about the message.", footer=True),
    Action("review", "next", ("right", "n"), "Next", "Go on to the next message, and decide nothing."),
    Action("review", "previous", ("left", "b"), "Back", "Go back to the message before."),
    # Prompts
    Action(
        "prompts", "edit", ("e",), "Edit", "Change it in your own editor ($EDITOR); a shipped one is copied first.", footer=True
    ),
    Action("prompts", "preview", ("p",), "Preview", "Show what would be sent, with its parts marked.", footer=True),
    Action("prompts", "check", ("k",), "Check", "Show what is wrong with it, with file and line.", footer=True),
    Action("prompts", "diff", ("d",), "Diff", "Show what differs from the shipped one.", footer=True),
    Action("prompts", "tries", ("t",), "Tries", "Show what the last `outreach prompts try` found.", footer=True),
    Action("prompts", "contact", ("c",), "Contact", "Choose whom the preview is for.", footer=True),
    Action("prompts", "next_contact", ("n",), "Next person", "Show the preview for the next person.", footer=True),
    Action("prompts", "next_pane", ("right",), "Next pane", "Show the next of the panes."),
    Action("prompts", "previous_pane", ("left",), "Pane before", "Show the pane before."),
)


def shown(key: str) -> str:
    """Return a key as a person reads it."""
    return _SHOWN.get(key, key)


def types(key: str) -> bool:
    """Tell whether a key is a character, so that in a text field it types instead."""
    return len(key) == 1 or key in _CHARACTERS


def of(screen: str) -> tuple[Action, ...]:
    """Return what keys do on a screen: its own actions first, then those that work everywhere."""
    own = tuple(action for action in ACTIONS if action.screen == screen)
    return own + tuple(action for action in ACTIONS if action.screen == EVERYWHERE)


def bindings(screen: str) -> list[Binding]:
    """Return the bindings of one screen's own actions (or of `EVERYWHERE`) for Textual."""
    from textual.binding import Binding  # noqa: PLC0415  # the table itself is read where there is no Textual

    return [
        Binding(",".join(action.keys), action.name, action.label, show=False, priority=action.name == "app.command_palette")
        for action in ACTIONS
        if action.screen == screen
    ]


def table() -> str:
    """Return every key as a Markdown table."""
    rows = ["| where | key | what it does |", "|---|---|---|"]
    for action in ACTIONS:
        keys = " ".join(f"`{shown(key)}`" for key in action.keys)
        rows.append(f"| {action.screen} | {keys} | {action.says} |")
    return "\n".join(rows)
