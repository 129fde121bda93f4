"""A message as the linter reads it: folded to plain text with a map back, cut into sentences, each in its part.

Pure and deterministic; no input raises, lone surrogates included.
"""

import re
from typing import NamedTuple

from outreach.lint.folding import fold, is_plain
from outreach.lint.layout import ITEM_MARK, Block, Part, blocks
from outreach.lint.lexicon import ENGLISH, FOREIGN

__all__ = ["Part", "Reading", "Sentence", "Text", "is_english", "normalise", "read"]


class Text(NamedTuple):
    """A folded text and the way back to the one it came from.

    `starts[i]`, `ends[i]` are the half-open place in `original` of character i of `text`; None where nothing moved.
    """

    original: str
    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span of `text` to the half-open span of `original` it came from; an empty span stays empty."""
        start, end = min(start, len(self.text)), min(end, len(self.text))
        if self.starts is None or self.ends is None:
            return start, end
        if end > start:
            return self.starts[start], self.ends[end - 1]
        at = self.starts[start] if start < len(self.starts) else len(self.original)
        return at, at


class Sentence(NamedTuple):
    """One sentence; `start` and `end` are half-open places in the folded text of its `place` (subject or body)."""

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody needs here
    place: str
    part: Part
    start: int
    end: int
    text: str


class Reading(NamedTuple):
    """A whole message, read: subject sentences first."""

    subject: Text
    body: Text
    sentences: tuple[Sentence, ...]


_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st vs e.g i.e eg ie jr approx dept inc ltd cf al rev hon capt sgt gen sen gov messrs viz
    resp""".split()  # noqa: SIM905 - a list of words is read best as words
)
_BEFORE_NUMBER = frozenset(
    """no nos nr p pp l ll fig figs sec art vol ch ed eq ext tel para jan feb mar apr jun jul aug sep sept oct nov dec
    c ca""".split()  # noqa: SIM905
)
_WHOLE = frozenset({Part.GREETING, Part.CLOSING, Part.SIGNATURE})
_EMOJI = "\u2600-\u26ff\u2728\u2764\U0001f000-\U0001faff"
_BOUNDARY = re.compile(f"[.!?\n{_EMOJI}](?:(?<=\n)\n+|(?<!\n)[.!?{_EMOJI}\"')\\]]*\\s+)")  # begins with what is scanned for
_ASCII_BOUNDARY = re.compile(_BOUNDARY.pattern.replace(_EMOJI, ""))  # finds the same in ASCII, faster
_LAST_WORD = re.compile(r"[^\s(\"'\[]*\Z")
_NAME = re.compile(r"[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*)?")
_NOT_LATIN = re.compile("[^\0-\u024f\u1e00-\u1eff\u2010-\u2027\u20ac]")
"""What may be a letter of another alphabet: neither Latin nor a dash, a quotation mark or a currency."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def normalise(original: str) -> Text:
    """Fold `original` to what a reader sees: NFKC, no look-alikes, nothing invisible, marked up or masked."""
    if is_plain(original):
        return Text(original, original)
    folded = fold(original)
    if folded.starts is None or folded.ends is None:
        return Text(original, folded.text)
    return Text(original, folded.text, tuple(folded.starts), tuple(folded.ends))


def read(subject: str, body: str) -> Reading:
    """Normalise a message and cut it into sentences."""
    head, text = normalise(subject), normalise(body)
    found: list[Sentence] = []
    _split(found, "subject", head.text, (Part.PROSE, 0, len(head.text)))
    for block in blocks(text.text):
        if block[0] in _WHOLE:
            _add(found, "body", text.text, block)
        else:
            _split(found, "body", text.text, block)
    return Reading(head, text, tuple(found))


def _split(found: list[Sentence], place: str, text: str, block: Block) -> None:
    """Add the sentences of a block; a list item loses its mark, and a bare name after the last stop is a signature."""
    part, start, end = block
    mark = ITEM_MARK.match(text, start, end) if part is Part.ITEM else None
    begin = start = mark.end() if mark else start
    for match in (_ASCII_BOUNDARY if text.isascii() else _BOUNDARY).finditer(text, start, end):
        if match[0][0] == "." and not _ends(text, begin, match.start(), match.end()):
            continue
        _add(found, place, text, (part, begin, match.end()))
        begin = match.end()
    if part is Part.PROSE and begin > start and place == "body" and _NAME.fullmatch(text[begin:end].rstrip()):
        part = Part.SIGNATURE
    _add(found, place, text, (part, begin, end))


def _ends(text: str, begin: int, stop: int, after: int) -> bool:
    """Tell whether the full stop at `stop` ends a sentence rather than an abbreviation or an initial."""
    match = _LAST_WORD.search(text, max(begin, stop - 12), stop)
    word = match[0].lower() if match else ""
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    return not (word in _BEFORE_NUMBER and text[after : after + 1].isdigit())


def _add(found: list[Sentence], place: str, text: str, block: Block) -> None:
    """Add a block as one sentence without the blanks around it, if anything is left."""
    part, start, end = block
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        start += len(piece) - len(piece.lstrip())
        found.append(Sentence(len(found), place, part, start, start + len(bare), bare))


def is_english(reading: Reading) -> bool:
    """Tell whether the message can be judged; below six words it gets the benefit of the doubt.

    English is told by the share of its function words among all words, against those of other languages and other
    alphabets.
    """
    text = f"{reading.subject.text}\n{reading.body.text}".lower()
    if not text.isascii() and _NOT_LATIN.search(text) is not None:
        letters = [letter for letter in text if letter.isalpha()]
        latin = sum(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" for letter in letters)
        if len(letters) > 8 and latin < 0.6 * len(letters):
            return False
    words = text.split()
    english = sum(map(ENGLISH.__contains__, words))
    if len(words) < 6 or english >= 0.3 * len(words):
        return True
    words = _WORD.findall(text)
    english = sum(map(ENGLISH.__contains__, words))
    return english >= sum(map(FOREIGN.__contains__, words)) and english >= 0.12 * len(words)
