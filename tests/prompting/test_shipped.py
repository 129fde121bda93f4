"""The prompts that come with the program."""

from __future__ import annotations

import pytest

from outreach.domain.contact import Channel, Closeness
from outreach.lint.rule import MESSAGE_REASONS
from outreach.lint.rulebook import load
from outreach.lint.text import normalise
from outreach.prompting import sample
from outreach.prompting.data import for_draft
from outreach.prompting.inputs import DATA
from outreach.prompting.library import Prompts, shipped
from tests.values import brief

MESSAGES = ("draft", "repair", "anew")
NAMES = tuple(DATA)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_prompt_is_right(name: str) -> None:
    """Each passes its own check, well inside its budget."""
    report = Prompts().check(name)
    assert report.size.tokens < report.budget / 2


@pytest.mark.parametrize("name", NAMES)
def test_the_system_part_is_the_same_for_everyone(name: str) -> None:
    """It holds nothing of a contact, so a server can cache it, and nothing that a stranger wrote reaches it."""
    prompts = Prompts()
    assert len({prompts.render(name, values).system for values in sample.values(name)}) == 1


@pytest.mark.parametrize("name", MESSAGES)
def test_the_contact_comes_last(name: str) -> None:
    """Whatever changes from contact to contact stands behind whatever does not."""
    user = Prompts().render(name, next(iter(sample.values(name)))).user.get_secret_value()
    assert user.index("<brief>") > user.index("Length:")
    assert user.index('"offer"') < user.index('"reader"')


def test_a_message_that_gives_is_not_told_to_ask() -> None:
    """Without an ask the prompt says to request nothing, and holds no request."""
    user = Prompts().render("draft", for_draft(brief(ask=None))).user.get_secret_value()
    assert "asks for nothing" in user
    assert '"ask": null' in user


def test_channel_and_closeness_are_told() -> None:
    """A direct message and a friend are written to otherwise than a stranger by email."""
    prompts = Prompts()
    dm = sample.brief(channel=Channel.DM, closeness=Closeness.FRIEND)
    user = prompts.render("draft", for_draft(dm)).user.get_secret_value()
    assert "a direct message" in user
    assert "are friends" in user
    assert "an email" not in user


def test_no_prompt_quotes_what_a_rule_forbids() -> None:
    """Models copy what is quoted to them, so no pattern about what a message does hits the words of any prompt."""
    rulebook = load()
    words = {words.name for name in DATA for reading in Prompts()._load(name).readings for words in reading.words}
    hits = [
        (rule.code, text[start:end])
        for text in (normalise(text).text for text in words)
        for rule, start, end in rulebook.forbidden(text)
        if rule.reason in MESSAGE_REASONS and rule.reason != "placeholder"
    ]
    assert len(words) > 20
    assert hits == []


def test_the_shipped_folder_has_no_stray_files() -> None:
    """Every file is a prompt that something uses, or a partial that a prompt includes."""
    assert {path.stem for path in shipped().glob("*.md")} == {*DATA, "README"}
    texts = [path.read_text(encoding="utf-8") for path in shipped().rglob("*.md")]
    for partial in (shipped() / "partials").iterdir():
        assert any(f"partials/{partial.name}" in text for text in texts), partial.name
