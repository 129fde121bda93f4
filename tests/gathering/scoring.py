"""How well the plain extractor finds what a reader would note down: precision and recall over the written texts.

`python -m tests.gathering.scoring` prints the figures of both halves; with `misses` also what went wrong in the half that
patterns are fitted on.
"""

# ruff: noqa: T201 - figures are for the terminal
from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from outreach.domain.fact import Source
from outreach.gathering.extract import Voice, propose

TEXTS = Path(__file__).with_name("texts.yaml")
SOURCE = Source(where="a text", when=dt.date(2026, 3, 2))


class Score(NamedTuple):
    """What was proposed and expected, counted; `kinds` are the right sentences that also got the right kind."""

    right: int = 0
    proposed: int = 0
    expected: int = 0
    kinds: int = 0

    @property
    def precision(self) -> float:
        """Return the share of the proposals that a reader would have noted."""
        return self.right / self.proposed

    @property
    def recall(self) -> float:
        """Return the share of what a reader would have noted that was proposed."""
        return self.right / self.expected

    def __str__(self) -> str:
        """Return the figures in one line."""
        return (
            f"precision {self.precision:.2f} ({self.right}/{self.proposed}), recall {self.recall:.2f} "
            f"({self.right}/{self.expected}), right kind {self.kinds}/{self.right}"
        )


def texts(*, held_out: bool) -> list[dict[str, Any]]:
    """Return one half of the texts."""
    every = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))["texts"]
    return [text for text in every if int(text["id"].split()[0]) % 2 == int(held_out)]


def score(half: list[dict[str, Any]], *, tell: bool = False) -> Score:
    """Return the figures of a half; sentences that a reader may or may not note count neither way."""
    right = proposed = expected = kinds = 0
    for text in half:
        wanted = dict.fromkeys(text["facts"], "fact") | dict.fromkeys(text["needs"], "need")
        found = {
            one.quote: one.kind.value
            for one in propose(text["text"], SOURCE, voice=Voice(text["voice"]), name=text["name"])
            if one.quote not in text.get("maybe", [])
        }
        right += len(found.keys() & wanted.keys())
        kinds += len(found.items() & wanted.items())
        proposed, expected = proposed + len(found), expected + len(wanted)
        if tell:
            for quote in found.keys() ^ wanted.keys():
                print("extra " if quote in found else "missed", text["id"], "|", quote)
            for quote in found.keys() & wanted.keys():
                if found[quote] != wanted[quote]:
                    print("kind  ", text["id"], "|", quote, found[quote])
    return Score(right, proposed, expected, kinds)


if __name__ == "__main__":
    print("fitted:  ", score(texts(held_out=False), tell="misses" in sys.argv))
    print("held out:", score(texts(held_out=True)))
