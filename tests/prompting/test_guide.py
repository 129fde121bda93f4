"""The guide for writers and the heads of the partials tell the truth."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from outreach.domain.contact import Channel, Closeness
from outreach.prompting import sample
from outreach.prompting.constructs import read
from outreach.prompting.data import for_draft
from outreach.prompting.inputs import DATA, SETTINGS, given
from outreach.prompting.library import Prompts, shipped
from outreach.prompting.prompt import parse
from tests.prompting.test_data import block

GUIDE = (shipped() / "README.md").read_text(encoding="utf-8")
HEAD = re.compile(r"\{# (.+?)\n   Included by: (.+?)\.\n   Inputs: (.+?)\. #\}\n", re.DOTALL)


def table(heading: str) -> list[list[str]]:
    """Return the rows of the table whose first column has that heading, cell by cell."""
    rows = re.search(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
    assert rows is not None
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[1].splitlines()]


def fenced(language: str) -> list[str]:
    """Return the guide's code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


def test_every_input_is_explained_and_each_exists() -> None:
    """Name by name, and for each the very prompts that are given it."""
    told = {name.strip("`"): set(prompts.split(", ")) for name, prompts, *_ in table("input")}
    assert told == {name: {each for each in DATA if name in given(each)} for each in DATA for name in given(each)}


def test_what_is_data_is_told_as_data() -> None:
    """And nothing else is."""
    data = {name.strip("`") for name, _, what, *_ in table("input") if what.startswith("data: ")}
    assert data == {name for names in DATA.values() for name in names}


@pytest.mark.parametrize(("name", "values"), [("channel", Channel), ("closeness", Closeness)])
def test_the_values_of_an_input_are_told(name: str, values: type[Channel | Closeness]) -> None:
    """All of them, in code."""
    (what,) = [row[2] for row in table("input") if row[0] == f"`{name}`"]
    assert set(re.findall(r"`(\w+)`", what)) == {str(each) for each in values}


EXAMPLES = [(row[0].strip("`"), row[3].strip("`|")) for row in table("input") if len(row) > 3 and row[3].strip("|")]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_can_be_used(name: str, example: str) -> None:
    """As it stands, in a prompt that is given the input; a condition that it begins is ended."""
    whole = example + ("x{% endif %}" if "{% if" in example else "")
    prompt = next(each for each in DATA if name in SETTINGS[each])
    text = (shipped() / f"{prompt}.md").read_text(encoding="utf-8") + whole + "\n"
    assert name in whole
    file = parse(text, name=prompt, where="x.md")
    reading = read(file.user)
    assert (reading.mistakes, reading.broken) == ([], False)


def test_every_short_value_has_an_example() -> None:
    """What is data is shown elsewhere."""
    assert {name for name, _ in EXAMPLES} == {name for names in SETTINGS.values() for name in names}


def test_the_files_are_those_there_are() -> None:
    """Every prompt and every partial is told what it is for."""
    assert {row[0].strip("`") for row in table("prompt")} == set(DATA)
    assert {f"partials/{row[0].strip('`')}" for row in table("partial")} == set(Prompts().partials())


def test_the_brief_shown_is_a_whole_one() -> None:
    """It is what a model is sent."""
    shown: Any = json.loads(fenced("json")[0])
    assert shown == block(for_draft(sample.brief())["brief"], "brief")
    assert list(shown) == list(block(for_draft(sample.brief())["brief"], "brief"))


def test_the_prompt_shown_is_right() -> None:
    """Its head and its outline."""
    shown = parse(fenced("text")[0], name="draft", where="x.md")
    assert shown.mistakes == ()
    assert shown.head.version == 3


@pytest.mark.parametrize("name", Prompts().partials())
def test_the_head_of_a_partial_is_true(name: str) -> None:
    """It says which prompts include it and which inputs it uses, and no model is sent it."""
    prompts = Prompts()
    head = HEAD.match((shipped() / f"{name}.md").read_text(encoding="utf-8"))
    assert head is not None
    assert head[2].split(", ") == sorted(each for each in DATA if name in prompts.includes(each))
    reading = prompts._load(head[2].split(", ")[0]).partials[f"{name}.md"]
    used = sorted({use.name for use in reading.names})
    assert head[3] == (", ".join(used) or "none")
    assert not any("Included by" in text for text in prompts.texts())


def test_a_head_names_what_the_prompt_is_given() -> None:
    """A shipped prompt uses every input that there is for it, so its head is the whole list."""
    for name in DATA:
        assert set(Prompts().head(name).inputs) == set(given(name))
