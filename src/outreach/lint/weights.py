"""What the classifier has learned, laid out so that a sentence is scored for every output at once.

1. A feature's weights for all outputs are packed into one integer of 32-bit fields; sums of them are exact, in any
   order, on any machine.
2. A stem has a number, and a pair of stems the number made of both, so that looking a pair up builds no strings. The
   weights of a known word include those of its stem. A BORDER has a number too and no weights.
3. The integers stand in rows, and the tables say which row: of a file, only the rows that are asked for are read.
4. All sentences of a message are looked up in one go, a loop of the interpreter's own for each table.
"""

from collections.abc import Iterable
from itertools import chain
from operator import or_
from struct import Struct
from typing import NamedTuple

from outreach.lint.features import APART, BORDER, IN_SUBJECT, LONGEST, NUMBER, PAIR, STEM, SUBJECT, Key, stem
from outreach.lint.structure import OUTPUTS

SCALE = 1024
"""Weights are kept as whole numbers of 1/1024."""

FIELDS = len(OUTPUTS) + 1
"""Each sentence output, and the words' part in the verdict on the whole message."""

BITS = 32
"""Width of a field."""

SENTENCE_SCALE = tuple([((8 / max(1, length)) ** 0.25) / SCALE for length in range(LONGEST + 1)])
"""What a sentence's sums are multiplied by, by its length in words: long sentences are not surer for being long."""

_HALF = 1 << (BITS - 1)
HALVES = sum([_HALF << (BITS * at) for at in range(FIELDS)])
"""Half the range of every field, packed."""

WIDTH = FIELDS * BITS // 8
"""Bytes of a packed number, in two's complement, the lowest first."""

_FIELDS = Struct(f"<{FIELDS}i")
_SIGN = bytes(128) + b"\xff" * 128  # what the upper two bytes of a field are, by the byte below them
_SHIFT = 16

MANY = 4_000
"""From so many rows on it is quicker to widen all at once."""

KNOWN = 1 << 15
"""So many words are kept with their weights at hand; a run over any number of messages needs no more memory."""

Place = tuple[int, int]
"""The row of a word or stem, and the number of its stem in pairs."""

Entry = tuple[int, int, int]
"""The packed weights of a word; the number of its stem as second of a pair, and as first (shifted)."""

_UNKNOWN: Place = (0, 0)


def message_scale(words: int) -> float:
    """Say what the sum over a message of so many words is multiplied by."""
    return float((60 / max(5, words)) ** 0.5 / SCALE)


def pack(values: Iterable[int]) -> int:
    """Put one whole number for each field into one integer; sums of packed numbers are packed sums."""
    return sum([value << (BITS * at) for at, value in enumerate(values)])


def unpack(packed: int) -> tuple[int, ...]:
    """Take the whole numbers of all fields out of a packed sum."""
    # adding half a field's range undoes the borrowing between fields; flipping the top bits leaves two's complement
    return _FIELDS.unpack(((packed + HALVES) ^ HALVES).to_bytes(WIDTH, "little"))


def pair(first: int, second: int) -> int:
    """Make the number of a pair out of those of two stems."""
    return first << _SHIFT | second


class Judges(NamedTuple):
    """Weights of a message's shape for the verdict and for each reason, each with its constant last.

    `threshold` is the likelihood from which a message is rejected.
    """

    verdict: tuple[float, ...]
    reasons: tuple[tuple[float, ...], ...]
    threshold: float


class Rows(dict[int, int]):
    """Packed weights by row; row 0 is that of an unknown feature, all zero.

    Those of a file are made from its bytes when first asked for: a message needs some 300 of 40,000, and to make them all
    takes 15 ms. `low` and `high` are the lower and the upper bytes of all fields, of 16 bits each. Where many rows are asked for,
    all fields are widened to those of packed weights at once.
    """

    def __init__(self, made: Iterable[int] = (), low: bytes = b"", high: bytes = b"") -> None:
        super().__init__(enumerate(made, 1))
        self._low, self._high, self._wide = low, high, b""

    def __missing__(self, row: int) -> int:
        """Make a row and keep it."""
        start, end = FIELDS * (row - 1), FIELDS * row
        if not self._wide and len(self) < MANY:
            wide = _widened(self._low[start:end], self._high[start:end])
        else:
            self._wide = self._wide or _widened(self._low, self._high)
            wide = self._wide[4 * start : 4 * end]
        packed = self[row] = int.from_bytes(wide, "little", signed=True)
        return packed


