"""Two versions are compared brief by brief, and noise is told as noise."""

from __future__ import annotations

from outreach.trials.case import Case, Ended
from outreach.trials.comparison import MEASURES, compare


def cases(ends: str, *, words: int = 80, turn: int = 1) -> list[Case]:
    """Return a case for each letter: first, repaired, held, or engine failure."""
    kinds = {"f": Ended.FIRST, "r": Ended.REPAIRED, "h": Ended.HELD, "x": Ended.FAILED}
    return [
        Case(sample=f"s{number}", turn=turn, ended=kinds[letter], words=words if letter in "fr" else 0)
        for number, letter in enumerate(ends)
    ]


def test_the_same_is_told_as_the_same() -> None:
    """No brief differs in anything."""
    assert {str(each) for each in compare(cases("ffrh"), cases("ffrh"))} == {
        "cleared at first try: the same in every one of 4 briefs.",
        "cleared in the end: the same in every one of 4 briefs.",
        "length: the same in every one of 3 briefs.",
        "echo of the prompt: the same in every one of 3 briefs.",
    }


def test_a_few_briefs_more_are_no_progress() -> None:
    """Three won and one lost of twenty can be chance, and are told so."""
    first, end, *_ = compare(cases("fff" + "h" + "f" * 16), cases("hhh" + "f" + "f" * 16))
    said = "better in 3 of 20 briefs, the other way in 1: no difference that 20 briefs could show (p = 0.62)."
    assert str(first) == f"cleared at first try: {said}"
    assert str(end) == f"cleared in the end: {said}"


def test_a_difference_in_nearly_every_brief_is_one() -> None:
    """All messages are longer, and most briefs are lost."""
    first, _, length, _ = compare(cases("r" * 20, words=120), cases("f" * 20, words=80))
    assert (first.shown, length.shown) == (True, True)
    assert str(first).startswith("cleared at first try: worse in 20 of 20 briefs, the other way in 0: a difference (p = ")
    assert str(length).startswith("length: longer in 20 of 20 briefs")


def test_six_of_six_are_not_enough_for_four_measures() -> None:
    """One in twenty of four measures would be one in five: the bound is divided among them."""
    found = compare(cases("f" * 6), cases("h" * 6))[0]
    assert len(MEASURES) == 4
    assert found.probability < 0.05
    assert not found.shown


def test_only_briefs_that_both_wrote_for_are_compared() -> None:
    """A failed engine and a sample of one side alone say nothing."""
    found = compare(cases("xff"), cases("hhhff"))[0]
    assert (found.briefs, found.more, found.less) == (2, 2, 0)


def test_one_brief_and_none() -> None:
    """Are told in words of their own."""
    assert str(compare(cases("f"), cases("f"))[0]) == "cleared at first try: the same in the one brief."
    assert "nothing to compare" in str(compare(cases("h"), cases("h"))[2])


def test_several_turns_are_one_vote_of_a_brief() -> None:
    """A brief that clears in two of three turns against one of three is won once."""
    ours = [*cases("f"), *cases("f", turn=2), *cases("h", turn=3)]
    theirs = [*cases("h"), *cases("f", turn=2), *cases("h", turn=3)]
    found = compare(ours, theirs)[0]
    assert (found.more, found.less, found.briefs) == (1, 0, 1)
