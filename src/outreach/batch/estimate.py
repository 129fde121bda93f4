"""What a row will take of a model, before anything is sent: about, and at most."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.domain.draft import Usage
from outreach.prompting.data import for_draft

if TYPE_CHECKING:
    from outreach.domain.brief import Brief
    from outreach.prompting.library import Prompts
    from outreach.prompting.render import Prompt

TOKENS_A_WORD = 1.5
"""What a word of a reply takes, with the names and signs of its JSON; measured on English messages it is 1.3 to 1.5."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Tokens of one row or of several: `about` for first drafts, `most` with every repair at its longest; exact counts or not."""

    about: Usage = field(default_factory=Usage)
    most: Usage = field(default_factory=Usage)
    exact: bool = True

    def __add__(self, other: Estimate) -> Estimate:
        """Return the tokens of both together."""
        return Estimate(self.about + other.about, self.most + other.most, self.exact and other.exact)


def estimate(brief: Brief, prompts: Prompts | None, repairs: int) -> Estimate:
    """Return what the message for a brief will take: nothing without prompts. Raises BadPrompt as rendering does."""
    if prompts is None:
        return Estimate()
    prompt = prompts.render("draft", for_draft(brief))
    size, longest = prompt.size(), prompt.budgets.completion_tokens
    about = Usage(prompt_tokens=size.tokens, completion_tokens=min(longest, round(brief.words * TOKENS_A_WORD)))
    return Estimate(about, _most(prompt, repairs), size.exact)


def most(brief: Brief, prompts: Prompts | None, repairs: int) -> Usage:
    """Return the most tokens that the message for a brief can take; counting those of its prompt takes far longer."""
    return _most(prompts.render("draft", for_draft(brief)), repairs) if prompts is not None else Usage()


def _most(prompt: Prompt, repairs: int) -> Usage:
    longest, times = prompt.budgets.completion_tokens, repairs + 1
    # A repair's prompt holds the draft it mends and the findings besides.
    return Usage(prompt_tokens=times * (prompt.most_tokens + longest), completion_tokens=times * longest)
