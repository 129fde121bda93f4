"""What a row will take of a model, before anything is sent: about, and at most."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import SecretStr

from outreach.domain.draft import Draft, Usage
from outreach.prompting.data import for_draft, for_review

if TYPE_CHECKING:
    from outreach.domain.brief import Brief
    from outreach.prompting.library import Prompts
    from outreach.prompting.render import Prompt

TOKENS_A_WORD = 1.5
"""What a word of a reply takes, with the names and signs of its JSON; measured on English messages it is 1.3 to 1.5."""

FINDINGS_TOKENS = 30
"""What a review takes that finds nothing or one thing."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Tokens of one row or of several: `about` for first drafts, `most` with every repair at its longest; exact counts or not."""

    about: Usage = field(default_factory=Usage)
    most: Usage = field(default_factory=Usage)
    exact: bool = True

    def __add__(self, other: Estimate) -> Estimate:
        """Return the tokens of both together."""
        return Estimate(self.about + other.about, self.most + other.most, self.exact and other.exact)


def estimate(brief: Brief, prompts: Prompts | None, repairs: int, *, review: bool = False) -> Estimate:
    """Return what the message for a brief will take, each draft's `review` with it: nothing without prompts.

    Raises BadPrompt as rendering does.
    """
    if prompts is None:
        return Estimate()
    prompt = prompts.render("draft", for_draft(brief))
    size, longest = prompt.size(), prompt.budgets.completion_tokens
    about = Usage(prompt_tokens=size.tokens, completion_tokens=min(longest, round(brief.words * TOKENS_A_WORD)))
    made = Estimate(about, _most(prompt, repairs), size.exact)
    if not review:
        return made
    blank = _review(brief, prompts)
    size = blank.size()
    read = size.tokens + about.completion_tokens
    about = Usage(prompt_tokens=read, completion_tokens=FINDINGS_TOKENS)
    return made + Estimate(about, _most_reviewed(blank, prompt, repairs), size.exact)


def most(brief: Brief, prompts: Prompts | None, repairs: int, *, review: bool = False) -> Usage:
    """Return the most tokens that the message for a brief can take; counting those of its prompt takes far longer."""
    if prompts is None:
        return Usage()
    prompt = prompts.render("draft", for_draft(brief))
    once = _most(prompt, repairs)
    return once + _most_reviewed(_review(brief, prompts), prompt, repairs) if review else once


def _most(prompt: Prompt, repairs: int) -> Usage:
    longest, times = prompt.budgets.completion_tokens, repairs + 1
    # A repair's prompt holds the draft it mends and the findings besides.
    return Usage(prompt_tokens=times * (prompt.most_tokens + longest), completion_tokens=times * longest)


def _review(brief: Brief, prompts: Prompts) -> Prompt:
    """Return the prompt of a review, with a draft in it that has no words yet."""
    return prompts.render("review", for_review(brief, Draft(body=SecretStr("")), prompts.reviewed()))


def _most_reviewed(blank: Prompt, prompt: Prompt, repairs: int) -> Usage:
    """Return the most that the reviews of a first draft and all its repairs can take."""
    times = repairs + 1
    read = blank.most_tokens + prompt.budgets.completion_tokens
    return Usage(prompt_tokens=times * read, completion_tokens=times * blank.budgets.completion_tokens)
