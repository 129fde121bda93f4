"""The ways in which a cleared message leaves the screen: the clipboard, a file, the user's mail program. Never the post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.errors import BadInput
from outreach.export.clipboard import for_terminal, to_clipboard
from outreach.export.eml import eml
from outreach.export.opening import open_mail
from outreach.export.plain import plain

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App

    from outreach.gate import ClearedMessage

MOST_NAMES = 100


def copy(app: App[None], message: ClearedMessage) -> str:
    """Put the message on the clipboard, through the terminal and through this machine's own; say what was done."""
    through_terminal = for_terminal(message) is not None
    if through_terminal:
        app.copy_to_clipboard(plain(message))
    if to_clipboard(message):
        return "Copied."
    if through_terminal:
        return "Copied through the terminal; if nothing can be pasted, your terminal forbids it: save the message instead."
    raise BadInput("The message is too long for the terminal's clipboard.", remedy="Save it as a file.")


def save(message: ClearedMessage, name: str, folder: Path) -> Path:
    """Write the message as a mail file (one without an address as text) that is not there yet, and return where."""
    suffix, text = (".eml", eml(message)) if message.address else (".txt", plain(message))
    for number in range(1, MOST_NAMES):
        path = folder / f"{name}{f'-{number}' if number > 1 else ''}{suffix}"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            continue
        except OSError as error:
            raise BadInput(
                f"{folder} cannot be written to: {error.strerror}.", remedy="Start outreach in another folder."
            ) from None
        return path
    raise BadInput(f"{folder} holds {MOST_NAMES} messages of that name.", remedy="Remove some of them.")


def mail(message: ClearedMessage) -> str:
    """Open the message in the user's mail program; say what was done."""
    if open_mail(message):
        return "It waits in your mail program. Press i here when you have sent it."
    raise BadInput("No mail program could be opened from here.", remedy="Save the message, or copy it.")
