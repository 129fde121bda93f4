"""How much the cleared messages of one run read like each other.

A message is compared by its opener (its first sentence after the greeting) and by its shingles, the runs of five consecutive
words (Broder, 1997). Names and numbers are the reader's own, so they are compared like any other word: what differs only there
is the same message. Two messages echo each other when they share their opener, or a fifth or more of the shingles of the shorter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b

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
    """Another message of the run that reads like this one: its key, the share of shingles, and whether the opener is the same."""

    key: str
    shared: float
    opener: bool


def likeness(body: str, own: frozenset[str] = frozenset()) -> Likeness:
    """Return what is compared of a message body with a greeting first; `own` are lines that every message has (the sign-off)."""
    paragraphs = [each for each in body.split("\n\n")[1:] if each not in own]
    text = "\n".join(paragraphs)
    words = [match[0].lower() for match in _WORD.finditer(text)]
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    opener = _number(tuple(match[0].lower() for match in _WORD.finditer(first)))
    return Likeness(opener, frozenset(_number(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)))


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

    def echo(self, message: Likeness) -> Echo | None:
        """Return the message of the run that a new one reads most like, or None when it stands on its own."""
        shared: defaultdict[str, int] = defaultdict(int)
        for shingle in message.shingles:
            for key in self._holders.get(shingle, ()):
                shared[key] += 1
        nearest = max(shared, key=lambda key: (self._share(shared[key], message, key), key), default=None)
        share = self._share(shared[nearest], message, nearest) if nearest is not None else 0.0
        same = self._openers.get(message.opener)
        if same is not None:
            return Echo(same, share, opener=True)
        return Echo(nearest, share, opener=False) if nearest is not None and share >= MOST_SHARED else None

    def _leave(self, key: str) -> None:
        for shingle in self._messages.pop(key).shingles:
            holders = self._holders[shingle]
            holders.discard(key)
            if not holders:
                del self._holders[shingle]

    def _share(self, count: int, message: Likeness, key: str) -> float:
        shorter = min(len(message.shingles), len(self._messages[key].shingles))
        return count / shorter if shorter else 0.0


def _number(words: tuple[str, ...]) -> int:
    """Return a number for a run of words that is the same in every process."""
    return int.from_bytes(blake2b("\x1f".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
