"""Where a workspace's own prompt came from: a line in its head names the shipped file, its version and its digest.

It is a comment, to YAML in the head of a prompt and to Jinja2 in a partial, so that no model is sent it.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final, NamedTuple

from outreach.prompting.source import unix

_MARK: Final = re.compile(r"^(?:# |\{# )ejected from \S+\.md(?:, version (\d+))?, digest ([0-9a-f]{12})\b.*\n", re.MULTILINE)
_VERSION: Final = re.compile(r"^version: *(\d+) *$", re.MULTILINE)


class Origin(NamedTuple):
    """A shipped file as it was: its version (None for a partial, which has none), and 12 hex digits of its SHA-256."""

    version: str | None
    digest: str

    def __str__(self) -> str:
        """Return "version 1 (0123456789ab)"."""
        return f"version {self.version} ({self.digest})" if self.version else self.digest


def of(text: str) -> Origin:
    """Return what names the text of a shipped file."""
    version = _VERSION.search(text.partition("\n---")[0]) if text.startswith("---") else None
    return Origin(version[1] if version else None, hashlib.sha256(unix(text).encode()).hexdigest()[:12])


def mark(file: str, text: str) -> str:
    """Return the line that is put into the head of a copy of a shipped file, with its line feed."""
    version, digest = of(text)
    said = f"ejected from {file}{f', version {version}' if version else ''}, digest {digest}"
    return f"# {said}\n" if text.startswith("---") else f"{{# {said} #}}\n"


def marked(file: str, text: str) -> str:
    """Return the text of a shipped file with the line that tells where it came from."""
    if text.startswith("---"):
        first, rest = text.split("\n", 1)
        return f"{first}\n{mark(file, text)}{rest}"
    return mark(file, text) + text


def read(text: str) -> tuple[Origin | None, str]:
    """Return what the line in a text says it came from (None: there is no such line), and the text without that line."""
    text = unix(text)
    found = _MARK.search(text)
    if found is None:
        return None, text
    return Origin(found[1], found[2]), text[: found.start()] + text[found.end() :]
