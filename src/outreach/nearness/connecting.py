"""Which words connect a fact and an offer, as a person would name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.nearness.related import COMMON, related

if TYPE_CHECKING:
    from outreach.domain.fact import Fact
    from outreach.nearness.links import Link
    from outreach.nearness.needs import Weighed

Connection = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


def connection(fact: Fact, found: list[tuple[Weighed, Link]]) -> Connection:
    """Return the fact's words that connect it to an offer, in its order, and for those that are near the offer's word.

    Quoted words are named only where none of the fact's own connects. Words that stand beside one another are named together
    ("small grants"); a word inside a phrase that is named is not named again, and a common word is named beside others only.
    """
    kept = _outermost([pair for pair in found if not pair[0].quoted] or found)
    near = [(each, link) for each, link in kept if link.tie is not None]
    near.sort(key=lambda pair: (-pair[0].weight * pair[1].worth, _place(pair[0])))
    runs = [run for run in _runs(fact, [each for each, link in kept if link.tie is None]) if _says(run)]
    named = sorted(
        [(_place(run[0]), _written(fact, run[0], run[-1])) for run in runs]
        + [(_place(each), _written(fact, each, each)) for each, _ in near]
    )
    pairs = {_written(fact, each, each): link.word.written for each, link in near}
    return tuple(dict.fromkeys(words for _, words in named)), tuple(pairs.items())


def _outermost(found: list[tuple[Weighed, Link]]) -> list[tuple[Weighed, Link]]:
    """Return what no longer phrase stands for; a word that is the same says more than a phrase around it that is near."""
    if not any(each.term.inner for each, _ in found):
        return found
    return [pair for pair in found if not any(_outdoes(other, pair) for other in found if other is not pair)]


def _outdoes(one: tuple[Weighed, Link], other: tuple[Weighed, Link]) -> bool:
    """Tell whether a pair makes another needless: it is longer and ties as well, or it is a part and ties better."""
    (each, link), (second, tie) = one, other
    if _covers(each, second):
        return link.tie is None or tie.tie is not None
    return _covers(second, each) and link.tie is None and tie.tie is not None


def _covers(outer: Weighed, inner: Weighed) -> bool:
    one, other = outer.term, inner.term
    longer = one.end - one.start > other.end - other.start
    return longer and outer.quoted == inner.quoted and one.start <= other.start and other.end <= one.end


def _runs(fact: Fact, words: list[Weighed]) -> list[list[Weighed]]:
    """Return the words in runs with nothing but a blank between them."""
    runs: list[list[Weighed]] = []
    for each in sorted(words, key=_place):
        last = runs[-1][-1] if runs else None
        if last is not None and last.quoted == each.quoted and _text(fact, last)[last.term.end : each.term.start] == " ":
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _says(run: list[Weighed]) -> bool:
    """Tell whether any word of a run says something."""
    return any(related().weight(each.term.key) > COMMON for each in run)


def _written(fact: Fact, first: Weighed, last: Weighed) -> str:
    return _text(fact, first)[first.term.start : last.term.end].lower()


def _text(fact: Fact, each: Weighed) -> str:
    return fact.quote or "" if each.quoted else fact.text


def _place(each: Weighed) -> tuple[bool, int]:
    return each.quoted, each.term.start
