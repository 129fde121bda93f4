"""The engine behind every OpenAI-compatible API: OpenAI itself, and local servers that speak the same language.

When there is no draft there is an error. Nothing is written in a model's place.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

from outreach.engines import answer, faults
from outreach.engines.base import Reply
from outreach.engines.chat import Chat
from outreach.engines.ladder import MESSAGE
from outreach.engines.reply import draft_of
from outreach.prompting.data import for_anew, for_draft, for_repair

if TYPE_CHECKING:
    from pydantic import SecretStr

    from outreach.domain.brief import Brief
    from outreach.domain.draft import Draft
    from outreach.engines.base import Assignment
    from outreach.engines.chat import Reach
    from outreach.prompting.library import Prompts
    from outreach.prompting.render import Prompt


class OpenAICompatible:
    """Drafts through a chat model. One object serves one event loop at a time and may be used by many tasks at once."""

    def __init__(self, *, prompts: Prompts, **reach: Unpack[Reach]) -> None:
        """Check the endpoint; nothing is connected yet. Raises BadInput, and EngineRefused where a key is missing."""
        self._prompts = prompts
        self._chat = Chat.reaching(MESSAGE, **reach)

    @property
    def name(self) -> str:
        """Return the engine's name with the model."""
        return f"openai:{self._chat.endpoint.model}"

    async def write(self, assignment: Assignment) -> Reply:
        """Return one draft; raise EngineError when there is none, and BadPrompt where a prompt cannot be used."""
        made = await self._chat.ask(
            partial(self._prompt, assignment), partial(self._draft, assignment.brief), tokens=assignment.tokens
        )
        return Reply(*made)

    def request(self, assignment: Assignment) -> dict[str, Any]:
        """Return the body of the request that `write` would send first, for a file of requests; raise BadPrompt as it does."""
        return self._chat.body(self._prompt(assignment))

    def take(self, brief: Brief, completion: object) -> Reply:
        """Return the draft in a decoded completion that a file brought; raise EngineError when there is none."""
        return Reply(*self._chat.take(completion, partial(self._draft, brief)))

    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        await self._chat.aclose()

    def _prompt(self, assignment: Assignment) -> Prompt:
        """Return the rendered prompt: `repair` where there is a draft to mend, `anew` where only its faults are known."""
        previous: Draft | None = assignment.previous
        if previous is not None:
            return self._prompts.render("repair", for_repair(assignment.brief, previous, assignment.findings))
        if assignment.findings:
            return self._prompts.render("anew", for_anew(assignment.brief, assignment.findings))
        return self._prompts.render("draft", for_draft(assignment.brief))

    def _draft(self, brief: Brief, content: SecretStr) -> Draft | None:
        """Return the draft of an answer, None when it cannot be read; raise EngineError for one without a paragraph."""
        parts = answer.parts(content)
        if parts is not None and parts.is_empty:
            raise faults.empty(self._chat.endpoint)
        return draft_of(parts, brief) if parts is not None else None
