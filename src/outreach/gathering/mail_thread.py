"""A thread of mails or chat lines, pasted or as a file: who wrote what and when, as far as that is written.

Words that somebody quotes are theirs whom they quote, where the quote says who that is. What nobody is named for is nobody's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach.domain.cleaning import clean_passage
from outreach.domain.fact import Source
from outreach.gathering.attribution import Author, attributed, chat_line, header_block, is_header
from outreach.gathering.gathered import MAX_TEXT, Gathered

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

MAX_THREAD: Final = 400_000
"""The most characters of a pasted thread that are read."""

_MOST_HEADERS: Final = 12
_MARKS: Final = re.compile(r"[> \t]*>")
_WRAPPED: Final = 3
"""How many lines an attribution may be wrapped over ("On Monday … <address>" / "wrote:")."""


class Message(NamedTuple):
    """What one person wrote at one time. `quoted` tells that it was found in a quotation; an unknown author has empty names."""

    author: Author
    text: str
    quoted: bool = False


def read_pasted(text: str, *, first: Author | None = None) -> tuple[Message, ...]:
    """Return the messages of a pasted text in its order; `first` wrote what stands before anybody is named."""
    thread = _Thread(first or Author())
    lines = str(clean_passage(text[:MAX_THREAD])).split("\n")
    number = 0
    while number < len(lines):
        number += thread.take(lines, number)
    return _once(thread.messages())


def theirs(messages: Iterable[Message], *, name: str, address: str | None) -> tuple[Message, ...]:
    """Return what the person of that name and address wrote, quoted or not."""
    return tuple(message for message in messages if message.author.is_(name, address))


def gathered(message: Message, *, day: dt.date) -> Gathered:
    """Return a message of the contact's as a gathered text, dated as it says or else with the day."""
    return Gathered("", message.text[:MAX_TEXT], Source(where="their mail", when=min(message.author.date or day, day)))


class _Thread:
    """The messages found so far. `_authors` are those at each depth of quotation."""

    def __init__(self, first: Author) -> None:
        self._authors = {0: first}
        self._found: list[tuple[Author, int, list[str]]] = []

    def take(self, lines: list[str], number: int) -> int:
        """Take what stands at a line, and return how many lines that was."""
        depth, line = _depth(lines[number])
        chat = chat_line(line)
        if chat is not None:
            self._turn(depth, chat[0])
            self._add(depth, chat[1])
            return 1
        near = map(_depth, lines[number : number + _MOST_HEADERS]) if is_header(line) else ()
        block = header_block([words for level, words in near if level == depth])
        if block is not None:
            self._turn(depth, block[0])
            return block[1]
        for count in range(1, _WRAPPED + 1):
            if not "".join(lines[number + count - 1 : number + count]).rstrip().endswith(":"):
                continue
            author = attributed(" ".join(_depth(each)[1] for each in lines[number : number + count]))
            if author is not None:
                # What is attributed is quoted below, one level deeper; or else it is all that follows.
                after = map(_depth, lines[number + count : number + count + _MOST_HEADERS])
                below = next((level for level, words in after if words), depth)
                self._turn(max(depth, below), author)
                return count
        self._add(depth, line)
        return 1

    def messages(self) -> list[Message]:
        """Return every message that has words."""
        found = []
        for author, depth, lines in self._found:
            text = "\n".join(lines).strip()
            if any(character.isalpha() for character in text):
                found.append(Message(author, text, quoted=depth > 0))
        return found

    def _turn(self, depth: int, author: Author) -> None:
        """Let what follows at a depth be somebody's; what was known of deeper quotations is over."""
        self._authors = {level: known for level, known in self._authors.items() if level < depth} | {depth: author}
        self._found.append((author, depth, []))

    def _add(self, depth: int, line: str) -> None:
        author = self._authors.get(depth, Author())
        if not self._found or self._found[-1][:2] != (author, depth):
            if not line:
                # A blank line between a text and a quotation belongs to neither.
                return
            self._found.append((author, depth, []))
        self._found[-1][2].append(line)


def _depth(line: str) -> tuple[int, str]:
    """Return how deep a line is quoted, and the line without its marks."""
    marks = _MARKS.match(line)
    depth = marks[0].count(">") if marks else 0
    return depth, (line[marks.end() :] if marks and depth else line).strip()


def _once(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Return messages in their order without quotations of what stands elsewhere, and each quotation once."""
    said = {_bare(message) for message in messages if not message.quoted}
    kept: list[Message] = []
    for message in messages:
        if message.quoted and _bare(message) in said:
            continue
        said.add(_bare(message))
        kept.append(message)
    return tuple(kept)


def _bare(message: Message) -> str:
    return " ".join(message.text.split())
