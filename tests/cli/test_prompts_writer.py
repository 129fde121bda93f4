"""Somebody who writes and has never programmed changes the prompts: each slip is explained, and drafting refuses alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from outreach.prompting.library import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

TABLE = "name,email,need,source,date\nRobin Sample,robin@people.example,readers for a blog about glazes,their blog,2026-10-12\n"


@pytest.fixture
def writer(cli: Callable[..., Ran], place: Path) -> Path:
    """Copy the voice and the first prompt, as the guide says; return where they are."""
    for name in ("voice", "draft"):
        assert cli("prompts", "eject", name).code == 0
    return place / "prompts"


def change(path: Path, old: str, new: str) -> int:
    """Put one thing in the place of another in a file, and return the line that it stands on."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def refused(cli: Callable[..., Ran], place: Path) -> str:
    """Return the one mistake that `check` tells; `draft` and `batch plan` refuse with the same words."""
    (place.parent / "people.csv").write_text(TABLE, encoding="utf-8")
    checked = cli("prompts", "check")
    drafted = cli("draft", "example", "--engine", "offline")
    planned = cli("batch", "plan", str(place.parent / "people.csv"))
    assert (checked.code, drafted.code, planned.code) == (2, 2, 2)
    assert drafted.err == planned.err
    assert (checked.err, drafted.out, planned.out) == ("", "", "")
    (line,) = [line for line in checked.out.splitlines() if ": right: " not in line]
    assert drafted.err == f"outreach: {line}\n"
    return line


def test_the_tone_is_changed(cli: Callable[..., Ran], writer: Path) -> None:
    """The words are in what would be sent, `diff` shows them, and everything can be used."""
    change(writer / "partials" / "voice.md", "Direct and warm.", "Dry, like a lighthouse keeper.")
    assert cli("prompts", "check").code == 0
    assert "- Dry, like a lighthouse keeper." in cli("prompts", "preview", "draft", "--contact", "example").out
    assert "+- Dry, like a lighthouse keeper." in cli("prompts", "diff", "voice").out
    assert cli("draft", "example", "--engine", "offline").code == 0


def test_an_input_that_does_not_exist(cli: Callable[..., Ran], writer: Path) -> None:
    """In the text: the place, and what there is."""
    file = writer / "partials" / "voice.md"
    line = change(file, "Everyday words.", "Words that {{ readers_name }} would use.")
    said = refused(cli, writer)
    assert said.startswith(f"{file}:{line}:")
    assert "there is no input 'readers_name'. The inputs are: asks, brief, channel, closeness, findings, " in said


def test_an_input_that_does_not_exist_in_the_head_too(cli: Callable[..., Ran], writer: Path) -> None:
    """Told once, where it is declared: that is where it has to go."""
    change(writer / "draft.md", "# user\n", "# user\n\nThe mood is {{ mood }}.\n")
    line = change(writer / "draft.md", "inputs:\n", "inputs:\n  mood: How the sender feels today.\n")
    assert refused(cli, writer).startswith(f"{writer / 'draft.md'}:{line + 1}:3: there is no input 'mood'.")


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ("{{ words }", "is not closed. An input stands between two braces on each side, as in {{ words }}."),
        ("{{ words", "is not closed. An input stands between two braces on each side, as in {{ words }}."),
        ("{ words }}", "`{ words }}` would be sent as it stands. An input stands between two braces on each side"),
        ("{ words }", "`{ words }` would be sent as it stands."),
    ],
)
def test_a_broken_brace(cli: Callable[..., Ran], writer: Path, broken: str, what: str) -> None:
    """One sentence on its line, and nothing that only follows from it."""
    line = change(writer / "draft.md", "{{ words }}", broken)
    said = refused(cli, writer)
    assert said.startswith(f"{writer / 'draft.md'}:{line}:")
    assert what in said


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ('Never write "act now".', "act now"),
        ("Never write “before it is too late”.", "before it is too late"),
        ("Nobody is told that you don't miss out if you hurry.", "don't miss out"),
    ],
)
def test_a_banned_phrase_is_quoted(cli: Callable[..., Ran], writer: Path, sentence: str, phrase: str) -> None:
    """Models copy it, also after a "never": the place, the rule, and what to say instead."""
    file = writer / "partials" / "voice.md"
    line = change(file, "Contractions are welcome.", sentence)
    said = refused(cli, writer)
    assert re.match(rf"{re.escape(str(file))}:{line}:\d+: quotes \"{phrase}\"", said)
    assert "which no message may say (PRS" in said
    assert "models copy what is quoted to them. Say what to do instead: " in said