def _widened(low: bytes, high: bytes) -> bytes:
    """Widen fields of 16 bits to those of 32, by columns of bytes."""
    wide = bytearray(4 * len(low))
    wide[0::4], wide[1::4], wide[2::4] = low, high, high.translate(_SIGN)
    wide[3::4] = wide[2::4]
    return bytes(wide)


class Entries(dict[str, Entry]):
    """The words met so far, known or not, up to KNOWN of them; others are looked up each time."""

    def __init__(self, rows: Rows, words: dict[str, Place], stems: dict[str, Place]) -> None:
        super().__init__()
        self.rows, self.words, self.stems = rows, words, stems

    def __missing__(self, word: str) -> Entry:
        """Look a word up, or its stem where the word is not known; any number is NUMBER."""
        known = NUMBER if word[0].isdecimal() else word
        row, number = self.words.get(known) or self.stems.get(stem(known), _UNKNOWN)
        found = self.rows[row], number, number << _SHIFT
        if len(self) < KNOWN:
            self[word] = found
        return found


class Table(NamedTuple):
    """The rows of features.

    Of words and stems, and of positions by name; by number, of pairs of stems side by side, of pairs one apart, and of stems
    in a subject.
    """

    entries: Entries
    tags: dict[str, int]
    pairs: dict[int, int]
    apart: dict[int, int]
    subjects: dict[int, int]

    def totals(self, tokens: list[str], tags: list[tuple[str, ...]]) -> list[tuple[int, int]]:
        """Add up the packed weights of all features of each sentence, and count its words.

        `tokens` are those of `features.tokens`, `tags` the positions of the same sentences. All sentences are looked up at once.
        """
        weights, second, first = zip(*map(self.entries.__getitem__, tokens), strict=True)
        pairs = list(map(self.pairs.get, map(or_, first, second[1:])))
        apart = list(map(self.apart.get, map(or_, first, second[2:])))
        packed = self.entries.rows.__getitem__
        found: list[tuple[int, int]] = []
        start = 1
        for tag in tags:
            end = tokens.index(BORDER, start)
            rows = chain(map(self.tags.get, tag), pairs[start - 1 : end], apart[start - 1 : end - 1])
            if tag[0] == IN_SUBJECT:
                rows = chain(rows, map(self.subjects.get, second[start:end]))
            found.append((sum(map(packed, filter(None, rows)), sum(weights[start:end])), end - start))
            start = end + 1
        return found


class Weights(NamedTuple):
    """All that is learned: the table of features, a constant for each of OUTPUTS, and the judges of shapes."""

    table: Table
    constants: tuple[float, ...]
    judges: Judges


def tabled(features: dict[Key, int]) -> Table:
    """Lay the packed weights of features out as a table."""
    names = sorted({part for key in features if isinstance(key, tuple) for part in key[1:]} | {BORDER})
    number = {name: at for at, name in enumerate(names, 1)}
    made: list[int] = []

    def row(packed: int) -> int:
        made.append(packed)
        return len(made)

    stems = {name: (row(features.get((STEM, name), 0)), at) for name, at in number.items()}
    numbered: dict[str, dict[int, int]] = {PAIR: {}, APART: {}, SUBJECT: {}}
    words: dict[str, Place] = {}
    tags: dict[str, int] = {}
    for key, packed in features.items():
        if isinstance(key, str):
            if len(key) > 1 and key[0] == "@":
                tags[key] = row(packed)
            else:
                base, at = stems.get(stem(key), _UNKNOWN)
                words[key] = row(packed + (made[base - 1] if base else 0)), at
        elif key[0] == SUBJECT:
            numbered[SUBJECT][number[key[1]]] = row(packed)
        elif key[0] != STEM:
            numbered[key[0]][pair(number[key[1]], number[key[2]])] = row(packed)
    return Table(Entries(Rows(made), words, stems), tags, numbered[PAIR], numbered[APART], numbered[SUBJECT])
