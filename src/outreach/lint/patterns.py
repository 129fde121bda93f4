"""Patterns in RE2 syntax: linear in the length of the text, so that no rule, ours or a team's, can hang the gate.

Of most patterns the text must have some word; only those whose needs it meets are tried on it, a few in a hundred.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MEMORY = 8 * 1024 * 1024
"""The most bytes that RE2 takes for one pattern."""
LONGEST = 2_000
SIGNS = '[]<>{}%`_$#|"'
"""Signs that are looked for as words are; all of them are rare in a letter."""

Need = tuple[str, ...]
"""Words and signs, in order, of which one is needed."""

Needs = tuple[tuple[Need, ...], ...]
"""For each alternative of a pattern its needs, all of which are met by a text that matches it; the rarest need first."""

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[ ']", re.DOTALL)
_WORDS = bytes([ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256)])
_TWOFOLD = re.compile("[\u017f\u212a]")
"""Letters that RE2 reads as s and k and at once as no part of a word. Reading a message folds them, so this costs no time."""
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


def shown(text: str) -> set[str]:
    """Return what a text has to meet needs with: its words in lower case, ASCII alone as in RE2, and its signs."""
    found = set(text.encode("ascii", "replace").translate(_WORDS).decode("ascii").split())
    found.update([sign for sign in SIGNS if sign in text])
    return found


class PatternSet:
    """Many patterns. `known` has needs that are known already; those of the other patterns are derived."""

    def __init__(self, patterns: Sequence[str], known: Mapping[str, Needs] | None = None) -> None:
        self._patterns = tuple(patterns)
        self._known = known or {}
        self._compiled: dict[int, re2._Regexp[str]] = {}

    def hits(self, text: str) -> list[int]:
        """Return the places in the list of the patterns that match somewhere in the text, in order."""
        if not self._patterns or not text:
            return []
        always, by_word = self._index
        if _TWOFOLD.search(text):
            return [at for at in range(len(self._patterns)) if self._pattern(at).search(text.encode()) is not None]
        found, candidates = shown(text), set(always)
        for word in self._needed & found:
            for at, others in by_word[word]:
                for need in others:
                    if found.isdisjoint(need):
                        break
                else:
                    candidates.add(at)
        encoded = text.encode()
        return [at for at in sorted(candidates) if self._pattern(at).search(encoded) is not None]

    def spans(self, index: int, text: str) -> Iterator[tuple[int, int]]:
        """Yield every half-open span of one pattern in the text."""
        for match in self._pattern(index).finditer(text):
            if match.start() < match.end():
                yield match.start(), match.end()

    @cached_property
    def _index(self) -> tuple[list[int], dict[str, list[tuple[int, tuple[Need, ...]]]]]:
        """The patterns that need nothing; and by the first word needed, patterns with what else they need."""
        always: list[int] = []
        by_word: dict[str, list[tuple[int, tuple[Need, ...]]]] = {}
        for at, pattern in enumerate(self._patterns):
            for needed in self._known.get(pattern) or _derived(pattern):
                if not needed:
                    always.append(at)
                for word in needed[0] if needed else ():
                    by_word.setdefault(word, []).append((at, needed[1:]))
        return always, by_word

    @cached_property
    def _needed(self) -> frozenset[str]:
        """The words by which patterns are found, as a set: it meets another in a third of the time that a dict's keys take."""
        return frozenset(self._index[1])

    def _pattern(self, index: int) -> re2._Regexp[str]:
        """Compile a pattern when first needed: a text needs few of them."""
        if index not in self._compiled:
            self._compiled[index] = re2.compile(widened(self._patterns[index]), _options())
        return self._compiled[index]


def _derived(pattern: str) -> Needs:
    from outreach.lint.needs import needs  # noqa: PLC0415  # those of the shipped patterns are known

    return needs(pattern)
