"""Patterns in RE2 syntax: linear in the length of the text, so that no rule, ours or a team's, can hang the gate.

All patterns of a rulebook are matched at once by an `re2.Set`; spans are looked for only for those that hit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import re2

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MEMORY = 64 * 1024 * 1024
LONGEST = 2_000
ANYTHING = r"(?s:.)"


_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[ ']", re.DOTALL)
_WIDER = {" ": "(?: ?[ \n] ?)", "'": "(?:'?)"}


def widened(pattern: str) -> str:
    """Return a pattern as it is matched.

    A blank in it also stands for two, or for the line break of a wrapped mail, and an apostrophe may be missing ("youre"). Inside
    a class (`[ ']`) and after a backslash both stand for themselves.
    """
    return _TOKEN.sub(lambda token: _WIDER.get(token[0], token[0]), pattern)


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = MEMORY
    options.log_errors = False
    return options


def pattern_error(pattern: str) -> str:
    """Return in one sentence why a pattern cannot be used, or an empty text when it can."""
    if len(pattern) > LONGEST:
        return f"a pattern is at most {LONGEST} characters long."
    try:
        compiled = re2.compile(widened(pattern), _options())
    except re2.error as error:
        cause = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        return f"the pattern is not valid RE2 syntax: {cause}. RE2 has no look-around or backreferences; use `unless`."
    if compiled.search("") is not None:
        return "the pattern matches an empty text, so it would match everywhere."
    return ""


class PatternSet:
    """Many patterns, matched in one pass over a text.

    The set stays silent when it runs out of memory, as if nothing had matched. A last pattern that matches every text tells
    the two apart, so that a text nobody looked at is never taken for a clean one.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._sources = tuple(map(widened, patterns))
        self._compiled: dict[int, re2._Regexp[str]] = {}
        self._set: re2.Set | None = None

    def hits(self, text: str) -> list[int]:
        """Return the places in the list of the patterns that match somewhere in the text, in order.

        Raises MemoryError when the set could not be matched.
        """
        if not self._sources or not text:
            return []
        self._set = self._set or self._compile()
        matched: Any = self._set.Match(text)  # a list or None; its annotation says bool
        if not matched:
            raise MemoryError
        return sorted([index for index in matched if index < len(self._sources)])

    def spans(self, index: int, text: str) -> Iterator[tuple[int, int]]:
        """Yield every half-open span of one pattern in the text."""
        if index not in self._compiled:
            self._compiled[index] = re2.compile(self._sources[index], _options())
        for match in self._compiled[index].finditer(text):
            if match.start() < match.end():
                yield match.start(), match.end()

    def _compile(self) -> re2.Set:
        """Compile when first needed: most messages need few of the sets."""
        patterns = re2.Set.SearchSet(_options())
        for pattern in (*self._sources, ANYTHING):
            patterns.Add(pattern)
        patterns.Compile()
        return patterns
