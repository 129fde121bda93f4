"""Forms of words, and words in another spelling."""

from __future__ import annotations

import pytest

from outreach.nearness.spelling import form, likeness
from outreach.nearness.terms import terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organize", "organise"),
        ("organizers", "organiser"),
        ("colors", "colour"),
        ("theater", "theatre"),
        ("analyzed", "analyse"),
        ("puppets'", "puppet"),
        ("Ana's", "ana"),
        ("Ana\u2019s", "ana"),
        ("editions", "edition"),
    ],
)
def test_one_word_has_one_form(one: str, other: str) -> None:
    """Whatever its number, its case and its country."""
    assert form(one) == form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("organic", "organ"), ("marketing", "market"), ("prize", "prise"), ("edition", "edit"), ("conversation", "conversion")],
)
def test_two_words_have_two(one: str, other: str) -> None:
    """Although their stems are one."""
    assert form(one) != form(other)


def test_likeness_needs_a_beginning_and_most_letters() -> None:
    """Dice's coefficient of trigrams, and nothing below the threshold."""
    assert likeness("harpsichord", "harpsicord") > 0.7
    assert likeness("glassblower", "blower") > 0
    assert likeness("dread", "bread") == 0
    assert likeness("compost", "composer") == 0
    assert likeness("fog", "fogs") == 0


def test_a_phrase_is_one_term_with_its_words_inside() -> None:
    """Function words are left out, but for those of a phrase."""
    found = terms("wants a second pair of eyes on the bike clinic")
    assert [(each.key, each.inner) for each in found if each.key != "want"] == [
        ("second pair of eye", False), ("second", True), ("pair", True), ("eye", True), ("bike clinic", False), ("bike", True),
        ("clinic", True),
    ]  # fmt: skip


def test_two_words_that_are_one() -> None:
    """Where the one word is known."""
    assert [each.key for each in terms("book binding")] == [form("bookbinding")]
    assert [each.key for each in terms("AI of a UK ox")] == ["ai", "uk"]
