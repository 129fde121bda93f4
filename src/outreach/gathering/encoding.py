"""In which encoding the bytes of a file are written: told by its mark, by UTF-8's own form, or by which letters make sense.

charset-normalizer says under which encodings the bytes are text at all. On lists of names it can hardly tell those apart (a line
of "Zoë;Müller" is as clean in five of them), so among these the one wins that gives the letters of its own languages.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from outreach.gathering.alphabets import LETTERS, likelihood

if TYPE_CHECKING:
    from collections.abc import Iterable

SAMPLE: Final = 16_384
"""How many bytes with letters beyond ASCII are looked at."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding: Python's name for it, a name for people, and whether it was guessed from the letters."""

    codec: str
    name: str
    guessed: bool = False

    @property
    def errors(self) -> str:
        """Return how Python is to decode what is not text in it: UTF-8 keeps such bytes as lone surrogates, to be found."""
        return "surrogateescape" if self.codec.startswith("utf-8") else "replace"


def detect(chunks: Iterable[bytes]) -> Encoding:
    """Return the encoding of a text that is given in pieces; all of it is looked at, and little of it is held."""
    survey = _Survey()
    for chunk in chunks:
        survey.add(chunk)
        if survey.known is not None:
            return survey.known
    return survey.verdict()


class _Survey:
    """What is seen of a text while its pieces go by."""

    def __init__(self) -> None:
        self.known: Encoding | None = None
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._first = True
        self._good = self._bad = 0
        self._sample: list[bytes] = []
        self._sampled = 0

    def add(self, chunk: bytes) -> None:
        """Take one piece in."""
        if self._first and chunk:
            self._first = False
            self.known = _marked(chunk) or _unmarked_16(chunk)
        if not chunk.isascii() or self._decoder.getstate()[0]:
            self._count(self._decoder.decode(chunk))
            self._keep(chunk)

    def verdict(self) -> Encoding:
        """Return UTF-8 for a text that is UTF-8 but for a few bytes, else the likeliest of the older encodings."""
        self._count(self._decoder.decode(b"", final=True))
        if not self._bad or self._good > 10 * self._bad:
            return Encoding("utf-8", "UTF-8" if self._good else "ASCII")
        return _guess(b"\n".join(self._sample))

    def _count(self, text: str) -> None:
        bad = len(re.findall("[\udc80-\udcff]", text))
        self._bad += bad
        self._good += len(re.findall("[^\x00-\x7f]", text)) - bad

    def _keep(self, chunk: bytes) -> None:
        """Keep the lines that hold more than ASCII, up to the size of a sample."""
        for line in chunk.splitlines():
            if self._sampled >= SAMPLE:
                return
            if not line.isascii():
                self._sample.append(line[:2000])
                self._sampled += min(len(line), 2000)


def _marked(head: bytes) -> Encoding | None:
    return next((Encoding(codec, name) for mark, codec, name in _MARKS if head.startswith(mark)), None)


def _unmarked_16(head: bytes) -> Encoding | None:
    """Tell UTF-16 without a mark: nearly every other byte of Latin text is NUL in it."""
    even, odd = head[0:4096:2], head[1:4096:2]
    if len(odd) < 2:
        return None
    zeros = even.count(0) / len(even), odd.count(0) / len(odd)
    if zeros[1] > 0.4 and zeros[0] < 0.05:
        return Encoding("utf-16-le", "UTF-16")
    return Encoding("utf-16-be", "UTF-16") if zeros[0] > 0.4 and zeros[1] < 0.05 else None


def _guess(sample: bytes) -> Encoding:
    """Return the encoding under which the sample has the likeliest letters."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  # only for files that are neither marked nor UTF-8

    known = list(LETTERS)
    clean = {match.encoding for match in from_bytes(sample, cp_isolation=known, threshold=0.4)} & set(known)
    codec = min(clean | {"cp1252"}, key=lambda each: (-likelihood(sample, each), known.index(each)))
    return Encoding(codec, codec.replace("cp125", "Windows-125"), guessed=True)
