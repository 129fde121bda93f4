"""The words of a piece of HTML as plain text, block by block; what somebody quoted stands behind `>` as in plain mails."""

from __future__ import annotations

import re
from typing import Final

_BLOCK: Final = re.compile(
    r"(</?(?:p|div|li|h[1-6]|br|tr|blockquote|section|article|table|ul|ol|hr|pre)\b[^>]{0,2000}>)", re.IGNORECASE
)
_HIDDEN: Final = re.compile(r"<(script|style|head|title)\b[^>]{0,2000}>.{0,200000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_DEEPEST: Final = 10


def blocks(html: str) -> list[str]:
    """Return the texts of the blocks of some HTML that are not empty, in order."""
    from lxml.html import fragment_fromstring  # type: ignore[import-untyped]  # noqa: PLC0415  # 40 ms: only where markup is read

    found, depth = [], 0
    for part in _BLOCK.split(_HIDDEN.sub(" ", html)):
        if _BLOCK.fullmatch(part):
            opens = part[:11].lower() == "<blockquote"
            closes = part[:12].lower() == "</blockquote"
            depth = min(max(depth + opens - closes, 0), _DEEPEST)
        elif part.strip():
            try:
                text = " ".join(str(fragment_fromstring(part, create_parent="div").text_content()).split())
            except (ValueError, TypeError):
                continue
            if text:
                found.append(f"{'>' * depth} {text}" if depth else text)
    return found
