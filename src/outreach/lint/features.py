"""What a sentence shows the classifier: its words, pairs of words, and patterns of word classes, with its position.

Words that carry a subject matter (plumbing, poetry) stand as "_" in the patterns, so that a pattern says who does what
for whom and not what about.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, repeat

from outreach.lint.layout import Part
from outreach.lint.lexicon import ENGLISH
from outreach.lint.text import Reading, Sentence
from outreach.lint.word_classes import WORD_CLASS

Key = str | tuple[str, ...]
"""A feature: a word, a position, or a pattern of words or classes."""

LONGEST = 240
"""Words of a sentence that are looked at; longer ones are not written by people."""

_TOKEN = re.compile(r"[^\W\d_]+|'[a-z]+|0|[?!;:\"(){}\[\]%£$€@,.-]")
_NUMBER = re.compile(r"\d(?:[\d.,:/]*\d)?")
_SIGNS = "?!;:\"(){}[]%£$€@,.-0"
_CLASS = (
    {word: word for word in ENGLISH if "'" not in word}
    | {sign: sign for sign in (*_SIGNS, "'s", "'m", "'re", "'ve")}
    | WORD_CLASS
)
_START, _END, _OTHER = "<", ">", "_"


def tokens(text: str) -> list[str]:
    """Lower-case words, signs and "0" for any number; "don't" is "don" and "'t"."""
    return _TOKEN.findall(_NUMBER.sub("0", text.lower()))[:LONGEST]


def grams(words: list[str], tags: Iterable[str]) -> Iterator[Key]:
    """All features of a sentence of `words` that stands where `tags` say, each as often as it occurs."""
    line = [_START, *words, _END]
    kinds = [_START, *map(_CLASS.get, words, repeat(_OTHER)), _END]
    after = kinds[1:]
    return chain(
        tags,
        words,
        zip(line, line[1:], strict=False),
        zip(kinds, repeat(""), strict=False),
        zip(kinds, after, repeat(""), strict=False),
        zip(kinds, after, kinds[2:], strict=False),
    )


_ACTING = frozenset({Part.PROSE, Part.ITEM, Part.POSTSCRIPT})


def acting(reading: Reading) -> list[int]:
    """Numbers of the sentences in which the writer acts: the body without greeting, closing, signature and quotations.

    A message that has none (a bare subject, a quotation) is taken as a whole.
    """
    found = [s.index for s in reading.sentences if s.place == "body" and s.part in _ACTING]
    return found or [s.index for s in reading.sentences]


def positions(reading: Reading) -> list[tuple[str, ...]]:
    """For each sentence, where it stands: place and part, how far from the first and from the last acting sentence."""
    acts = acting(reading)
    first, last = (acts[0], acts[-1]) if acts else (0, 0)
    return [_position(sentence, sentence.index - first, last - sentence.index) for sentence in reading.sentences]


def _position(sentence: Sentence, after_first: int, before_last: int) -> tuple[str, ...]:
    place = "@subject" if sentence.place == "subject" else f"@{max(-1, min(after_first, 5))}"
    return place, f"@{sentence.part}", f"@-{max(-1, min(before_last, 5))}"
