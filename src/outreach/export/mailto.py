"""A cleared message as a mailto link (RFC 6068), which opens a filled-in message in the user's own mail program.

Everything but letters, digits and `-._~` is percent-encoded, the `@` of the address excepted: no word of a message, and nothing
odd in an address, can add a header or a recipient. Line breaks are CRLF, as the RFC asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from outreach.errors import BadInput
from outreach.export.header import header_line

if TYPE_CHECKING:
    from outreach.gate import ClearedMessage

LONGEST = 2000
"""Characters of a link that every common mail program takes; Windows cuts links at 2,083."""


class TooLong(BadInput):
    """A message that is longer as a link than mail programs take."""


def mailto(message: ClearedMessage) -> str:
    """Return the link: address (where there is one), subject and body. Raises TooLong when mail programs would cut it."""
    fields = [("subject", header_line(message.subject)), ("body", "\r\n".join(_lines(message.body)))]
    told = "&".join(f"{name}={_encoded(value)}" for name, value in fields if value)
    address, _, domain = message.address.rpartition("@")
    link = f"mailto:{_encoded(address)}@{_encoded(domain)}?{told}" if message.address else f"mailto:?{told}"
    if len(link) > LONGEST:
        what = f"As a link the message has {len(link):,} characters, and mail programs take {LONGEST:,}."
        raise TooLong(what, remedy="Use --format eml, which has no such bound, or --copy.")
    return link


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _encoded(text: str) -> str:
    return quote(text, safe="", errors="replace")
