"""Write prompt files for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.prompting.library import Prompts

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """version: 1
description: A prompt for a test.
inputs:
  brief: the brief
budgets:
  prompt_tokens: 6000
  completion_tokens: 500
"""


def prompt(system: str = "Write.", user: str = "{{ brief }}", head: str = HEAD) -> str:
    """Return the text of a prompt file."""
    return f"---\n{head}---\n# system\n\n{system}\n\n# user\n\n{user}\n"


def workspace(folder: Path, text: str, **partials: str) -> Prompts:
    """Return the prompts of a workspace whose `draft` is this text, with these partials."""
    (folder / "partials").mkdir(parents=True, exist_ok=True)
    (folder / "draft.md").write_text(text, encoding="utf-8")
    for name, words in partials.items():
        (folder / "partials" / f"{name}.md").write_text(words, encoding="utf-8")
    return Prompts(folder)
