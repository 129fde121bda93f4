"""A draft: words nobody has checked. They never show in a repr, a log, a traceback or a JSON dump."""

from __future__ import annotations

from enum import StrEnum
from typing import NoReturn

from pydantic import SecretStr

from outreach.domain.value import Value


class Author(StrEnum):
    """Whose words they are: an engine's are held on any doubt, a person's own may be waived by that person."""

    ENGINE = "engine"
    PERSON = "person"


class Usage(Value):
    """Tokens that an engine counted for one reply; `counted` is false when it sent no count."""

    prompt_tokens: int = 0
    cached_tokens: int = 0
    cache_write_tokens: int = 0
    completion_tokens: int = 0
    counted: bool = False

    def __add__(self, other: Usage) -> Usage:
        """Return the tokens of both together."""
        return Usage(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            cache_write_tokens=self.cache_write_tokens + other.cache_write_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            counted=self.counted or other.counted,
        )

    @property
    def total(self) -> int:
        """Return prompt and completion tokens together."""
        return self.prompt_tokens + self.completion_tokens


class Draft(Value):
    """A whole message that nobody has checked: subject (empty for a direct message) and body with salutation and sign-off.

    `offer_part` and `ask_part` are the engine's own marks of which words are the offer and which the ask: they help to place
    findings and pass nothing by themselves. Only the gate reads the words.
    """

    subject: SecretStr = SecretStr("")
    body: SecretStr
    offer_part: SecretStr = SecretStr("")
    ask_part: SecretStr = SecretStr("")
    offer_id: str = ""
    fact_ids: tuple[str, ...] = ()
    author: Author = Author.ENGINE

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: that would write the words out."""
        message = "a draft cannot be pickled"
        raise TypeError(message)
