"""Mistakes in prompts: all of them at once, with file and line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from outreach.errors import BadPrompt, Mistake
from tests.prompting.files import HEAD, prompt, workspace

if TYPE_CHECKING:
    from pathlib import Path


def mistakes(folder: Path, text: str, **partials: str) -> tuple[Mistake, ...]:
    """Return what is found wrong with a prompt."""
    with pytest.raises(BadPrompt) as caught:
        workspace(folder, text, **partials).check("draft")
    return caught.value.mistakes


def said(folder: Path, text: str, **partials: str) -> list[str]:
    """Return each mistake as `line: what`."""
    return [f"{mistake.line}: {mistake.what}" for mistake in mistakes(folder, text, **partials)]


def test_an_undefined_name_is_found_at_its_line(tmp_path: Path) -> None:
    """Also in a branch that is hardly ever taken."""
    text = prompt(
        system="Write.\n{% if asks %}\n{{ nmae }}\n{% endif %}", head=HEAD.replace("brief: the", "asks: a\n  brief: the")
    )
    line = text.split("\n").index("{{ nmae }}") + 1
    assert any(found.startswith(f"{line}: 'nmae' is undefined") for found in said(tmp_path, text))


def test_an_unused_input_is_found_at_its_line(tmp_path: Path) -> None:
    """A declared input that no part and no partial uses."""
    text = prompt(head=HEAD.replace("brief: the", "words: how many\n  brief: the"))
    assert said(tmp_path, text) == ["5: the input 'words' is unused. Use it, or take it out of the head."]


def test_an_input_used_in_a_partial_is_used(tmp_path: Path) -> None:
    """Partials count."""
    text = prompt(user='{% include "partials/data.md" %}')
    assert workspace(tmp_path, text, data="{{ brief }}").check("draft").version == 1


def test_an_input_that_the_program_does_not_have(tmp_path: Path) -> None:
    """The inputs there are, are named."""
    text = prompt(user="{{ brief }} {{ mood }}", head=HEAD.replace("brief: the", "mood: a mood\n  brief: the"))
    assert said(tmp_path, text) == ["5: there is no input 'mood'. This prompt is given: channel, closeness, asks, words, brief."]


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    """In the head's inputs, in both parts and in a partial, in one go."""
    text = prompt(
        system="{{ a.b }}",
        user='{{ other }}\n{% for x in y %}{% endfor %}\n{% include "partials/bad.md" %}\n{% include "partials/none.md" %}',
    )
    found = mistakes(tmp_path, text, bad="fine\n{% if %}")
    whats = " ".join(mistake.what for mistake in found)
    for part in (
        "a look inside a value",
        "'other' is undefined",
        "a loop",
        "'partials/none.md' does not exist",
        "'brief' is unused",
    ):
        assert part in whats
    assert [(mistake.where.rsplit("/", 1)[-1], mistake.line) for mistake in found if "valid Jinja2" in mistake.what] == [
        ("bad.md", 2)
    ]


def test_a_syntax_error_has_the_line_of_the_file(tmp_path: Path) -> None:
    """Not the line within the part."""
    text = prompt(user="one\ntwo {{ brief\n")
    line = text.split("\n").index("two {{ brief") + 1
    assert any(found.startswith((f"{line}: is not valid Jinja2", f"{line + 1}:")) for found in said(tmp_path, text))


@pytest.mark.parametrize(
    "broken", [{"user": "two {{ brief\n"}, {"system": "{% if asks %}\n{{ nmae }}", "user": "{{ brief }} {{ other }}"}]
)
def test_beside_a_syntax_error_nothing_is_told_that_follows_from_it(tmp_path: Path, broken: dict[str, str]) -> None:
    """Inputs that seem unused and names that seem undefined are seen once the file can be parsed."""
    (found,) = said(tmp_path, prompt(**broken))
    assert "is not valid Jinja2" in found


