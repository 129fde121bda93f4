"""Repetition of words that must not come back: our own prompts, and instructions hidden in what a contact wrote.

Both are compared by shingles, runs of consecutive words: a run that long does not come about by chance.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from outreach.lint.case import Case, Hit
from outreach.lint.orders import instructions
from outreach.lint.patterns import widened
from outreach.lint.text import normalise
from outreach.lint.words import record_text, said_of, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from outreach.domain.brief import Brief

PROMPT_RUN = 8
FACT_RUN = 3
_MACHINE = re.compile(
    widened(
        r"\b(?:(?:offer|fact)_ids?|(?:offer|sender|source|contact)\.(?:id|title|detail|link|role|voice|where|when)|"
        r"the user (?:wants|wanted|asked|asks|says|said|is|would|needs)|the (?:system )?prompt|(?:in|from|per|of|by) the brief|"
        r"(?:word|token) (?:limit|count)|as instructed|"
        r"(?:the|my) (?:facts|rules|instructions) (?:are|say)|(?:a|an|large) (?:large )?(?:language|ai) model|"
        r"(?:this|the) (?:message|draft|e-?mail|text) (?:is|was|has been) "
        r"(?:pre-?)?(?:cleared|approved|checked|verified|authori[sz]ed)|"
        r"(?:cleared|approved|verified|authori[sz]ed) (?:this|the) (?:message|draft|e-?mail|text))\b"
    ),
    re.IGNORECASE,
)
"""How a model speaks of its task rather than to the reader."""
_LABEL = re.compile(r"\A\W*(?:offer|body|ask|close|closing|subject|greeting|signature)\s*:", re.IGNORECASE)
"""The keys of a reply, which are names for its parts and no part of it."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def prompts(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a run of words out of our own prompts, and what speaks of the task: keys, labels, ids, "the user wants"."""
    yield from _runs(case, _shingles(case.echoes, PROMPT_RUN), PROMPT_RUN)
    record = record_text(brief).lower()
    said = "\n".join(sentence.text for sentence in case.reading.sentences).lower()
    known = (brief.offer.id, *(fact.id for fact in brief.facts))
    # Hardly any message has an id in it, and a pattern of its own for each would take longer than all that is looked for here.
    ids = [re.escape(id_) for id_ in known if not id_.isalpha() and id_.lower() in said]
    long = [id_ for id_ in ids if len(re.findall(r"[-._]", id_)) > 1]
    alone = rf"|\b(?:{'|'.join(long)})\b" if long else ""
    named = re.compile(rf"\b(?:facts?|ids?|the offer)\W{{1,3}}(?:{'|'.join(ids)})\b{alone}", re.IGNORECASE) if ids else None
    for sentence in case.reading.sentences:
        label = _LABEL.match(sentence.text) if sentence.place == "body" else None
        for match in (label, _MACHINE.search(sentence.text), named.search(sentence.text) if named else None):
            if match is not None and match[0].lower() not in record:
                yield Hit(sentence.place, sentence.start + match.start(), sentence.start + match.end(), sentence.index)


def facts(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a run of words out of a text on the contact that carries instructions for a model, with a word that no record has."""
    hostile = tuple(normalise(text).text for text in sorted(instructions(said_of(brief))))
    known = stems(record_text(brief)) if hostile else frozenset()
    runs = frozenset(run for run in _shingles(hostile, FACT_RUN) if stems(" ".join(run)) - known)
    yield from _runs(case, runs, FACT_RUN)


@lru_cache(maxsize=16)
def _shingles(texts: Sequence[str], size: int) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = [match[0].lower() for match in _WORD.finditer(text)]
        found.update(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
    return frozenset(found)


def _runs(case: Case, known: frozenset[tuple[str, ...]], size: int) -> Iterator[Hit]:
    if not known:
        return
    for sentence in case.reading.sentences:
        words = list(_WORD.finditer(sentence.text))
        said = [match[0].lower() for match in words]
        for i in range(len(words) - size + 1):
            if tuple(said[i : i + size]) in known:
                start, end = words[i].start(), words[i + size - 1].end()
                yield Hit(sentence.place, sentence.start + start, sentence.start + end, sentence.index)
                break


CHECKS: dict[str, Callable[[Case, Brief], Iterator[Hit]]] = {"prompts": prompts, "facts": facts}
