"""What a few briefs can show: intervals and the exact test, against figures from the literature and from scipy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from outreach.trials.statistics import share, sign_test, wilson


def test_the_interval_of_a_share_is_wilsons() -> None:
    """The worked figures of scipy's own implementation, at both ends and in the middle."""
    for count, of in ((0, 10), (1, 29), (10, 20), (81, 263), (20, 20)):
        expected = binomtest(count, of).proportion_ci(method="wilson")
        assert wilson(count / of, of) == pytest.approx((expected.low, expected.high))


def test_of_nothing_nothing_is_known() -> None:
    """The interval is everything."""
    assert wilson(0.0, 0) == (0.0, 1.0)
    assert share({}) == (0, 0, 0.0, 1.0)
    assert share({}).part == 0.0


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_exact_test_is_the_binomial_one(wins: int, losses: int) -> None:
    """Two-sided, against a fair coin."""
    expected = binomtest(wins, wins + losses).pvalue if wins + losses else 1.0
    assert sign_test(wins, losses) == pytest.approx(expected)
    assert sign_test(wins, losses) == sign_test(losses, wins)


def test_messages_for_one_brief_are_no_news_of_each_other() -> None:
    """Written ten times for each of four briefs, always with the same end for a brief: as good as four messages."""
    once = share({str(brief): [brief > 0] for brief in range(4)})
    often = share({str(brief): [brief > 0] * 10 for brief in range(4)})
    assert (often.yes, often.of) == (30, 40)
    assert (often.low, often.high) == pytest.approx((once.low, once.high))


def test_messages_that_vary_within_a_brief_are_news() -> None:
    """Where the ends do not hang on the brief, each message counts for itself."""
    often = share({str(brief): [True, False] * 5 for brief in range(4)})
    assert often.part == 0.5
    assert often.high - often.low < 0.9
    fewer = share({str(brief): [brief % 2 == 0] * 10 for brief in range(4)})
    assert often.high - often.low < fewer.high - fewer.low


@given(st.dictionaries(st.text(max_size=3), st.lists(st.booleans(), max_size=6), max_size=8))
def test_an_interval_holds_its_share(outcomes: dict[str, list[bool]]) -> None:
    """Whatever the outcomes."""
    found = share(outcomes)
    assert 0.0 <= found.low <= found.part + 1e-12
    assert found.part - 1e-12 <= found.high <= 1.0
