"""A case: one message before the checks, with all that they may look at; and a hit, what a check returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from outreach.domain.brief import Brief
    from outreach.lint.acts import Judgement
    from outreach.lint.text import Reading, Sentence


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One message: its reading, the acts judged in it, and, for a draft, its brief and the texts it must not repeat.

    It is equal to itself alone: what several checks ask about it is found once.
    """

    reading: Reading
    judgement: Judgement
    brief: Brief | None = None
    echoes: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A place in the folded text of one part of the message: half-open offsets and the number of the sentence."""

    place: str
    start: int
    end: int
    sentence: int


def at(sentence: Sentence) -> Hit:
    """Return the hit that covers one sentence."""
    return Hit(sentence.place, sentence.start, sentence.end, sentence.index)


def whole(reading: Reading) -> Hit:
    """Return the hit that covers the whole body, for what is wrong with no single sentence."""
    first = next((sentence.index for sentence in reading.sentences if sentence.place == "body"), 0)
    return Hit("body", 0, len(reading.body.text), first)