@pytest.mark.parametrize(
    ("construct", "name"),
    [
        ("{% for i in range(999999999) %}{% endfor %}", "a loop"),
        ("{{ 'x' * 200000000 }}", "arithmetic"),
        ("{{ -words }}", "arithmetic"),
        ("{{ 'a' ~ 'b' }}", "joining"),
        ("{{ brief|center(99999999) }}", "a filter"),
        ("{% filter upper %}x{% endfilter %}", "a filter"),
        ("{{ brief is defined }}", "a test"),
        ("{{ brief.upper() }}", "a call"),
        ("{{ range(3) }}", "a call"),
        ("{{ brief.__class__ }}", "a look inside a value"),
        ("{{ brief['x'] }}", "a look inside a value"),
        ("{% set x = 1 %}", "an assignment"),
        ("{% macro m() %}{% endmacro %}", "a macro"),
        ('{% import "partials/x.md" as x %}', "an import"),
        ('{% from "partials/x.md" import y %}', "an import"),
        ('{% extends "partials/x.md" %}', "inheritance"),
        ("{% block b %}{% endblock %}", "inheritance"),
        ("{% include brief %}", "an include names one partial"),
        ('{% include "/etc/passwd" %}', "an include names one partial"),
        ('{% include "partials/../draft.md" %}', "an include names one partial"),
        ('{% include ["partials/a.md", "partials/b.md"] %}', "an include names one partial"),
        ('{% include "partials/a.md" ignore missing %}', "an include names one partial"),
        ('{% include "partials/a.md" without context %}', "an include names one partial"),
    ],
)
def test_what_a_prompt_may_not_use(tmp_path: Path, construct: str, name: str) -> None:
    """Whatever could run long, grow without bound or reach into a value is refused before it runs."""
    text = prompt(user=f"{{{{ brief }}}}\n{construct}")
    before = time.monotonic()
    assert any(name in found for found in said(tmp_path, text))
    assert time.monotonic() - before < 1


def test_data_has_no_place_in_the_system_part(tmp_path: Path) -> None:
    """Not even by way of a partial."""
    text = prompt(system='{% include "partials/data.md" %}')
    (found,) = mistakes(tmp_path, text, data="all\n{{ brief }}")
    assert (found.where.rsplit("/", 1)[-1], found.line) == ("data.md", 2)
    assert "never in `# system`" in found.what


def test_a_prompt_without_the_brief_cannot_write(tmp_path: Path) -> None:
    """A draft prompt must use the brief in its user part."""
    text = prompt(user="Write anything.", head=HEAD.replace("brief: the brief", "words: how many").replace("inputs", "inputs"))
    assert any("the user part does not use {{ brief }}" in found for found in said(tmp_path, text))


@pytest.mark.parametrize(
    "partials",
    [
        {"a": '{% include "partials/a.md" %}'},
        {"a": '{% include "partials/b.md" %}', "b": '{% include "partials/a.md" %}'},
    ],
)
def test_partials_that_include_each_other(tmp_path: Path, partials: dict[str, str]) -> None:
    """A circle is found without running it."""
    text = prompt(system='{% include "partials/a.md" %}')
    assert any("include each other without an end" in found for found in said(tmp_path, text, **partials))


def test_partials_that_multiply(tmp_path: Path) -> None:
    """Ten times ten times ten includes of nothing would render for ever and never fill a size limit."""
    partials = {f"p{n}": f'{{% include "partials/p{n + 1}.md" %}}' * 10 for n in range(8)} | {"p8": ""}
    text = prompt(system='{% include "partials/p0.md" %}')
    before = time.monotonic()
    assert any("partials more than 200 times" in found for found in said(tmp_path, text, **partials))
    assert time.monotonic() - before < 1


def test_a_partial_that_is_named_twice_is_no_mistake(tmp_path: Path) -> None:
    """Two parts may share one."""
    text = prompt(system='{% include "partials/a.md" %}', user='{% include "partials/a.md" %}{{ brief }}')
    assert workspace(tmp_path, text, a="Plain.").check("draft").version == 1


def test_a_prompt_over_its_budget(tmp_path: Path) -> None:
    """The size is counted with an ordinary brief, and the line is that of the budget."""
    text = prompt(system="Write well. " * 2000)
    (found,) = said(tmp_path, text)
    assert found.startswith("7: takes ")
    assert "tokens with an ordinary brief, over budgets.prompt_tokens." in found


@pytest.mark.parametrize("depth", [200, 2000, 20000])
def test_absurd_nesting_is_a_mistake_and_no_crash(tmp_path: Path, depth: int) -> None:
    """However deep, the answer is a sentence."""
    for text in (
        "{{ " + "not " * depth + "words }}",
        "{% if words %}" * depth + "x" + "{% endif %}" * depth,
        "{{ " + "(" * depth + "1",
    ):
        with pytest.raises(BadPrompt):
            workspace(tmp_path, prompt(user=f"{{{{ brief }}}} {text}")).check("draft")


def test_a_report_tells_the_size(tmp_path: Path) -> None:
    """A right prompt gives what `prompts check` shows."""
    report = workspace(tmp_path, prompt()).check("draft")
    assert (report.name, report.version, report.budget) == ("draft", 1, 6000)
    assert 100 < report.size.tokens < 600
    assert len(report.fingerprint) == 64
