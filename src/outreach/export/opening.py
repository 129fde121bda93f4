"""Open a cleared message in the user's own mail program. It is filled in and waits there: a person sends it, or does not."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from outreach.export.mailto import mailto

if TYPE_CHECKING:
    from outreach.gate import ClearedMessage


def open_mail(message: ClearedMessage) -> bool:
    """Hand the message as a mailto link to the desktop and tell whether something took it. Raises TooLong as `mailto` does.

    Without a desktop it does not try: a browser in the terminal would take the link and could do nothing with it.
    """
    link = mailto(message)
    desktop = sys.platform in {"darwin", "win32"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    if not desktop:
        return False
    import webbrowser  # noqa: PLC0415  # looks for programs when it is imported

    try:
        return webbrowser.open(link)
    except Exception:  # noqa: BLE001  # whatever is wrong with a desktop, the message is on the screen
        return False
