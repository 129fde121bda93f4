"""What a model picked out of a text, made into proposals: whole sentences of the text, under the rules of the plain extractor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach.domain.proposal import Proposal
from outreach.gathering.extract import MOST, Voice, sentences
from outreach.gathering.unfit import is_unfit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.domain.fact import FactKind, Source

_FEWEST_BLANKS: Final = 2
"""A pick of one or two words could be meant for any of many sentences."""


def chosen(text: str, picks: Iterable[tuple[str, FactKind]], source: Source, *, voice: Voice) -> tuple[Proposal, ...]:
    """Return a proposal for each sentence of the text that a pick lies in or covers, in the order of the picks.

    Half a sentence can say the opposite of the whole, so the whole one is proposed. A sentence that the plain extractor would
    never propose (an order, a link, a notice) is not proposed here either; a pick that no sentence holds is dropped.
    """
    every = sentences(text, voice)
    found: dict[str, FactKind] = {}
    for words, kind in picks:
        for sentence in _held(every, words):
            if not is_unfit(sentence):
                found.setdefault(sentence, kind)
    return tuple(Proposal(quote=words, kind=kind, source=source) for words, kind in list(found.items())[:MOST])


def _held(every: tuple[str, ...], words: str) -> list[str]:
    """Return the sentence that holds the words, or else those that the words cover."""
    if words.count(" ") < _FEWEST_BLANKS:
        return []
    whole = next((sentence for sentence in every if words in sentence), None)
    if whole is not None:
        return [whole]
    return [sentence for sentence in every if sentence in words]
