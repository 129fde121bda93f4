"""A chat model that picks sentences out of a text. What it gives back is the text's own words, or nothing.

1. A model's words are compared with the text, letter for letter but for blanks, and dropped in the same call. What is returned is
   cut out of the text, never out of the answer.
2. Whatever stands in the text, all that an answer can do is point at parts of it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Unpack

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from outreach.domain.cleaning import clean_line
from outreach.domain.fact import FactKind
from outreach.engines.answer import json_object
from outreach.engines.chat import Chat
from outreach.engines.ladder import Form
from outreach.prompting.data import for_extract

if TYPE_CHECKING:
    from outreach.domain.draft import Usage
    from outreach.engines.chat import Reach
    from outreach.prompting.library import Prompts

MOST: Final = 12
"""The most sentences that a model may pick."""

_MOST_READ: Final = 100
_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "proposals": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "quote": {"type": "string"},
                    "kind": {"type": "string", "enum": [kind.value for kind in FactKind]},
                },
                "required": ["quote", "kind"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["proposals"],
    "additionalProperties": False,
}
PROPOSALS: Final = Form("proposals", _SCHEMA, "read this text", "list", "the text")
"""The form of what a model picks."""


class Pick(NamedTuple):
    """Words cut out of a text, with blanks folded, and what they are said to tell."""

    words: str
    kind: FactKind


class Picked(NamedTuple):
    """What a model picked out of a text, how many of its picks were not in it, and the tokens it took."""

    picks: tuple[Pick, ...]
    dropped: int
    usage: Usage


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    quote: SecretStr
    kind: FactKind


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    proposals: tuple[Any, ...]


class Extractor:
    """Picks through a chat model. One object serves one event loop at a time and may be used by many tasks at once."""

    def __init__(self, *, prompts: Prompts, **reach: Unpack[Reach]) -> None:
        """Check the endpoint; nothing is connected yet. Raises BadInput, and EngineRefused where a key is missing."""
        self._prompts = prompts
        self._chat = Chat.reaching(PROPOSALS, **reach)

    @property
    def name(self) -> str:
        """Return the name of what picks, with the model."""
        return f"openai:{self._chat.endpoint.model}"

    async def pick(self, text: str, *, name: str, voice: str) -> Picked:
        """Return what the model picks out of a text by or about the person of that name; `voice` says who speaks in it.

        Raises EngineError when there is no answer, and BadPrompt where the prompt cannot be used.
        """
        folded = str(clean_line(text))
        (picks, dropped), usage = await self._chat.ask(
            lambda: self._prompts.render("extract", for_extract(text, name=name, voice=voice, most=MOST)),
            partial(_picks, folded),
        )
        return Picked(picks, dropped, usage)

    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        await self._chat.aclose()


def _picks(folded: str, content: SecretStr) -> tuple[tuple[Pick, ...], int] | None:
    """Return what an answer picks out of a text, and how much of it is not there; None for an answer in another form."""
    try:
        rows = _Reply.model_validate(json_object(content)).proposals[:_MOST_READ]
    except ValidationError:
        return None
    found = [_pick(folded, row) for row in rows]
    kept = tuple(dict.fromkeys(pick for pick in found if pick is not None))
    return kept[:MOST], sum(pick is None for pick in found)


def _pick(folded: str, row: object) -> Pick | None:
    """Return the part of the text that a row of an answer quotes, cut out of the text; None where it quotes nothing there."""
    try:
        read = _Row.model_validate(row)
    except ValidationError:
        return None
    quote = str(clean_line(read.quote.get_secret_value()))
    start = folded.find(quote) if quote else -1
    return Pick(folded[start : start + len(quote)], read.kind) if start >= 0 else None
