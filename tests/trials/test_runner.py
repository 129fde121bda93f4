"""A trial writes the same for every version, counts how each message ended, and keeps no word of it."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from outreach.batch.run import SAME_FAILURES
from outreach.errors import BadPrompt, EngineUnreachable
from outreach.prompting.library import Prompts, shipped
from outreach.trials.case import Case, Ended
from outreach.trials.figures import figures
from tests.trials.making import Willing, samples, trial, version

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.trials.runner import Trial


def run(made: Trial) -> dict[str, tuple[Case, ...]]:
    return asyncio.run(made.run())


def ends(cases: tuple[Case, ...]) -> list[Ended]:
    return [case.ended for case in cases]


def test_cleared_repaired_held_and_failed_are_told_apart() -> None:
    """Four samples, four ends; what failed counts in no share."""
    chosen = samples(4)
    first, second, third, _ = chosen.briefs
    engines = {first: Willing(), second: Willing(bad=1), third: Willing(bad=9)}
    down = EngineUnreachable("It is down.")
    cases = run(trial(version("a", lambda sample: engines.get(sample, Willing(error=down))), chosen=chosen))["a"]
    assert ends(cases) == [Ended.FIRST, Ended.REPAIRED, Ended.HELD, Ended.FAILED]
    assert [case.sample for case in cases] == list(chosen.briefs)
    assert cases[2].rules
    assert all(len(rule.split()) == 2 for rule in cases[2].rules)
    assert [bool(case.words) for case in cases] == [True, True, False, False]
    found = figures(cases)
    assert (found.first[:2], found.repaired[:2], found.held[:2], found.cleared[:2]) == ((1, 3), (1, 3), (1, 3), (2, 3))
    assert (found.failed, found.tokens, found.cost) == (1, None, None)


def test_versions_take_turns_at_each_sample() -> None:
    """A trial that is stopped has written as much for one version as for the other."""
    order: list[str] = []

    def watched(name: str) -> Willing:
        order.append(name)
        return Willing()

    def stop(going: Trial) -> None:
        if going.done == 4:
            going.stop("you stopped it")

    made = trial(version("a", lambda _: watched("a")), version("b", lambda _: watched("b")), watch=stop)
    cases = run(made)
    assert order == ["a", "b", "a", "b"]
    assert {name: len(found) for name, found in cases.items()} == {"a": 2, "b": 2}
    assert (made.stopped, made.size) == ("you stopped it", 8)


def test_each_sample_is_written_for_as_often_as_asked() -> None:
    """The turns are told apart, and messages of different turns are not compared with each other."""
    cases = run(trial(version("a", lambda _: Willing()), chosen=samples(3), repeat=2))["a"]
    assert [case.turn for case in cases] == [1, 1, 1, 2, 2, 2]
    assert [case.shared for case in cases[:3]] == [case.shared for case in cases[3:]]
    assert not any(case.alike for case in cases)


def test_messages_that_read_alike_are_found() -> None:
    """The same person twice under two names: the second message is too near."""
    chosen = samples(2)
    brief = next(iter(chosen.briefs.values()))
    twins = type(chosen)({"one": brief, "two": brief})
    cases = run(trial(version("a", lambda _: Willing()), chosen=twins))["a"]
    assert [case.alike for case in cases] == [True, True]
    assert figures(cases).alike[:2] == (2, 2)


def test_the_words_of_the_prompt_are_found_in_a_message(tmp_path: Path) -> None:
    """A prompt that holds what is written is echoed; data in the prompt is no instruction."""
    chosen = samples(1)
    told = (shipped() / "draft.md").read_text(encoding="utf-8")
    title = next(iter(chosen.briefs.values())).offer.title
    (tmp_path / "draft.md").write_text(told.replace("# user\n", f"# user\n\nSuch as: {title}.\n", 1), encoding="utf-8")
    plain = version("plain", lambda _: Willing())
    quoting = version("quoting", lambda _: Willing(), Prompts(tmp_path))
    quoting.linter._echoes = ()
    cases = run(trial(plain, quoting, chosen=chosen))
    assert cases["plain"][0].echo == 0
    assert cases["quoting"][0].echo > 0.05


def test_an_engine_that_never_writes_is_told_as_its_error() -> None:
    """There is nothing to report but why."""
    with pytest.raises(EngineUnreachable, match=r"It is down\."):
        run(trial(version("a", lambda _: Willing(error=EngineUnreachable("It is down.")))))


def test_an_engine_that_fails_again_and_again_stops_the_trial() -> None:
    """What was written before counts."""
    chosen = samples(20)
    good = next(iter(chosen.briefs))
    down = EngineUnreachable("It is down.")
    made = trial(version("a", lambda sample: Willing(error=None if sample == good else down)), chosen=chosen)
    cases = run(made)["a"]
    assert Counter(ends(cases)) == {Ended.FIRST: 1, Ended.FAILED: SAME_FAILURES}
    assert made.stopped == f"the engine failed {SAME_FAILURES} times in the same way: It is down."


def test_a_prompt_that_cannot_be_used_ends_the_trial(tmp_path: Path) -> None:
    """It is every message's alike, and its sentence is the one that drafting would say."""
    (tmp_path / "draft.md").write_text((shipped() / "draft.md").read_text(encoding="utf-8") + "{{ nonsense }}", encoding="utf-8")
    with pytest.raises(BadPrompt, match="nonsense"):
        run(trial(version("a", lambda _: Willing(), Prompts(tmp_path))))


def test_no_case_holds_a_word_of_a_message() -> None:
    """What is kept of a cleared message is numbers and names of ours."""
    cases = run(trial(version("a", lambda _: Willing())))["a"]
    known = {"sample", "turn", "ended", "rules", "usage", "words", "echo", "shared", "alike"}
    for case in cases:
        assert set(case.model_dump()) == known
        assert [each for each in case.model_dump().values() if isinstance(each, str)] == [case.sample, case.ended]
