r"""Which words a pattern cannot match without, told from its syntax alone, so that most patterns need not be tried on a text.

1. What a part of a pattern may match is held as a few strings of letters and digits in lower case and of SIGNS, all as they
   are, of " " for an edge (`\b`, a line's end, or any other character), and of "*" for anything, nothing included.
2. Whatever is not understood, or would make too many strings, is "*": a need may be missed, and is never made up.
3. A need is a set of words and signs of which a text that matches has one. A pattern may have several, or none.
"""

from __future__ import annotations

import re
from itertools import product, starmap
from typing import TYPE_CHECKING

from outreach.lint.lexicon import ENGLISH
from outreach.lint.patterns import SIGNS, widened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.lint.patterns import Need, Needs

Strings = frozenset[str]
Node = Strings | list[list["Node"]]
"""Strings that are known at once, or alternatives, each a sequence."""

ANY, EDGE = "*", " "
MOST = 256
"""So many strings are told apart."""

_EDGES = frozenset(EDGE + SIGNS)
_UNKNOWN, _BORDER, _NOTHING = frozenset({ANY}), frozenset({EDGE}), frozenset({""})
_TOKEN = re.compile(
    r"(?P<group>\((?:\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:))?)(?!\?)|(?P<flags>\(\?[imsU-]+\))|(?P<end>\))|(?P<or>\|)"
    r"|(?P<many>(?P<times>[*+?]|\{\d+(?:,\d*)?\})\??)|(?P<edge>\\[bAz]|[$^])|\\(?P<escaped>\W)|(?P<line>\\n)"
    r"|(?P<other>\\[BdDsSwW]|\.)|(?P<set>\[(?P<but>\^?)(?P<members>\]?(?:\\.|[^\\\]\[])*)\])|(?P<letter>[^\\()\[|*+?])",
    re.DOTALL,
)
_MEMBER = re.compile(r"\\(?P<escaped>.)|(?P<range>.-.)|(?P<letter>.)", re.DOTALL)
_FOLDING_TO_ASCII = frozenset("\u017f\u212a")  # RE2 takes them for "s" and "k"
_WHOLE = re.compile(rf"(?<![a-z0-9*])[a-z0-9]+(?![a-z0-9*])|[{re.escape(SIGNS)}]")


def needs(pattern: str) -> Needs:
    """Return the needs of a pattern as it is written in a rule; one alternative without needs where it is not understood."""
    try:
        alternatives = _Reader(widened(pattern)).read()
    except ValueError:
        return ((),)
    return tuple(map(_listed, [_of_sequence(sequence, ANY, ANY) for sequence in alternatives]))


def _listed(found: list[Strings]) -> tuple[Need, ...]:
    """Put needs in order, the rarest first."""
    needed = {tuple(sorted(need)) for need in found}
    return tuple(sorted(needed, key=lambda need: (_commonness(need), need)))


