"""How much the cleared messages of one run read like each other.

A message is compared by its opener (its first sentence after the greeting) and by its shingles, the runs of five consecutive
words (Broder, 1997). What the sender fixed for every reader (the offer's title and detail, the ask, the sign-off) is the same by
intent, so runs inside it do not count; names and numbers are compared like any other word. Two messages echo each other when they
share their opener, or a fifth or more of the shingles of the shorter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHINGLE = 5
MOST_SHARED = 0.2
"""The largest share of the shorter message's shingles that two messages may have in common."""
WINDOW = 1_000
"""Shingles are compared with so many of the latest messages, so that memory is flat; openers with all of them."""
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of a message is compared: its opener and the hashes of its shingles. It holds no words."""

    opener: int
    shingles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Echo:
    """The message of the run that one reads most like: its key ("" for none), the share of shingles, and an equal opener."""

    key: str = ""
    shared: float = 0.0
    opener: bool = False

    @property
    def too_near(self) -> bool:
        """Tell whether the two read like each other."""
        return self.opener or self.shared >= MOST_SHARED


def likeness(body: str, fixed: Iterable[str] = ()) -> Likeness:
    """Return what is compared of a message body that begins with its greeting; runs inside the `fixed` texts do not count."""
    text = body.partition("\n\n")[2]
    same = {shingle for each in fixed for shingle in _shingles(each)}
    opener = tuple(_words(re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]))
    return Likeness(_number(opener), frozenset(_number(each) for each in _shingles(text) if each not in same))


@dataclass(slots=True)
class Run:
    """The messages of a run so far, by key. Finding echoes takes time in the number of shingles shared, not of messages."""

    _messages: dict[str, Likeness] = field(default_factory=dict)
    _openers: dict[int, str] = field(default_factory=dict)
    _holders: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, key: str, message: Likeness) -> None:
        """Take in a message that is kept; the oldest one leaves the window."""
        if len(self._messages) >= WINDOW:
            self._leave(next(iter(self._messages)))
        self._messages[key] = message
        self._openers.setdefault(message.opener, key)
        for shingle in message.shingles:
            self._holders[shingle].add(key)

    def nearest(self, message: Likeness) -> Echo:
        """Return the message of the run that a new one reads most like; one with the same opener first."""
        shared: defaultdict[str, int] = defaultdict(int)
        for shingle in message.shingles:
            for key in self._holders.get(shingle, ()):
                shared[key] += 1
        near = max(shared, key=lambda key: (self._share(shared[key], message, key), key), default="")
        share = self._share(shared[near], message, near) if near else 0.0
        same = self._openers.get(message.opener)
        return Echo(near, share) if same is None else Echo(same, share, opener=True)

    def _leave(self, key: str) -> None:
        for shingle in self._messages.pop(key).shingles:
            holders = self._holders[shingle]
            holders.discard(key)
            if not holders:
                del self._holders[shingle]

    def _share(self, count: int, message: Likeness, key: str) -> float:
        shorter = min(len(message.shingles), len(self._messages[key].shingles))
        return count / shorter if shorter else 0.0


def _words(text: str) -> list[str]:
    return [match[0].lower() for match in _WORD.finditer(text)]


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = _words(text)
    return (tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _number(words: tuple[str, ...]) -> int:
    """Return a number for a run of words that is the same in every process."""
    return int.from_bytes(blake2b("\x1f".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
