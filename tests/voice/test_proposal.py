"""A voice is learned from habits, and repeats nothing that was written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import BadInput
from outreach.lint.rulebook import load
from outreach.voice.fault import faults
from outreach.voice.features import Spelling, features
from outreach.voice.proposal import propose, runs
from tests.voice.messages import EASY, STIFF

BOOK = load()


def test_an_easy_voice() -> None:
    """Contractions, short words, British spelling, much of "I"."""
    assert propose(EASY).text == (
        "- Casual and easy, as one talks to somebody one likes.\n"
        "- Sentences have about 10 words; hardly any has more than 21.\n"
        "- Paragraphs have two or three sentences, and 2 most often.\n"
        "- Short, everyday words.\n"
        "- Contractions wherever speech has them.\n"
        "- About every second sentence begins with “I”.\n"
        "- No exclamation marks.\n"
        "- Seldom a question: things are stated.\n"
        "- British spelling.\n"
    )


def test_a_stiff_voice() -> None:
    """The other end of every scale."""
    found = propose(STIFF).sentences
    assert "Formal and measured, and courteous throughout." in found
    assert "No contractions: both words are written out." in found
    assert "Longer words are welcome where they are exact." in found
    assert "Sentences seldom begin with “I”." in found
    assert "American spelling." in found


def test_greeting_and_closing_are_told_and_left_out() -> None:
    """Their kinds are seen; the program writes both from the records, so no voice can ask for them."""
    assert features(EASY).greeting == "“hi” and the name, with a comma"
    assert features(EASY).closing == "“cheers” and the name"
    assert features(STIFF).greeting == "“dear” and the name, with a colon"
    assert [habit.split(" (")[0] for habit in propose(EASY).left_out] == ["the greeting", "the closing"]
    assert not any("Cheers" in sentence or "Hi" in sentence for sentence in propose(EASY).sentences)


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Mark,", "the name alone, with a comma"),
        ("Hello Mark -", "“hello” and the name, with a dash"),
        ("Hello Mark —", "“hello” and the name, with a dash"),
        ("Good morning", "“good morning” and the name, with no mark"),
        ("Sure thing, I will", ""),
        ("I will bring the box", ""),
    ],
)
def test_greetings_are_told_from_sentences(first: str, kind: str) -> None:
    """By their first line."""
    assert features([f"{first}\n\nThe box is blue, and the lid is in the shed."]).greeting == kind


def test_what_the_rules_ask_against_is_no_proposal() -> None:
    """Exclamation marks and emoji are seen and left out, and said to be."""
    loud = [message.replace("\n\nCheers", " See you there! 🎉\n\nCheers") for message in EASY]
    found = propose(loud)
    assert not any("xclamation" in sentence or "moji" in sentence for sentence in found.sentences)
    assert {habit.split(" (")[0] for habit in found.left_out} >= {"exclamation marks", "emoji"}


@pytest.mark.parametrize(
    ("messages", "count"), [(EASY[:2], "2 messages"), (("Hi Bo,\n\nYes.\n\nAna",) * 5, "5 messages"), ((), "0")]
)
def test_too_little_is_said(messages: tuple[str, ...], count: str) -> None:
    """Three messages and 150 words, or nothing is proposed."""
    with pytest.raises(BadInput, match=f"Too little to learn a voice from: {count}"):
        propose(messages)


def test_no_run_of_five_words_comes_back() -> None:
    """A sentence of ours that happens to stand in a message is left out: nothing could tell it from a copy."""
    said = "About every second sentence begins with me, and contractions wherever speech has them are mine."
    messages = [f"{message}\n\n{said}" for message in EASY]
    found = propose(messages)
    assert "Contractions wherever speech has them." not in found.sentences
    theirs = {run for message in messages for run in runs(message)}
    assert not theirs & set(runs(found.text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*EASY, *STIFF]), min_size=4, max_size=6), st.text(max_size=300))
def test_whatever_was_written_nothing_of_it_comes_back(messages: list[str], more: str) -> None:
    """Any mix of messages, with anything in them; and what is proposed is a voice that may be used."""
    written = [f"{message}\n\n{more}" for message in messages]
    found = propose(written)
    theirs = {run for message in written for run in runs(message)}
    assert not any(theirs & set(runs(sentence)) for sentence in found.sentences)
    assert faults(found.text, "voice.md", BOOK) == ()


def test_the_same_messages_give_the_same_voice() -> None:
    """Nothing is left to chance, and marks of a word processor make no difference."""
    curly = [message.replace("'", "\u2019").replace(" - ", " \u2013 ") for message in EASY]
    assert propose(curly).sentences == propose(EASY).sentences


def test_spelling_is_told_only_where_it_is_plain() -> None:
    """One word, or as many of the one as of the other, say nothing."""
    assert features(["The colour and the harbour."]).spelling is Spelling.BRITISH
    assert features(["The color and the harbor."]).spelling is Spelling.AMERICAN
    assert features(["The colour."]).spelling is None
    assert features(["The colour, the grey, the color and the center."]).spelling is None


def test_a_hostile_file_takes_no_time() -> None:
    """A word without an end, names without an end, blank lines without an end: each is read in one go."""
    for long in ("a" * 100_000, "colour" * 20_000, "A " * 20_000, "\n" * 100_000, "n't" * 20_000, "- " * 20_000):
        features([f"Hi Bo,\n\n{long}\n\nCheers,\nAna"] * 3)
