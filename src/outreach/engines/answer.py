"""Read what a server sent as a chat completion: only what counts, and tolerant of what servers add or leave out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from outreach.domain.draft import Usage
from outreach.engines.reply import ReplyParts

MAX_CONTENT = 200_000

_FENCED = re.compile(r"```[a-z]*\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """One completion: its words, whether the model refused, why it stopped, and the tokens it took."""

    content: SecretStr
    refused: bool
    finish: str
    usage: Usage


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class _Message(_Lenient):
    content: SecretStr | None = None
    refusal: SecretStr | None = None


class _Choice(_Lenient):
    message: _Message
    finish_reason: str | None = None


class _Details(_Lenient):
    cached_tokens: int | None = None
    cache_write_tokens: int | None = None


class _Usage(_Lenient):
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)
    prompt_tokens_details: _Details | None = None


class _Completion(_Lenient):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


def read(body: object) -> Answer | None:
    """Return the answer in a completion, as the SDK's object or as decoded JSON; None when it is no chat completion."""
    try:
        completion = _Completion.model_validate(body, from_attributes=True)
    except ValidationError:
        return None
    choice = completion.choices[0]
    return Answer(
        content=choice.message.content or SecretStr(""),
        refused=bool(choice.message.refusal and choice.message.refusal.get_secret_value()),
        finish=choice.finish_reason or "",
        usage=_usage(completion.usage),
    )


def parts(content: SecretStr) -> ReplyParts | None:
    """Return the parts of a reply, or None when its words are not the JSON object that was asked for."""
    try:
        return ReplyParts.model_validate(json_object(content))
    except (ValueError, RecursionError):
        return None


def json_object(content: SecretStr) -> object:
    """Return the JSON object in an answer, None when there is none.

    Local models put reasoning before it and fences or a sentence round it: those are taken off. What is longer than any answer
    could be is not read.
    """
    if len(content.get_secret_value()) > MAX_CONTENT:
        return None
    words = content.get_secret_value().rpartition("</think>")[2]
    fenced = _FENCED.search(words)
    words = fenced[1] if fenced else words
    start, end = words.find("{"), words.rfind("}")
    try:
        # strict=False: small models leave line breaks inside strings as they are
        found: object = json.loads(words[start : end + 1], strict=False)
    except (ValueError, RecursionError):
        return None
    return found


def _usage(usage: _Usage | None) -> Usage:
    if usage is None:
        return Usage()
    details = usage.prompt_tokens_details or _Details()
    return Usage(
        prompt_tokens=usage.prompt_tokens,
        cached_tokens=details.cached_tokens or 0,
        cache_write_tokens=details.cache_write_tokens or 0,
        completion_tokens=usage.completion_tokens,
        counted=True,
    )