class _Reader:
    """Reads a pattern into alternatives; ValueError for what it does not know."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    def read(self) -> list[list[Node]]:
        """Return the alternatives of the whole pattern."""
        found = self._alternatives()
        if self._at < len(self._pattern):
            raise ValueError(self._at)
        return found

    def _alternatives(self) -> list[list[Node]]:
        """Read up to the end of a group or pattern."""
        found: list[list[Node]] = [[]]
        while self._at < len(self._pattern):
            token = _TOKEN.match(self._pattern, self._at)
            if token is None:
                raise ValueError(self._at)
            if token["end"]:
                break
            self._at = token.end()
            if token["or"]:
                found.append([])
            elif token["many"] and not found[-1]:
                raise ValueError(self._at)
            elif token["many"]:
                found[-1].append(_repeated(found[-1].pop(), token["times"]))
            elif token["group"]:
                found[-1].append(self._alternatives())
                if not self._pattern.startswith(")", self._at):
                    raise ValueError(self._at)
                self._at += 1
            else:
                found[-1].append(_single(token))
        return found


def _single(token: re.Match[str]) -> Strings:
    """Return what one sign of a pattern matches."""
    if token["flags"]:
        return _NOTHING
    if token["edge"] or token["line"]:
        return _BORDER
    if token["other"]:
        return _UNKNOWN
    if token["set"]:
        return _members(token["members"]) if not token["but"] else _UNKNOWN
    return _letter(token["escaped"] or token["letter"])


def _members(members: str) -> Strings:
    """Return what a class matches."""
    found: set[str] = set()
    for member in _MEMBER.finditer(members):
        if member[0] == r"\n":
            found.add(EDGE)
        elif member["range"] or (member["escaped"] or "").isalnum():
            return _UNKNOWN
        else:
            found |= _letter(member["escaped"] or member["letter"])
    return frozenset(found)


def _letter(letter: str) -> Strings:
    if letter in _FOLDING_TO_ASCII:
        return _UNKNOWN
    return frozenset({letter.lower() if letter in SIGNS or (letter.isascii() and letter.isalnum()) else EDGE})


def _repeated(node: Node, times: str) -> Strings:
    """Return what a repetition of a node matches."""
    once = _strings(node)
    if once is None:
        return _UNKNOWN
    if times in {"?", "{0,1}"}:
        return once | _NOTHING
    if times in {"*", "{0}"} or times.startswith("{0,"):
        return _NOTHING | {_joined(ANY, each) for each in once}
    return once | {_joined(first, ANY, last) for first, last in product(once, once)} if len(once) ** 2 <= MOST else _UNKNOWN


def _joined(*parts: str) -> str:
    """Return strings one after the other, with no two edges or anythings in a row."""
    whole = ""
    for part in parts:
        whole += part[1:] if part[:1] in {ANY, EDGE} and whole.endswith(part[0]) else part
    return whole


def _strings(node: Node) -> Strings | None:
    """Return what a node matches; None when that is too many strings."""
    if isinstance(node, frozenset):
        return node
    found: Strings = frozenset()
    for sequence in node:
        strings: Strings = _NOTHING
        for part in sequence:
            after = _strings(part)
            if after is None or len(strings) * len(after) > MOST:
                return None
            strings = frozenset(starmap(_joined, product(strings, after)))
        found |= strings
    return found if len(found) <= MOST else None


def _of_alternatives(alternatives: list[list[Node]], before: str, after: str) -> list[Strings]:
    """Return the needs of alternatives between two signs: those of an only one, or the best of each taken together."""
    each = [_of_sequence(sequence, before, after) for sequence in alternatives]
    if len(each) == 1:
        return each[0]
    if not all(each):
        return []
    return [frozenset().union(*[min(found, key=_commonness) for found in each])]


def _of_sequence(sequence: list[Node], before: str, after: str) -> list[Strings]:
    """Return the needs of a sequence between two signs; each stretch from edge to edge has its own."""
    found: list[Strings] = []
    strings: Strings = frozenset({before})
    for at, node in enumerate(sequence):
        if all(string[-1] in _EDGES for string in strings):
            found += _met(strings)
            strings = _BORDER
        here = _strings(node)
        if here is None and not isinstance(node, frozenset):
            edged = EDGE if strings == _BORDER else ANY
            following = sequence[at + 1] if at + 1 < len(sequence) else frozenset({after})
            found += _of_alternatives(node, edged, EDGE if _begins_with_edge(following) else ANY)
        if here is None or len(strings) * len(here) > MOST:
            follows = EDGE if _begins_with_edge(node) else ANY
            found += _met(frozenset({_joined(string, follows) for string in strings}))
            strings = frozenset({_joined(ANY, each) for each in here or _NOTHING})
        else:
            strings = frozenset(starmap(_joined, product(strings, here)))
    return [*found, *_met(frozenset({_joined(string, after) for string in strings}))]


def _begins_with_edge(node: Node) -> bool:
    strings = _strings(node)
    return strings is not None and all(string[:1] in _EDGES for string in strings)


def _met(strings: Strings) -> list[Strings]:
    """Return the need for one of these strings: the rarest sign or whole word of each; none where one has neither."""
    chosen: set[str] = set()
    for string in strings:
        whole = _WHOLE.findall(f"{ANY}{string}{ANY}")  # what stands at either end may go on in the text beside it
        if not whole:
            return []
        chosen.add(min(whole, key=lambda word: (_commonness((word,)), word)))
    return [frozenset(chosen)]


def _commonness(words: Iterable[str]) -> float:
    """Guess how often one of some words is met; it only decides which patterns are tried in vain."""
    return sum([200.0 / len(word) if word in ENGLISH else 0.1 if word in SIGNS else 8.0 / len(word) for word in words])
