"""A draft speaks to its reader: what a model says of its task, or labels its reply with, is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach.lint import echoing
from outreach.lint.acts import judge
from outreach.lint.case import Case
from outreach.lint.text import read
from tests.values import NEED, OFFER, brief

if TYPE_CHECKING:
    from outreach.domain.brief import Brief

TASK = [
    "Okay, the user wants a short message about captions.",
    "I stayed within offer.title and offer.detail.",
    "As instructed, I begin with the gift.",
    "Offer: a proofread of your Welsh captions.",
    "This rests on the fact welsh-captions and nothing else.",
    "I kept it below the word limit.",
    "All of this is in the brief.",
]

READER = [
    "The offer stands whatever you answer.",
    "A word about the limit of it: two afternoons in March.",
    "Briefly, Megan reads Welsh.",
    "I offer welsh-captions proofreading.",
]


def found(text: str, given: Brief | None = None) -> bool:
    """Tell whether a message with these words in it echoes a prompt."""
    given = given or brief(facts=(NEED.model_copy(update={"id": "welsh-captions"}),))
    reading = read("", f"Hello Nia,\n\n{text}\n\nBest wishes,\nInes Moreau")
    return any(True for _ in echoing.prompts(Case(reading, judge(reading), given, ()), given))


@pytest.mark.parametrize("text", TASK)
def test_what_speaks_of_the_task_is_found(text: str) -> None:
    """Keys, labels, ids and talk about a user, a brief or a limit are not meant for the reader."""
    assert found(text)


@pytest.mark.parametrize("text", READER)
def test_what_speaks_to_the_reader_passes(text: str) -> None:
    """The same words in a sentence to the reader."""
    assert not found(text)


def test_a_word_of_the_record_is_the_senders_own() -> None:
    """Where the offer itself speaks of a word count, so may the draft."""
    counting = OFFER.model_copy(update={"detail": "You get a word count of the captions with it."})
    assert not found("You get a word count of the captions with it.", brief(offer=counting))
