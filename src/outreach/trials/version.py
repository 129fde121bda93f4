"""A version of the prompts, with what writes under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import SecretStr

from outreach.batch.sameness import likeness
from outreach.prompting.data import for_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from outreach.domain.brief import Brief
    from outreach.engines.base import Engine
    from outreach.lint.linter import Linter
    from outreach.prompting.library import Prompts


WRITING = ("draft", "repair")
"""The prompts that a message is written with."""


@dataclass(frozen=True, slots=True)
class Version:
    """One wording: what it is called, its prompts and their digests by name, and the linter that knows its words.

    `engine` gives what writes for a sample; one that holds connections is the same for all of them.
    """

    name: str
    library: Prompts = field(repr=False)
    prompts: Mapping[str, str]
    engine: Callable[[str], Engine]
    linter: Linter = field(repr=False)

    def instructions(self, brief: Brief) -> frozenset[int]:
        """Return the word runs of what a model is told for a brief, without the brief's own data."""
        values = for_draft(brief)
        blank = {name: SecretStr("") if isinstance(value, SecretStr) else value for name, value in values.items()}
        told = "\n\n".join(message["content"] for message in self.library.render("draft", blank).messages())
        return likeness(f"\n\n{told}").shingles
