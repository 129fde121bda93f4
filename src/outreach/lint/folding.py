# ruff: noqa: RUF001 - look-alike signs are what this file is about
"""Undoes what hides words from a reader of plain text, and keeps for every character left where it came from.

1. Steps only drop, replace or join characters; none moves one past another, so places map back in order.
2. Invisible characters go first: wherever they stand, what follows sees the same text.
3. Addresses (links, mail) keep their characters but for look-alikes.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from outreach.lint.confusables import COMBINING, CONFUSABLES, INVISIBLE
from outreach.lint.lexicon import DISGUISED

Edit = tuple[int, int, str]
"""Put a string in the place of text[start:end]."""

_HIDDEN = re.compile(f"[{INVISIBLE}]+")
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
_ENTITY = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG = re.compile(
    r"<!--.*?-->|</?(?:a|abbr|b|big|blockquote|body|br|center|code|div|em|font|h[1-6]|hr|html|i|img|li|mark|ol|p|pre|s"
    r"|small|span|strike|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(r"</?(?:blockquote|br|div|h[1-6]|hr|li|ol|p|table|tr|ul)\b", re.IGNORECASE)
_ODD = re.compile(f"(?s:.)[{COMBINING}]+|[^\x00-\x7f]")
_MARKS = re.compile(f"[{COMBINING}]+")
_FOREIGN_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]\n]{1,200})\](?=\()")
_EMPHASIS = re.compile(
    r"~~|(?<![\w*])\*+(?=[^\W_])|(?<=[^\W\d_])\*+(?![*])|(?<=[\d%!?.])\*+(?![\w*])|\*{2,3}"
    r"|(?<!\w)_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?!\w)"
)
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
_LETTER = r"[^\W\d_]"
_SPACED = re.compile(
    rf"(?<![\w'.]){_LETTER}(?:(?: {_LETTER}){{3,}}|(?: {_LETTER})+(?=  +{_LETTER} {_LETTER}\b)"
    rf"|(?<=  {_LETTER})(?: {_LETTER})+)(?![\w'])"
)
_POINTED = re.compile(rf"(?<![\w./\\-])(?:(?:{_LETTER}([.\-_*~|/\\·•+,])(?:{_LETTER}\1){{2,}}{_LETTER}))(?![\w/\\-])")
_MASK = re.compile(r"[0-9@$!|][A-Za-z]|[A-Za-z][0-9@$]")
_TOKEN_HEAD = re.compile(r"[\w@$!|]*\Z")
_TOKEN = re.compile(r"[\w@$!|]+")
_LEET_TO_LETTER = str.maketrans("0134578@$!|9", "oleastbasilg")
_LEET_TO_OTHER = str.maketrans("0134578@$!|9", "oieastbasllg")
_QUOTES = str.maketrans("‘’‚‛′ʼ“”„‟", "'" * 6 + '"' * 4)

# Several quick looks instead of one pattern: each begins with a class of rare characters, for which the regex engine scans.
_STRANGE = re.compile("[^\t\n\x20-\x7e¡-§©«¬®°±¶·»¿-İĴ-ľŁ-ňŊ-žƀ-ƿȘ-ț–—•€→✓✔✅\U0001f300-\U0001faff]")
_MARKUP = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\\*_~#|&<]|\]\(")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_STARRED = re.compile(r"[*_~]")
_TRICK = re.compile(r"[0-9@$!|](?:(?<=[A-Za-z].)(?:[0-9@$!|]*[A-Za-z]|[0-9](?![0-9]))|(?<=[A-Za-z]{3}[0-9$@])|[A-Za-z]{3})")
_POINTS = re.compile(r"[.\-/+,·•_|~*\\][A-Za-z][.\-/+,·•_|~*\\][A-Za-z][.\-/+,·•_|~*\\][A-Za-z]")
_SPACES = re.compile(" [A-Za-z] [A-Za-z] ")
_TRICKSTERS = b"0123456789@$!|"
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HARMLESS = bytes([*f"{_LETTERS}\t\n \"%'()+,-./:;=>?[]^`{{}}".encode(), *range(0x80, 0x100)])
"""Bytes that neither are markup nor mask a letter; of what is not ASCII others take care, and `](` is looked for by itself."""


def is_plain(text: str) -> bool:
    """Tell quickly that `text` has nothing to fold (False: it may have)."""
    if _may_be_parted(text) or "](" in text or (not text.isascii() and _STRANGE.search(text)):
        return False
    # to delete all harmless bytes takes a fifth of the time that it takes to search for the others
    odd = text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS)
    return not odd or not (_TRICK.search(text) or (odd.translate(None, _TRICKSTERS) and _is_marked_up(text)))


def _may_be_parted(text: str) -> bool:
    return bool("  " in text or _POINTS.search(text) or _SPACES.search(text))


def _is_marked_up(text: str) -> bool:
    """Tell whether there is markup; a mere "&" or a low line inside a name is none."""
    found = set(_MARKUP.findall(text))
    if "&" in found and _ENTITY.search(text) is None:
        found.remove("&")
    if "_" in found and text.isascii() and _EMPHASIS.search(text) is None:
        found.remove("_")
    return bool(found)


class Folding:
    """A text being folded: its characters, and the place in the original that each came from."""

    def __init__(self, original: str) -> None:
        """Begin with nothing folded."""
        self.text = original
        self.starts: list[int] | None = None
        self.ends: list[int] | None = None

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make edits that are in order and do not overlap; an edit of equal length maps letter to letter."""
        listed = list(edits)
        if not listed:
            return
        text, starts, ends = self.text, *self._places()
        parts: list[str] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        at = 0
        for start, end, new in listed:
            parts += text[at:start], new
            new_starts += starts[at:start]
            new_ends += ends[at:start]
            if len(new) == end - start:
                new_starts += starts[start:end]
                new_ends += ends[start:end]
            elif new:
                new_starts += [starts[start]] * len(new)
                new_ends += [ends[end - 1]] * len(new)
            at = end
        self.text = "".join([*parts, text[at:]])
        self.starts, self.ends = new_starts + starts[at:], new_ends + ends[at:]

    def _places(self) -> tuple[list[int], list[int]]:
        if self.starts is None or self.ends is None:
            return list(range(len(self.text))), list(range(1, len(self.text) + 1))
        return self.starts, self.ends


