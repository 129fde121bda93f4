"""A cleared message as plain text, in the form that `outreach lint` reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.gate import ClearedMessage


def plain(message: ClearedMessage) -> str:
    """Return the subject line (an email has one), a blank line, and the body as it was cleared."""
    return f"Subject: {message.subject}\n\n{message.body}" if message.subject else message.body
