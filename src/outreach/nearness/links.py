"""Which words of a fact lead to which offers: an index of the words of an inventory.

Two words are linked when they are the same, when a group of related words holds both, or when one that nobody knows is written
like the other. A link is worth the tie of the group, less when the offer's word is the commoner of the two, and less when it
stands in the offer's detail.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from outreach.nearness.related import WORTH, Tie, related
from outreach.nearness.spelling import LEAST, SHORTEST, likeness, trigrams
from outreach.nearness.terms import Term, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.domain.offer import Offer

DETAIL = 0.5
KIND = 0.7
INNER = 0.7
SPELT = 0.7
"""What a word of the detail, the name of the offer's kind, a word inside a phrase, and another spelling are worth."""
MOST_KEPT = 1 << 16


class Word(NamedTuple):
    """A word of an offer: its key, how it is written, and how much it counts there (1 in the title and the tags)."""

    key: str
    written: str
    share: float


class Link(NamedTuple):
    """From a key to an offer by its place in the inventory: the offer's word, the worth, and the tie (None: the same word)."""

    offer: int
    word: Word
    worth: float
    tie: Tie | None


def words_of(offer: Offer) -> tuple[Word, ...]:
    """Return the words of an offer, each once, where they count most."""
    found: dict[str, Word] = {}
    parts = ((offer.title, 1.0), *((tag, 1.0) for tag in offer.tags), (offer.detail or "", DETAIL), (offer.kind.value, KIND))
    for text, share in parts:
        for term in terms(text):
            word = Word(term.key, _written(text, term), share * (INNER if term.inner else 1.0))
            if term.key not in found or word.share > found[term.key].share:
                found[term.key] = word
    return tuple(found.values())


class Links:
    """The index of an inventory. It remembers what it was asked; `kept` of that is bounded, so that names do not fill memory."""

    def __init__(self, offers: Iterable[tuple[Word, ...]]) -> None:
        self._by_key: dict[str, list[tuple[int, Word]]] = defaultdict(list)
        self._by_group: dict[str, list[tuple[int, Word]]] = defaultdict(list)
        self._by_trigram: dict[str, list[str]] = defaultdict(list)
        self._kept: dict[str, dict[int, Link]] = {}
        for index, words in enumerate(offers):
            for word in words:
                self._enter(index, word)

    def of(self, key: str) -> dict[int, Link]:
        """Return the best link of a key to each offer that it leads to, by the offer's place."""
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = self._find(key)
        return found

    def _enter(self, index: int, word: Word) -> None:
        if word.key not in self._by_key and len(word.key) >= SHORTEST and " " not in word.key:
            for trigram in trigrams(word.key):
                self._by_trigram[trigram].append(word.key)
        self._by_key[word.key].append((index, word))
        for group in related().groups.get(word.key, ()):
            self._by_group[group.name].append((index, word))

    def _find(self, key: str) -> dict[int, Link]:
        best: dict[int, Link] = {}
        own = related().weight(key)
        for offer, word, worth, tie in self._candidates(key):
            whole = worth * word.share * (min(1.0, related().weight(word.key) / own) if tie is not None else 1.0)
            if offer not in best or whole > best[offer].worth:
                best[offer] = Link(offer, word, whole, tie)
        return best

    def _candidates(self, key: str) -> Iterable[Link]:
        for index, word in self._by_key.get(key, ()):
            yield Link(index, word, 1.0, None)
        for group in related().groups.get(key, ()):
            for index, word in self._by_group.get(group.name, ()):
                yield Link(index, word, WORTH[group.tie], group.tie)
        for other, worth in self._spelt(key):
            for index, word in self._by_key[other]:
                yield Link(index, word, worth * SPELT, Tie.NEAR)

    def _spelt(self, key: str) -> Iterable[tuple[str, float]]:
        """Yield the inventory's words that are written like a key, where one of the two is nobody's word."""
        if len(key) < SHORTEST or " " in key:
            return
        unknown = not related().is_known(key)
        shared = Counter(other for trigram in trigrams(key) for other in self._by_trigram.get(trigram, ()))
        for other, count in shared.items():
            if other != key and count > 1 and (unknown or not related().is_known(other)):
                worth = likeness(key, other)
                if worth >= LEAST:
                    yield other, worth


def _written(text: str, term: Term) -> str:
    return text[term.start : term.end].lower()