def test_a_harmless_quotation_is_no_mistake(cli: Callable[..., Ran], writer: Path) -> None:
    """What a message may say may be quoted."""
    said = 'Say "thank you" or "I can offer you"; the reader\'s work and the sender\'s. Write "Would you like the list?"'
    change(writer / "partials" / "voice.md", "Contractions are welcome.", said)
    assert cli("prompts", "check").code == 0


def test_a_phrase_that_the_team_bans_is_banned_here_too(cli: Callable[..., Ran], writer: Path, zebra: str) -> None:
    """A rule of the workspace counts; in our own files, which the team did not write, it stops nothing."""
    rules = writer.parent / "rules"
    rules.mkdir()
    text = (writer.parent / "team-rules" / "zebra.yaml").read_text(encoding="utf-8")
    (rules / "zebra.yaml").write_text(text, encoding="utf-8")
    assert cli("prompts", "check").code == 0
    line = change(writer / "draft.md", "# system\n", "# system\n\nA zebra is not mentioned.\n")
    assert refused(cli, writer).startswith(f'{writer / "draft.md"}:{line + 2}:3: quotes "zebra", which no message may say')


def test_curly_quotes_of_a_word_processor(cli: Callable[..., Ran], writer: Path) -> None:
    """The sign is named, and the one to use."""
    line = change(writer / "draft.md", "# user\n", "# user\n\n{% if channel == “dm” %}Short.{% endif %}\n")
    said = refused(cli, writer)
    assert said.startswith(f"{writer / 'draft.md'}:{line + 2}:1: ")
    assert "“ is a curly quotation mark, as a word processor sets it: inside a tag use a straight one" in said


def test_an_ended_head_is_told_with_the_mistakes_of_the_body(cli: Callable[..., Ran], writer: Path) -> None:
    """A head that cannot be read keeps no other mistake from being told."""
    change(writer / "draft.md", "version: 1", "versoin: 1")
    change(writer / "draft.md", "{{ words }}", "{{ words }")
    said = cli("prompts", "check").out
    assert "the key 'versoin' is not known." in said
    assert "is not closed." in said
    refusal = cli("draft", "example", "--engine", "offline").err.replace("outreach: ", "")
    assert refusal == "".join(line for line in said.splitlines(keepends=True) if ": right: " not in line)


def test_two_files_saved_on_windows_are_the_same(cli: Callable[..., Ran], writer: Path) -> None:
    """Other line ends are no difference, and no mistake."""
    for path in (writer / "draft.md", writer / "partials" / "voice.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert cli("prompts", "check").code == 0
    for name in ("draft", "voice"):
        assert cli("prompts", "diff", name).out == ""


def test_the_guides_own_commands_run(cli: Callable[..., Ran], place: Path) -> None:
    """Each line of its shell blocks, one after the other, in a new workspace."""
    guide = (shipped() / "README.md").read_text(encoding="utf-8")
    lines = [
        line for block in re.findall(r"^```shell\n(.*?)^```", guide, re.DOTALL | re.MULTILINE) for line in block.splitlines()
    ]
    assert len(lines) == 5
    for line in lines:
        assert cli(*line.removeprefix("outreach ").split()).code == 0, line
