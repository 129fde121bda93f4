"""From habits to plain sentences that a model can follow.

No sentence repeats the person: one that shared five words in a row with what they wrote is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.errors import BadInput
from outreach.voice.features import LEAST_MESSAGES, LEAST_WORDS, count_words, features

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outreach.voice.features import Features

RUN = 5
_ORDINALS = ("", "", "second", "third", "fourth", "fifth")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A voice in sentences, the habits that no voice can have with the reason, and what it was learned from."""

    sentences: tuple[str, ...]
    left_out: tuple[str, ...]
    learned: Features

    @property
    def text(self) -> str:
        """Return the voice as a file holds it: one sentence a line."""
        return "".join(f"- {sentence}\n" for sentence in self.sentences)


def propose(messages: Sequence[str]) -> Proposal:
    """Return the voice that a person's own messages suggest; raise BadInput where they are too few to tell."""
    words = count_words(messages)
    if len(messages) < LEAST_MESSAGES or words < LEAST_WORDS:
        count = f"{len(messages)} message{'' if len(messages) == 1 else 's'} with {words} words"
        remedy = f"It takes at least {LEAST_MESSAGES} messages and {LEAST_WORDS} words of one person: name more files."
        raise BadInput(f"Too little to learn a voice from: {count}.", remedy=remedy)
    found = features(messages)
    theirs = {run for message in messages for run in runs(message)}
    kept = tuple(sentence for sentence in _sentences(found) if not theirs & set(runs(sentence)))
    return Proposal(kept, tuple(_left_out(found)), found)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every run of five words of a text, in small letters."""
    words = [match[0].lower() for match in _WORD.finditer(text)]
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _sentences(found: Features) -> Iterator[str]:
    yield _manner(found)
    yield f"Sentences have about {found.sentence:.0f} words; hardly any has more than {max(found.long, found.sentence + 2):.0f}."
    yield _paragraphs(found.paragraph)
    if found.letters < 4.2:
        yield "Short, everyday words."
    elif found.letters > 5.0:
        yield "Longer words are welcome where they are exact."
    if found.contracted is not None:
        yield _contractions(found.contracted)
    yield _first_person(found.first_person)
    if not found.exclamations:
        yield "No exclamation marks."
    if found.questions < 0.35:
        yield "Seldom a question: things are stated."
    if found.dashes >= 0.5:
        yield "Now and then a dash sets off an aside."
    if found.spelling is not None:
        yield f"{found.spelling} spelling."


def _manner(found: Features) -> str:
    if found.casual > found.formal + 0.5:
        return "Casual and easy, as one talks to somebody one likes."
    if found.formal > found.casual + 0.5:
        return "Formal and measured, and courteous throughout."
    return "Neither stiff nor chatty: plain and even."


def _paragraphs(sentences: float) -> str:
    if sentences <= 1.5:
        return "Paragraphs are a single sentence, seldom two."
    if sentences <= 3:
        return f"Paragraphs have two or three sentences, and {sentences:.0f} most often."
    return f"Paragraphs run on for about {sentences:.0f} sentences."


def _contractions(share: float) -> str:
    if share >= 0.7:
        return "Contractions wherever speech has them."
    return "A contraction here and there." if share >= 0.25 else "No contractions: both words are written out."


def _first_person(share: float) -> str:
    if share > 0.65:
        return "Most sentences begin with “I”."
    if share >= 0.2:
        return f"About every {_ORDINALS[round(1 / share)]} sentence begins with “I”."
    return "Sentences seldom begin with “I”."


def _left_out(found: Features) -> Iterator[str]:
    """Say which habits are not proposed, and why: the program or the rules decide there."""
    if found.greeting:
        yield f"the greeting ({found.greeting}): the program writes it, from the contact's record"
    if found.closing:
        yield f"the closing ({found.closing}): the program writes it, from the sender's record"
    if found.exclamations:
        yield f"exclamation marks ({found.exclamations:.1f} a message): the shipped prompt asks for none"
    if found.emoji:
        yield f"emoji ({found.emoji:.1f} a message): the shipped prompt asks for none"
    if found.questions >= 0.35:
        yield f"questions ({found.questions:.1f} a message): whether a message asks is for its brief to say"
