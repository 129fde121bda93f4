"""What an endpoint can do, learned from its answers: asked for the most first, and one step down each time that is refused.

The shape of a reply goes from a strict JSON schema, to "some JSON object" with the schema in the prompt, to plain text with the
schema in the prompt. Besides, a server may know only one of the two names for the length of a reply, or refuse to be told how to
sample. What was learned holds for the engine's life.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from outreach.engines.reply import SCHEMA

if TYPE_CHECKING:
    import openai

    from outreach.prompting.render import Prompt


class Step(IntEnum):
    """How the shape of a reply is asked for."""

    SCHEMA = 0
    OBJECT = 1
    PLAIN = 2


class Form(NamedTuple):
    """What an answer is asked to be: a name and a strict JSON schema.

    `asked` says in words what the model is to do, `made` what comes of the answer, and `look` where to look when a model balks.
    """

    name: str
    schema: dict[str, Any]
    asked: str
    made: str
    look: str

    def response_format(self, step: Step) -> dict[str, Any] | None:
        """Return how a request asks for this form in a field of its own, or None where it asks in words alone."""
        if step is Step.SCHEMA:
            return {"type": "json_schema", "json_schema": {"name": self.name, "strict": True, "schema": self.schema}}
        return {"type": "json_object"} if step is Step.OBJECT else None

    def words(self, step: Step) -> str:
        """Return what stands at the end of the system part."""
        return "" if step is Step.SCHEMA else "\n\nThe JSON object follows this JSON schema:\n\n" + json.dumps(self.schema)


MESSAGE: Final = Form("message", SCHEMA, "write this draft", "draft", "the brief's facts and ask")
"""The form of a draft."""

_FORMAT_WORDS = ("response_format", "json_schema", "json_object", "json schema", "structured output", "grammar", "guided")
_SAMPLING_WORDS = ("temperature", "top_p")
_VALIDATION_WORDS = (
    "validation",
    "unsupported",
    "not supported",
    "unexpected",
    "unknown field",
    "not permitted",
    "extra_forbidden",
)
_REFUSALS = frozenset({400, 404, 415, 422, 500, 501})
_TOO_LONG = ("context length", "context_length", "context window", "maximum context", "too many tokens")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a request holds. `renamed` tells that the other name for the length was refused, so neither is tried twice."""

    step: Step = Step.SCHEMA
    tokens: str = "max_completion_tokens"
    renamed: bool = False
    sampling: bool = True

    def request(self, prompt: Prompt, form: Form) -> dict[str, Any]:
        """Return the body of a request for a prompt and an answer of this form, without the model."""
        body: dict[str, Any] = {
            "messages": prompt.messages(form.words(self.step)),
            self.tokens: prompt.budgets.completion_tokens,
        }
        response_format = form.response_format(self.step)
        if response_format is not None:
            body["response_format"] = response_format
        if self.sampling:
            body |= prompt.sampling.model_dump(exclude_none=True)
        return body

    def lower(self) -> Shape | None:
        """Return the shape one step down, or None at the bottom."""
        return None if self.step is Step.PLAIN else replace(self, step=Step(self.step + 1))

    def without(self, error: openai.APIStatusError) -> Shape | None:
        """Return the shape less what a refusal names, or None where it names nothing that can be left out.

        A local server's own validation may come back as a 500: it means "unknown parameter", not "try again". Every shape that
        this returns holds less than the one before, so asking again comes to an end.
        """
        said = _said(error)
        if error.status_code not in _REFUSALS or is_too_long(error):
            return None
        if self.step is not Step.PLAIN and any(words in said for words in _FORMAT_WORDS):
            return self.lower()
        if self.tokens in said and not self.renamed:
            other = "max_tokens" if self.tokens == "max_completion_tokens" else "max_completion_tokens"
            return replace(self, tokens=other, renamed=True)
        if self.sampling and any(words in said for words in _SAMPLING_WORDS):
            return replace(self, sampling=False)
        return self.lower() if error.status_code != 404 and any(words in said for words in _VALIDATION_WORDS) else None


class Ladder:
    """The shape that an endpoint is known to take."""

    def __init__(self, *, is_openai: bool) -> None:
        """Start at the top. Many other servers ignore `max_completion_tokens`, and all of them know `max_tokens`."""
        self.shape = Shape(tokens="max_completion_tokens" if is_openai else "max_tokens")

    def keep(self, shape: Shape) -> None:
        """Remember what was learned. Requests run side by side, so nothing learned by another is forgotten."""
        known = self.shape
        self.shape = Shape(
            step=max(known.step, shape.step),
            tokens=shape.tokens if shape.renamed else known.tokens,
            renamed=known.renamed or shape.renamed,
            sampling=known.sampling and shape.sampling,
        )


def is_about_the_request(error: openai.APIStatusError) -> bool:
    """Tell a 500 that rejects the request's own fields from one that may pass: the former is not tried again as it is."""
    named = (*_FORMAT_WORDS, *_SAMPLING_WORDS, *_VALIDATION_WORDS, "max_tokens", "max_completion_tokens")
    return error.status_code in _REFUSALS and any(words in _said(error) for words in named)


def is_too_long(error: openai.APIStatusError) -> bool:
    """Tell a refusal of the prompt's length from one of a parameter that merely has tokens in its name."""
    return any(words in _said(error) for words in _TOO_LONG)


def _said(error: openai.APIStatusError) -> str:
    """Return what a server said, to be looked through and never repeated."""
    return f"{error.body} {error.param}".lower()
