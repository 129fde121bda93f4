"""A piece of template text, and the way from a character of it to the line and column that a person's editor shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from outreach.errors import Mistake


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of template text: its file, the line of it on which it begins (from 1), and whether it came with the program."""

    where: str
    text: str = field(repr=False)
    line: int = 1
    shipped: bool = False

    def mistake(self, at: int, what: str) -> Mistake:
        """Return a mistake at a character of the text, counted from 0."""
        line = self.text.count("\n", 0, at)
        return Mistake(self.where, self.line + line, at - self.text.rfind("\n", 0, at), what)


def unix(text: str) -> str:
    """Return a text with the line ends that Jinja2 counts by, whatever system it was saved on."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
