"""Finding prompts: the workspace's own over the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach.errors import BadPrompt
from outreach.prompting.data import for_draft
from outreach.prompting.library import Prompts, shipped
from tests.prompting.files import prompt, workspace
from tests.values import brief

if TYPE_CHECKING:
    from pathlib import Path


def test_a_workspace_prompt_wins(tmp_path: Path) -> None:
    """A file of the same name replaces the shipped one; the other prompts stay."""
    prompts = workspace(tmp_path, prompt(system="Write as we write here."))
    assert prompts.render("draft", for_draft(brief())).system == "Write as we write here."
    assert prompts.path("draft").parent == tmp_path
    assert not prompts.is_shipped("draft")
    assert prompts.is_shipped("repair")


def test_a_workspace_partial_wins(tmp_path: Path) -> None:
    """A team changes the voice of every shipped prompt with one file."""
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "voice.md").write_text("Write like a lighthouse keeper.\n", encoding="utf-8")
    system = Prompts(tmp_path).render("draft", for_draft(brief())).system
    assert "like a lighthouse keeper" in system
    assert "Rules of writing" in system


def test_a_folder_that_does_not_exist_is_no_prompt(tmp_path: Path) -> None:
    """A workspace without `prompts/` uses the shipped ones."""
    assert Prompts(tmp_path / "none").path("draft").parent == shipped()


@pytest.mark.parametrize("name", ["nothing", "../draft", "partials/voice", "Draft", "", "draft.md", "/etc/passwd"])
def test_no_name_leads_out_of_the_folders(name: str) -> None:
    """What is no prompt's name is refused with the names there are."""
    with pytest.raises(BadPrompt, match=r"The prompts are: anew, draft, extract, repair, review\."):
        Prompts().path(name)


def test_a_prompt_that_nothing_uses_is_a_mistake(tmp_path: Path) -> None:
    """A slip in a file's name would otherwise go unnoticed."""
    (tmp_path / "drfat.md").write_text(prompt(), encoding="utf-8")
    prompts = Prompts(tmp_path)
    assert prompts.names() == ("anew", "draft", "drfat", "extract", "repair", "review")
    with pytest.raises(BadPrompt, match="nothing uses a prompt called 'drfat'"):
        prompts.check("drfat")


def test_the_fingerprint_is_that_of_the_words(tmp_path: Path) -> None:
    """It changes with the prompt, with any partial, with nothing else, and not with the folder."""
    text = prompt(system='{% include "partials/tone.md" %}')
    first = workspace(tmp_path / "a", text, tone="Plain.").check("draft").fingerprint
    assert workspace(tmp_path / "b", text, tone="Plain.").check("draft").fingerprint == first
    assert workspace(tmp_path / "c", text, tone="Plain!").check("draft").fingerprint != first
    assert workspace(tmp_path / "d", text + "\n", tone="Plain.").check("draft").fingerprint != first
    assert workspace(tmp_path / "e", text, tone="Plain.", unused="x").check("draft").fingerprint == first


def test_a_run_uses_one_wording(tmp_path: Path) -> None:
    """A file that changes under a running batch changes nothing in it."""
    prompts = workspace(tmp_path, prompt(system="First."))
    assert prompts.render("draft", for_draft(brief())).system == "First."
    (tmp_path / "draft.md").write_text(prompt(system="Second."), encoding="utf-8")
    assert prompts.render("draft", for_draft(brief())).system == "First."


def test_the_texts_are_words_without_jinja() -> None:
    """The rule against echoes compares with what a model reads."""
    texts = Prompts().texts()
    assert any("Give first." in text for text in texts)
    assert any("rewrite one short message" in text for text in texts)
    assert not any("{%" in text or "{{" in text for text in texts)


def test_a_binary_file_is_one_clear_sentence(tmp_path: Path) -> None:
    """What is no text is said to be none."""
    (tmp_path / "draft.md").write_bytes(b"\0\1\2")
    with pytest.raises(Exception, match="is a binary file") as caught:
        Prompts(tmp_path).check("draft")
    assert "\n" not in str(caught.value)
