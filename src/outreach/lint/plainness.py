"""What no person types into a letter: markup, code, letters of another alphabet, a sentence in another language or in none.

An engine's draft is plain English prose. What else stands in it was copied from somewhere, by a model that was talked into it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.domain.salutation import salutation
from outreach.lint.case import Case, Hit, at, whole
from outreach.lint.lexicon import ENGLISH, FOREIGN
from outreach.lint.offering import spoken
from outreach.lint.words import WORD, own_text, record_text, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.domain.brief import Brief

_WRITTEN = re.compile(r"\S+")
_SIGNS = re.compile(r"[\[\]{}<>|\\^=_`~]|\(\)")
_LEFT_OUT = re.compile(r"\[(?:\.\.\.|\u2026)\]")
"""What a quote leaves out: the one use of brackets in a letter."""
_OTHER_LETTERS = re.compile("[^\\W\\d_]*[^\\W\\d_\x00-\u024f\u02b0-\u036f\u1e00-\u1eff][^\\W\\d_]*")
_STUTTER = re.compile(r"([^\W\d_])\1{4,}|[^\W\d_]{30,}", re.IGNORECASE)
_FEWEST = 3
"""So many words make a sentence whose language can be told."""
_LEAST_ENGLISH = 0.15
"""In 8,926 sentences that people wrote, those with fewer function words are lists, addresses and code."""


def signs(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find signs of markup and code, and letters of other alphabets, that no record has: once a sentence.

    They are looked for in the text as it was written: reading it takes off tags and look-alikes.
    """
    own, record = own_text(brief), record_text(brief)
    greeting = f"{salutation(brief.contact, brief.channel)}\n"
    for place, part in (("subject", case.reading.subject), ("body", case.reading.body)):
        sentences = [sentence for sentence in case.reading.sentences if sentence.place == place]
        found: set[Hit] = set()
        begin = len(greeting) if part.original.startswith(greeting) else 0
        if not any(pattern.search(part.original, begin) for pattern in (_SIGNS, _OTHER_LETTERS, _STUTTER)):
            continue
        for match in _WRITTEN.finditer(part.original, begin):
            if _is_odd(match[0], own, record):
                after = (sentence for sentence in sentences if part.origin(sentence.start, sentence.end)[1] > match.start())
                sentence = next(after, sentences[-1] if sentences else None)
                found.add(at(sentence) if sentence is not None else whole(case.reading))
        yield from sorted(found)


def tongue(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a sentence that is not in English, or in no language at all."""
    own = stems(own_text(brief))
    subject = [sentence for sentence in case.reading.sentences if sentence.place == "subject"]
    for sentence in (*subject, *spoken(case, brief)):
        words = [match[0].lower() for match in WORD.finditer(sentence.text)]
        if not words:
            if len(sentence.text) > _FEWEST and not any(letter.isdigit() for letter in sentence.text):
                yield at(sentence)
        elif len(words) >= _FEWEST and not stems(sentence.text) & own:
            english, foreign = (sum(word in known for word in words) for known in (ENGLISH, FOREIGN))
            if english < _LEAST_ENGLISH * len(words) or foreign > english:
                yield at(sentence)


def _is_odd(written: str, own: str, record: str) -> bool:
    """Tell whether a run without blanks has signs or letters that do not belong there."""
    bare = written.strip(".,;:!?()\"'")
    if (bare and bare in own) or _LEFT_OUT.fullmatch(bare):
        return False
    foreign = _OTHER_LETTERS.search(bare)
    return bool(_SIGNS.search(_LEFT_OUT.sub("", written)) or _STUTTER.search(bare)) or (
        foreign is not None and foreign[0] not in record
    )


CHECKS: dict[str, Callable[[Case, Brief], Iterator[Hit]]] = {"signs": signs, "tongue": tongue}
