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
    assert f"{line}: there is no input 'nmae'. This prompt is given: channel, closeness, asks, words, brief." in said(
        tmp_path, text
    )


def test_a_name_that_is_nearly_right_is_asked_about(tmp_path: Path) -> None:
    """A slip of the hand is told with what was meant, at its column."""
    (found,) = mistakes(tmp_path, prompt(system="Use {{ word }} at most."))
    assert (found.line, found.column) == (12, 8)
    assert "there is no input 'word'. Did you mean 'words'?" in found.what


def test_an_input_that_the_head_leaves_out(tmp_path: Path) -> None:
    """It is there, and the head must name it: the line to add is told."""
    (found,) = said(tmp_path, prompt(system="At most {{ words }} words."))
    assert "does not name the input 'words'. Add `words: the longest the message may be, in words` below `inputs:`." in found


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
        head=HEAD.replace("version: 1", "versoin: 1"),
        system="{{ a.b }}",
        user='{{ other }}\n{% for x in y %}{% endfor %}\n{% include "partials/bad.md" %}\n{% include "partials/none.md" %}',
    )
    found = mistakes(tmp_path, text, bad="fine\n{% if %}")
    whats = " ".join(mistake.what for mistake in found)
    for part in (
        "a look inside a value",
        "there is no input 'other'",
        "a loop",
        "'partials/none.md' does not exist",
        "the key 'versoin' is not known",
        "the key 'version' is missing",
    ):
        assert part in whats
    assert [(one.where.rsplit("/", 1)[-1], one.line, one.column) for one in found if "never ended" in one.what] == [
        ("bad.md", 2, 1)
    ]
    assert "unused" not in whats
    assert "does not use" not in whats


SLIPS = [
    ("Hello {{ brief", "`{{ brief` is not closed. An input stands between two braces on each side, as in {{ words }}."),
    ("Hello {{ brief }", "`{{ brief }` is not closed."),
    ("Hello {{ brief %} and {{ words }}", "is not closed."),
    (
        "Hello { brief }}",
        "`{ brief }}` would be sent as it stands. An input stands between two braces on each side, as in {{ brief }}.",
    ),
    ("Hello {brief}", "`{brief}` would be sent as it stands."),
    ("Hello brief }}", "`brief }}` would be sent as it stands."),
    ("Hello {{ brief words }}", "`{{ brief words }}` cannot be read. Between the braces stands the name of one input"),
    ("Hello {{ }}", "`{{ }}` cannot be read."),
    ("Hello {% if words", "`{% if words` is not closed. A tag that begins with {% ends with %}."),
    ("Hello {% if words }", "is not closed."),
    ("Hello { % if words %}x", "`{ %` would be sent as it stands. A tag begins with {% and ends with %}."),
    ("Hello if words %}x{% endif %}", "`%}` closes a tag that was never opened."),
    ("Hello {% if words %}x", "`{% if words %}` is never ended. Write {% endif %}"),
    ("Hello {% endif %}", "`{% endif %}` stands without an {% if … %} before it."),
    ("Hello {% else %}x{% endif %}", "`{% else %}` stands without an {% if … %} before it."),
    ("Hello {% if words = 3 %}x{% endif %}", "`{% if words = 3 %}` cannot be read. A condition is written as in {% if asks %}"),
    ("Hello {% if words is %}x{% endif %}", "cannot be read."),
    ("Hello {% fi words %}", "`{% fi words %}` cannot be read. The tags are {% if … %}"),
    ("Hello {% if channel == “dm” %}x{% endif %}", "“ is a curly quotation mark"),
    ("Hello {# never closed", "`{# never closed` is not closed. A comment that begins with {# ends with #}."),
    ("Hello {{ words if asks }}", 'add `else ""`'),
]


@pytest.mark.parametrize(("slip", "what"), SLIPS)
def test_a_slip_is_told_in_a_sentence_at_its_place(tmp_path: Path, slip: str, what: str) -> None:
    """One sentence for one slip, on its line, and nothing that only follows from it."""
    head = HEAD.replace("brief: the", "asks: a\n  channel: c\n  words: w\n  brief: the")
    used = "{{ asks }}{{ channel }}{{ words }}"
    text = prompt(system=f"Write.\n{used}", user=slip if "brief" in slip else f"{{{{ brief }}}}\n{slip}", head=head)
    (found,) = mistakes(tmp_path, text)
    assert what in found.what
    assert found.line == text.split("\n").index(slip) + 1
    assert slip[found.column - 1] in "{}%bi"


def test_a_slip_in_a_partial_is_told_there_and_alone(tmp_path: Path) -> None:
    """What the partial would have used does not seem unused."""
    text = prompt(system='{% include "partials/size.md" %}', head=HEAD.replace("brief: the", "words: w\n  brief: the"))
    (found,) = mistakes(tmp_path, text, size="At most\n{{ words } words.")
    assert (found.where.rsplit("/", 1)[-1], found.line, found.column) == ("size.md", 2, 1)


def test_beside_a_slip_other_mistakes_are_told(tmp_path: Path) -> None:
    """Those that are certain whatever the slip hides."""
    found = said(tmp_path, prompt(system="{{ nmae }} {% if asks %}", user="{{ brief }} {{ other }}"))
    assert ["never ended" in one for one in found] == [True, False]
    assert "there is no input 'other'" in found[1]


def test_json_in_a_prompt_is_no_slip(tmp_path: Path) -> None:
    """Braces that are no input's are words like any other."""
    assert workspace(tmp_path, prompt(system='Answer {"offer": {"id": "x"}} and {nothing}.')).check("draft").version == 1


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
    (found,) = said(tmp_path, text.replace("Write.", "Write {{ words }}."))
    assert "the user part does not use {{ brief }}" in found


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
    assert "tokens, over budgets.prompt_tokens. Shorten the prompt, or raise this budget." in found


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