def fold(original: str) -> Folding:
    """Fold everything there is to fold in `original`."""
    folding = Folding(original)
    _show(folding)
    if "<" in folding.text:
        folding.apply((m.start(), m.end(), "\n" if _BLOCK.match(m[0]) else "") for m in _TAG.finditer(folding.text))
    if not folding.text.isascii():
        folding.apply(_composed(folding.text))
        folding.apply(_latin(folding.text))
        folding.apply((m.start(), m.end(), "") for m in _HIDDEN.finditer(folding.text))
    if "](" in folding.text:
        folding.apply((m.start(), m.end(), m[1] + " ") for m in _LINK.finditer(folding.text))
    if "#" in folding.text:
        folding.apply((m.start(), m.end(), "") for m in _HEADING.finditer(folding.text))
    if _STARRED.search(folding.text):
        folding.apply(_outside(folding.text, ((m.start(), m.end(), "") for m in _EMPHASIS.finditer(folding.text))))
    if _may_be_parted(folding.text) or _TRICK.search(folding.text):
        folding.apply(_outside(folding.text, _joined(folding.text)))
        folding.apply(_outside(folding.text, _unmasked(folding.text)))
    return folding


def _show(folding: Folding) -> None:
    """Drop what is not drawn, decode entities and drop what they hid, and make every line break a line feed."""
    if folding.text.isascii() and "&" not in folding.text and not _CONTROL.search(folding.text):
        return
    folding.apply((m.start(), m.end(), "") for m in _HIDDEN.finditer(folding.text))
    if "&" in folding.text:
        folding.apply((m.start(), m.end(), _decoded(m[0])) for m in _ENTITY.finditer(folding.text))
        folding.apply((m.start(), m.end(), "") for m in _HIDDEN.finditer(folding.text))
    folding.apply((m.start(), m.end(), "\n") for m in _BREAK.finditer(folding.text))


def _decoded(entity: str) -> str:
    from html import unescape  # noqa: PLC0415 - loads a table of 2,231 names, which most messages do not need

    return unescape(entity)


def _composed(text: str) -> Iterator[Edit]:
    """Compatibility forms (full-width, circled, mathematical letters), loose accents, curly quotes, odd blanks."""
    for match in _ODD.finditer(text):
        old = match[0]
        new = unicodedata.normalize("NFKC", old.translate(_QUOTES))
        if old[0].isspace():
            new = new if old[0] == "\n" or len(old) > 1 else " "
        if len(old) > 1 or len(new) > 1:
            new = _MARKS.sub("", new)
        if new == "\u2800":
            new = " "
        if new != old:
            yield match.start(), match.end(), new


@cache
def _other_script() -> re.Pattern[str]:
    """Letters of other alphabets; compiled when first needed, as so wide a class takes 6 ms and few messages have any."""
    return re.compile("[\u0370-\u1cff\u1f00-\u1fff\u2c80-\ua63f\ua66f-\uabff\uac00-\ud7ff\u3040-\u9fff]")


def _latin(text: str) -> Iterator[Edit]:
    """Look-alikes in words that mix alphabets, and in any word of a mainly Latin text that has nothing else."""
    if _FOREIGN_WORD.search(text) is None:
        return
    other = len(_other_script().findall(text))
    mainly_latin = 2 * other < sum(map(str.isalpha, text))
    for match in _FOREIGN_WORD.finditer(text):
        old = match[0]
        new = old.translate(CONFUSABLES)
        mixed = _other_script().search(old) is None or any("a" <= letter.lower() <= "z" for letter in old)
        if new != old and (mixed or (mainly_latin and new.isascii())):
            yield match.start(), match.end(), new


def _outside(text: str, edits: Iterator[Edit]) -> Iterator[Edit]:
    """Those edits that touch no address."""
    addresses: list[tuple[int, int]] | None = None
    for start, end, new in edits:
        if addresses is None:  # few texts have any edits, and to look for addresses takes the longest
            addresses = [match.span() for match in _ADDRESS.finditer(text)]
        if not any(start < last and first < end for first, last in addresses):
            yield start, end, new


def _joined(text: str) -> Iterator[Edit]:
    """Blanks and signs between the letters of one word."""
    matches = sorted([*_SPACED.finditer(text), *_POINTED.finditer(text)], key=lambda match: match.start())
    last = 0
    for match in matches:
        if match.start() < last:
            continue
        last = match.end()
        for at in range(match.start() + 1, match.end(), 2):
            yield at, at + 1, ""


def _unmasked(text: str) -> Iterator[Edit]:
    """Digits and signs that stand for letters, in the words that people disguise."""
    last = 0
    for match in _MASK.finditer(text):
        if match.start() < last:
            continue
        head = _TOKEN_HEAD.search(text, max(0, match.start() - 24), match.start() + 1)
        token = _TOKEN.match(text, head.start() if head else match.start())
        if token is None:
            continue
        last = token.end()
        old = token[0].rstrip("!|")
        for table in (_LEET_TO_LETTER, _LEET_TO_OTHER):
            new = old.translate(table)
            if new != old and new.lower() in DISGUISED:
                yield token.start(), token.start() + len(old), new
                break
