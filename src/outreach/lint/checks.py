"""The few kinds of check that a rule may name.

`forbid` (patterns) is matched for all rules at once by the linter, which also reads `judged` off the classifier's judgement.
Every other kind is a function from a case and one parameter to hits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.lint.case import Case, Hit, whole
from outreach.lint.rule import MESSAGE_REASONS
from outreach.lint.text import is_english

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST = 1_000
"""A message of more words is a document: no reader could be expected to judge it as one request."""
SHORTEST = 3
_OVER_LENGTH = 1.2
"""A draft may run a fifth over the words its brief allows: salutation and sign-off are code and count too."""


def length(case: Case, bound: str) -> Iterator[Hit]:
    """Find a body with almost no words ("empty"), with too many to be a message ("long"), or over its brief ("brief")."""
    text = case.reading.body.text
    if bound == "empty":
        wrong = len(text.split(maxsplit=SHORTEST)) < SHORTEST
    elif bound == "long":
        wrong = len(text) > LONGEST and len(text.split()) > LONGEST  # no text has more words than characters
    else:
        wrong = case.brief is not None and len(text.split()) > case.brief.words * _OVER_LENGTH
    if wrong:
        yield whole(case.reading)


def language(case: Case, _: str) -> Iterator[Hit]:
    """Find a message in a language that the rules are not written for."""
    if not is_english(case.reading):
        yield whole(case.reading)


def offer(case: Case, question: str) -> Iterator[Hit]:
    """Find a draft whose offer is not the brief's ("kept"), is not first ("first"), tied ("free"), or enlarged ("larger")."""
    if case.brief is not None:
        from outreach.lint import offering  # noqa: PLC0415  # the stemmer is needed beside a brief only

        yield from offering.CHECKS[question](case, case.brief)


def grounded(case: Case, subject: str) -> Iterator[Hit]:
    """Find what no record supports: names, numbers, links, past, claims, effects, signs, other tongues; or a wrong greeting."""
    if case.brief is not None:
        from outreach.lint import grounding  # noqa: PLC0415  # the stemmer is needed beside a brief only

        yield from grounding.CHECKS[subject](case, case.brief)


def echo(case: Case, source: str) -> Iterator[Hit]:
    """Find runs of words taken from our prompts ("prompts") or from instructions hidden in a fact ("facts")."""
    if case.brief is not None:
        from outreach.lint import echoing  # noqa: PLC0415  # needed beside a brief only

        yield from echoing.CHECKS[source](case, case.brief)


def ask(case: Case, question: str) -> Iterator[Hit]:
    """Find an ask that hurries the reader ("unpressed"), or that is not the one of the brief ("unbriefed")."""
    if case.brief is not None:
        from outreach.lint import pressing  # noqa: PLC0415  # needed beside a brief only

        yield from pressing.CHECKS[question](case, case.brief)


CHECKS: dict[str, Callable[[Case, str], Iterator[Hit]]] = {
    "length": length,
    "language": language,
    "offer": offer,
    "grounded": grounded,
    "echo": echo,
    "ask": ask,
}

KINDS: dict[str, str] = {
    "forbid": "",
    "judged": "|".join(MESSAGE_REASONS),
    "length": "empty|long|brief",
    "language": "english",
    "offer": "kept|standing|first|free|only|larger",
    "grounded": "greeting|names|numbers|links|past|claims|outcomes|times|signs|tongue",
    "echo": "prompts|facts",
    "ask": "unpressed|unbriefed",
}
"""Each kind of check with the form of its parameter (`forbid` takes a list of patterns instead)."""

BESIDE_A_BRIEF_ONLY = frozenset({"offer", "grounded", "echo", "ask"})
"""Kinds that mean nothing without a brief."""
