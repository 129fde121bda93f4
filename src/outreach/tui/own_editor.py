"""The person's own editor, for which the interface steps aside."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from outreach.actions import own_editor
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.app import App


def change(app: App[None], subject: str, body: str) -> tuple[str, str]:
    """Return subject and body as the person left them in their editor.

    Raises BadInput when there is no editor, when it fails, or where the interface cannot step aside (a browser).
    """
    with _told("the message"):
        return own_editor.change(subject, body, app.suspend)


def change_file(app: App[None], path: Path) -> None:
    """Let the person change a file in their editor. Raises BadInput as `change` does."""
    with _told(path.name):
        own_editor.change_file(path, app.suspend)


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except SuspendNotSupported:
        raise BadInput("Your editor cannot be opened from here.", remedy=f"Change {what} outside of it.") from None
