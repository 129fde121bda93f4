"""Cut a template into its tokens, each with its place, and refuse what is too large to be read before it is read.

Jinja2's own parser descends once for each bracket and each block, and turns digits into a number of any length: a file of a few
kilobytes can keep it busy or end the program. What is counted here cannot.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import Environment, TemplateSyntaxError
from jinja2.lexer import get_lexer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.lexer import Lexer

    from outreach.errors import Mistake
    from outreach.prompting.source import Source

MAX_SOURCE: Final = 100_000
MAX_TAGS: Final = 500
MAX_TAG: Final = 60
MAX_DEPTH: Final = 8
MAX_DIGITS: Final = 9

_BEGIN: Final = frozenset({"block_begin", "variable_begin"})
_SILENT: Final = frozenset({"whitespace", "comment_begin", "comment", "comment_end", "raw_begin", "raw_end"})
_NUMBERS: Final = frozenset({"integer", "float"})
_SINGLE: Final = frozenset({"include", "set", "else", "elif", "import", "from", "extends", "do", "break", "continue", "debug"})


class Token(NamedTuple):
    """A token: its kind as Jinja2 calls it, its text, and at which character of the source it begins."""

    kind: str
    text: str
    start: int


def scan(text: str) -> tuple[Token, ...]:
    """Return the tokens of a template as far as they can be told apart; blanks and comments are left out."""
    found: list[Token] = []
    at = 0
    try:
        for _, kind, value in _lexer().tokeniter(text, None):
            # A minus beside a tag swallows blanks, so a token may begin later than the one before it ends.
            at = text.index(value, at)
            if kind not in _SILENT:
                found.append(Token(kind, value, at))
            at += len(value)
    except TemplateSyntaxError:
        pass  # the parser says what is wrong
    return tuple(found)


def oversize(source: Source, tokens: tuple[Token, ...]) -> Iterator[Mistake]:
    """Find what is larger than any prompt needs: each is told once, at the first place."""
    tags = [token for token in tokens if token.kind in _BEGIN]
    if len(tags) > MAX_TAGS:
        yield source.mistake(tags[MAX_TAGS].start, f"the file has more than {MAX_TAGS} tags. Say more of it in plain words.")
    length, begin, told = 0, 0, False
    for token in tokens:
        if token.kind in _BEGIN:
            length, begin = 0, token.start
        length += 1
        if length > MAX_TAG and token.kind != "data" and not told:
            told = True
            yield source.mistake(begin, "this tag is too long or nested too deep. Say it in several shorter ones.")
        if token.kind in _NUMBERS and len(token.text) > MAX_DIGITS:
            yield source.mistake(token.start, f"a number has more than {MAX_DIGITS} digits.")
            return
    yield from _depth(source, tokens)


def _depth(source: Source, tokens: tuple[Token, ...]) -> Iterator[Mistake]:
    """Find the first block that stands inside too many others."""
    depth = 0
    for begin, name in pairwise(tokens):
        if begin.kind != "block_begin" or name.text in _SINGLE:
            continue
        depth += -1 if name.text.startswith("end") else 1
        if depth > MAX_DEPTH:
            yield source.mistake(begin.start, f"this tag is nested too deep: it stands inside more than {MAX_DEPTH} others.")
            return


@cache
def _lexer() -> Lexer:
    """Return a lexer that keeps every blank, so that places can be found again."""
    return get_lexer(Environment(keep_trailing_newline=True))  # noqa: S701  # it only cuts: nothing is rendered with it
