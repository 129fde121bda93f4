"""A cleared message on its way to the clipboard: through this machine's own, or through the terminal (OSC 52) from afar.

Nothing here fails hard: a machine without a clipboard is no reason to lose a message.
"""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING

from outreach.export.plain import plain

if TYPE_CHECKING:
    from outreach.gate import ClearedMessage

LONGEST = 74_994
"""Bytes of base64 that terminals and multiplexers take in one OSC 52 sequence."""


def to_clipboard(message: ClearedMessage) -> bool:
    """Put the message on this machine's clipboard and tell whether that worked.

    In a session from afar it does not try: the clipboard of that machine is not the one before which the user sits.
    """
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    import pyperclip  # noqa: PLC0415  # looks for clipboard programs when it is imported

    try:
        pyperclip.copy(plain(message))
    except Exception:  # noqa: BLE001  # whatever is wrong with a desktop, the message is on the screen
        return False
    return True


def for_terminal(message: ClearedMessage) -> str | None:
    """Return the message as the base64 that OSC 52 carries; None when it is longer than terminals take."""
    encoded = base64.b64encode(plain(message).encode("utf-8", "replace")).decode("ascii")
    return encoded if len(encoded) <= LONGEST else None
