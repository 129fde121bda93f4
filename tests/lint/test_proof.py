"""The proof of a rulebook finds every kind of mistake in it, and finds none in a sound one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach.lint.finding import Severity
from outreach.lint.proof import prove
from outreach.lint.rule import Rule
from outreach.lint.rule_file import example
from outreach.lint.rulebook import Rulebook, load
from tests.lint.briefs import STANDARD

if TYPE_CHECKING:
    from pathlib import Path

SOUND = Rule(
    code="TEAM01",
    name="shouted-word",
    reason="urgency",
    severity=Severity.ERROR,
    says="It shouts.",
    why="Nobody likes it.",
    source="Our team.",
    instead="Speak.",
    kind="forbid",
    parameters=(r"\brush\b", r"\bhurry\b"),
    unless=(r"\bnever rush\b",),
    bad=(example("We [[rush]] and we [[hurry]]."), example("[[Hurry]]!"), example("[[Rush]]!")),
    good=(example("We never rush."), example("The list is here."), example("Take it.")),
    where="team.yaml",
)


def _mistakes(*rules: Rule) -> list[str]:
    return [mistake.what for mistake in prove(Rulebook(rules), STANDARD)]


def test_a_sound_rule_has_no_mistake() -> None:
    """Nothing is found where nothing is wrong."""
    assert _mistakes(SOUND) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"parameters": (r"\brush\b", r"\bhurry\b", r"\bdash\b")}, r"no bad example is hit by the pattern \bdash\b"),
        ({"parameters": (r"\brush\b", r"\bhurry\b", r"(?:hop)?")}, "matches an empty text"),
        ({"unless": (r"\bnever rush\b", r"\bnever hurry\b")}, r"no good example needs the exception \bnever hurry\b"),
        ({"unless": ()}, "a good example is found by TEAM01"),
        ({"unless": (r"\brush\b",)}, "a bad example passes"),
        ({"bad": (example("We rush and [[hurry]]."), *SOUND.bad)}, 'found but not marked: "rush"'),
        ({"bad": (example("We [[rush]] and [[dash]]."), *SOUND.bad)}, 'found but not marked: "dash"'),
        ({"good": (*SOUND.good, example("No hurry."))}, "a good example is found by TEAM01"),
        ({"good": (*SOUND.good, example("Here.", subject="Hurry"))}, "a good example is found by TEAM01"),
    ],
)
def test_a_mistake_is_found(change: dict[str, tuple[str, ...]], what: str) -> None:
    """Each mistake alone, by what is said of it."""
    assert any(what in mistake for mistake in _mistakes(SOUND._replace(**change)))  # type: ignore[arg-type]


def test_an_exception_must_excuse_a_match() -> None:
    """An exception that stands in a good example where no pattern matches is idle."""
    idle = SOUND._replace(unless=(*SOUND.unless, r"\bthe list\b"))
    assert any("the list" in mistake for mistake in _mistakes(idle))


def test_one_rule_may_not_find_the_good_examples_of_another() -> None:
    """Even as a warning."""
    other = SOUND._replace(
        code="TEAM02", name="other", severity=Severity.WARNING, parameters=("list",), unless=(),
        bad=(example("A [[list]]."),), good=(example("Here."),),
    )  # fmt: skip
    assert _mistakes(SOUND, other) == ["TEAM01 shouted-word: a good example is found by TEAM02 other: The list is here."]


def test_a_judged_rule_must_find_its_marks() -> None:
    """The sentence that the classifier names has to overlap the words that are marked."""
    placeholder = next(rule for rule in load().rules if (rule.kind, rule.parameters) == ("judged", ("placeholder",)))
    away = placeholder._replace(bad=(placeholder.bad[0]._replace(spans=((0, 0),)),), good=())
    assert any("outside the marks" in mistake for mistake in _mistakes(away))
    harmless = placeholder._replace(bad=(placeholder.good[0],), good=())
    assert any("a bad example passes" in mistake for mistake in _mistakes(harmless))


def test_rules_for_drafts_are_judged_beside_the_brief() -> None:
    """The same words pass beside the brief that has the number, and fail beside one that has not."""
    numbers = next(rule for rule in load().rules if (rule.kind, rule.parameters) == ("grounded", ("numbers",)))
    alone = Rulebook([numbers])
    assert prove(alone, STANDARD) == []
    richer = STANDARD.facts[1].model_copy(update={"text": "The café repaired 250 items for forty people in 2019"})
    knowing = STANDARD.model_copy(update={"facts": (STANDARD.facts[0], richer)})
    assert len(prove(alone, knowing)) >= len(numbers.bad)


def test_a_mistake_has_its_line(tmp_path: Path) -> None:
    """The line of the rule's code in its file; none when there is no such file."""
    path = tmp_path / "team.yaml"
    path.write_text("rules:\n  - name: shouted-word\n    code: TEAM01\n", encoding="utf-8")
    broken = SOUND._replace(unless=(), where=str(path))
    assert [mistake.line for mistake in prove(Rulebook([broken]), STANDARD)] == [3]
    assert [mistake.line for mistake in prove(Rulebook([broken._replace(where="gone.yaml")]), STANDARD)] == [0]
