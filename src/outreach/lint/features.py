"""What a sentence shows the classifier: its words, their stems, pairs of stems side by side and one apart, its position.

A feature is a string (a word, or a position such as "@subject") or a tuple whose first member says what it is. The
training script counts these; `weights` adds up the same ones faster.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, repeat

from outreach.lint.layout import Part
from outreach.lint.text import Reading

Key = str | tuple[str, ...]
"""A feature."""

LONGEST = 240
"""Words of a sentence that are looked at; longer sentences are not written by people."""

_TOKEN = re.compile(r"[^\W\d_]+|\0|[?!;:\"(){}\[\]%£$€@,.-]|\d(?:[\d.,:/]*\d)?|'[a-z]+")
_ASCII_TOKEN = re.compile(_TOKEN.pattern.replace(r"[^\W\d_]", "[a-z]"))  # finds the same in ASCII, faster
BORDER = "\0"
"""What stands before the first and after the last word of a sentence; folded text has no control characters."""
NUMBER = "0"
"""What stands for any number."""

STEM, PAIR, APART, SUBJECT = "*", "+", "~", "@"
"""First members of features: a stem, two stems side by side, two stems one apart, a stem in the subject."""

_ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ed", "ly", "es", "s")
_LAST = frozenset(ending[-1] for ending in _ENDINGS)
IN_SUBJECT = "@subject"
"""Position of a sentence of the subject."""

_AFTER = ("@0", "@1", "@2", "@3", "@4", "@5", "@early")  # the last stands for -1
_BEFORE = ("@-0", "@-1", "@-2", "@-3", "@-4", "@-5", "@late")
_PART = {part: f"@{part}" for part in Part}
_ACTING = frozenset({Part.PROSE, Part.ITEM, Part.POSTSCRIPT})


def tokens(reading: Reading) -> list[str]:
    """Lower-case words, signs and numbers of all sentences, a BORDER before, between and after; "don't" is "don" and "'t"."""
    text = BORDER.join(["", *[sentence.text for sentence in reading.sentences], ""]).lower()
    found = (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)
    return found if len(found) <= LONGEST else _shortened(found)


def _shortened(found: list[str]) -> list[str]:
    """Cut sentences at the longest."""
    kept: list[str] = []
    length = 0
    for token in found:
        length = length + 1 if token != BORDER else 0
        if length <= LONGEST:
            kept.append(token)
    return kept


def words(reading: Reading) -> list[list[str]]:
    """List the words and signs of each sentence, with NUMBER for any number."""
    found: list[list[str]] = []
    for token in tokens(reading)[:-1]:
        if token == BORDER:
            found.append([])
        else:
            found[-1].append(NUMBER if token[0].isdecimal() else token)
    return found


def stem(word: str) -> str:
    """Cut a common ending off, so that "introduces" and "introducing" count as one; crude on purpose, and fast."""
    if word[-1:] in _LAST:
        for ending in _ENDINGS:
            if len(word) - len(ending) >= 3 and word.endswith(ending):
                return word[: -len(ending)]
    return word[:-1] if len(word) > 4 and word[-1] == "e" else word


def features(sentence: list[str], tags: tuple[str, ...]) -> Iterator[Key]:
    """List the features of a sentence of these words that stands where `tags` say, each as often as it occurs."""
    stems = list(map(stem, sentence))
    line = [BORDER, *stems, BORDER]
    found: list[Iterable[Key]] = [
        tags,
        sentence,
        zip(repeat(STEM), stems),
        zip(repeat(PAIR), line, line[1:]),
        zip(repeat(APART), line, line[2:]),
    ]
    if tags[0] == IN_SUBJECT:
        found.append(zip(repeat(SUBJECT), stems))
    return chain.from_iterable(found)


def acting(reading: Reading) -> list[int]:
    """Numbers of the sentences in which the writer acts: the body without greeting, closing, signature and quotations.

    A message that has none (a bare subject, a quotation) is taken as a whole.
    """
    found = [s.index for s in reading.sentences if s.part in _ACTING and s.place == "body"]
    return found or [s.index for s in reading.sentences]


def positions(reading: Reading, acts: list[int]) -> list[tuple[str, ...]]:
    """Say for each sentence where it stands.

    Its place or how far it is from the first of `acts`, its part, and how far it is from the last.
    """
    first, last = (acts[0], acts[-1]) if acts else (0, 0)
    return [
        (
            IN_SUBJECT if sentence.place == "subject" else _AFTER[max(-1, min(5, sentence.index - first))],
            _PART[sentence.part],
            _BEFORE[max(-1, min(5, last - sentence.index))],
        )
        for sentence in reading.sentences
    ]
