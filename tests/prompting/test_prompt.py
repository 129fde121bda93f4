"""The outline of a prompt file: head, system, user."""

from __future__ import annotations

import pytest

from outreach.errors import BadPrompt
from outreach.prompting.prompt import PromptFile, parse
from tests.prompting.files import HEAD, prompt


def read(text: str) -> PromptFile:
    """Parse a text as the file `draft.md`."""
    return parse(text, name="draft", where="draft.md")


def said(text: str) -> list[str]:
    """Return what is found wrong."""
    return [str(mistake) for mistake in read(text).mistakes]


def test_the_parts_are_told_apart_in_the_source() -> None:
    """Each part knows the line on which it begins, so that its mistakes can be placed."""
    text = prompt(system="One.", user="Two.")
    file = read(text)
    assert (file.system.text.strip(), file.user.text.strip()) == ("One.", "Two.")
    assert text.split("\n")[file.system.line - 2] == "# system"
    assert text.split("\n")[file.user.line - 2] == "# user"


def test_windows_line_ends_are_line_ends() -> None:
    """A file saved on Windows is the same prompt."""
    assert read(prompt().replace("\n", "\r\n")) == read(prompt())


def test_a_file_without_a_head_has_none_to_give() -> None:
    """Whoever asks for it all the same is told what is wrong with the file."""
    with pytest.raises(BadPrompt, match=r"^draft\.md:1:1: a prompt begins with a head"):
        _ = read("x").head


def test_the_head_is_read_whole() -> None:
    """Sampling and budgets come with the prompt."""
    head = read(prompt(head=HEAD + "sampling:\n  temperature: 0.5\n")).head
    assert (head.sampling.temperature, head.sampling.top_p) == (0.5, None)
    assert head.budgets.completion_tokens == 500


def test_every_mistake_of_the_head_has_its_line() -> None:
    """Unknown keys, wrong values and missing keys, all at once."""
    head = HEAD.replace("version: 1", "version: zero").replace("description", "descripton") + "sampling:\n  temprature: 1\n"
    found = said(prompt(head=head))
    assert any(line.startswith("draft.md:2:1: version: ") for line in found)
    assert any(line.startswith("draft.md:3:1: the key 'descripton' is not known. Known keys: version") for line in found)
    assert any("the key 'description' is missing" in line for line in found)
    assert any(line.startswith("draft.md:10:3: the key 'sampling.temprature' is not known") for line in found)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("version: 1", "version: one", "draft.md:2:1: version: must be a whole number, in digits."),
        ("prompt_tokens: 6000", "prompt_tokens:", "draft.md:7:3: budgets.prompt_tokens: must be a whole number, in digits."),
        ("brief: the brief", "brief:", "draft.md:5:3: inputs.brief: must be a text: say in a few words what it is."),
        ("inputs:\n  brief: the brief\n", "inputs: brief\n", "draft.md:4:1: inputs: must be keys with values below it."),
    ],
)
def test_a_wrong_value_is_told_in_plain_words(old: str, new: str, what: str) -> None:
    """Not in those of a programmer."""
    assert said(prompt(head=HEAD.replace(old, new))) == [what]


def test_head_and_outline_are_reported_together() -> None:
    """One run shows both."""
    found = said(f"---\n{HEAD}nonsense: 1\n---\nstray\n# user\n\nx\n")
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "draft.md:1:1: a prompt begins with a head"),
        ("# system\nx\n# user\ny\n", "draft.md:1:1: a prompt begins with a head"),
        (f"---\n{HEAD}", "draft.md:1:1: a prompt begins with a head"),
        ("---\n\n---\n# system\nx\n# user\ny\n", "draft.md:1:1: the head between the two lines of --- is empty"),
        ("---\n- a\n---\n# system\nx\n# user\ny\n", "draft.md:2:1: the head must be keys"),
        ("---\na: [\n---\n# system\nx\n# user\ny\n", "is not valid YAML"),
        (f"---\n{HEAD}---\n# user\nx\n# system\ny\n", "draft.md:10:1: below the head stand"),
        (f"---\n{HEAD}---\n# system\nx\n# user\ny\n# user\nz\n", "each once, in this order"),
        (f"---\n{HEAD}---\nstray\n# system\nx\n# user\ny\n", "draft.md:10:1: text stands above `# system`"),
        (f"---\n{HEAD}---\n# system\n\n# user\ny\n", "draft.md:10:1: nothing stands below `# system`"),
    ],
)
def test_a_wrong_outline_is_one_clear_sentence(text: str, what: str) -> None:
    """Each kind of slip is named at its place."""
    assert any(what in line for line in said(text)), said(text)


def test_a_heading_in_data_parts_nothing() -> None:
    """What stands in a value when a prompt is rendered is never looked at for headings."""
    assert read(prompt(user="{{ brief }}\n## user\nnot a heading: # system")).user.text.count("system") == 1
