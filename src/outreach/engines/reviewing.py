"""A chat model that reads a draft a second time. What comes back are findings of our own rules, at places of the draft.

1. A model names a rule and quotes the words that break it. What it quotes is looked for in the draft, letter for letter but for
   blanks, and dropped where it does not stand there; so is a rule that it was not told. Of its own words nothing is kept.
2. The greeting and the signature are written by code, so nothing is found in them.
3. An answer that cannot be read is an error, never an empty list: a draft that was to be reviewed and was not is not shown.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Unpack

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from outreach.domain.salutation import salutation, sign_off
from outreach.engines.answer import json_object
from outreach.engines.chat import Chat
from outreach.engines.ladder import Form
from outreach.lint.finding import Finding
from outreach.lint.text import read
from outreach.prompting.data import for_review

if TYPE_CHECKING:
    from outreach.domain.brief import Brief
    from outreach.domain.draft import Draft, Usage
    from outreach.engines.chat import Reach
    from outreach.lint.rule import Rule
    from outreach.lint.text import Reading
    from outreach.prompting.library import Prompts

MOST: Final = 12
"""The most findings of one review."""

_MOST_READ: Final = 100
_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "violations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"quote": {"type": "string"}, "why": {"type": "string"}, "rule": {"type": "string"}},
                "required": ["quote", "why", "rule"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["violations"],
    "additionalProperties": False,
}
VIOLATIONS: Final = Form("violations", _SCHEMA, "review this draft", "review", "the draft's brief")
"""The form of what a reviewer finds."""


class Reviewed(NamedTuple):
    """What a review found in a draft, how much of it was dropped, and the tokens it took."""

    findings: tuple[Finding, ...]
    dropped: int
    usage: Usage


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    quote: SecretStr
    rule: SecretStr


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    violations: tuple[Any, ...]


class Reviewer:
    """Reviews through a chat model. One object serves one event loop at a time and may be used by many tasks at once."""

    def __init__(self, *, prompts: Prompts, **reach: Unpack[Reach]) -> None:
        """Check the endpoint; nothing is connected yet. Raises BadInput, and EngineRefused where a key is missing."""
        self._prompts = prompts
        self._chat = Chat.reaching(VIOLATIONS, **reach)

    async def review(self, draft: Draft, brief: Brief, *, tokens: int | None = None) -> Reviewed:
        """Return what the model finds in a draft; raise EngineError where there is no answer, and BadPrompt as rendering does.

        Over `tokens` no further request is sent.
        """
        rules = self._prompts.reviewed()
        (findings, dropped), usage = await self._chat.ask(
            lambda: self._prompts.render("review", for_review(brief, draft, rules)),
            partial(_findings, draft, brief, {rule.code: rule for rule in rules}),
            tokens=tokens,
        )
        return Reviewed(findings, dropped, usage)

    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        await self._chat.aclose()


def _findings(draft: Draft, brief: Brief, rules: dict[str, Rule], content: SecretStr) -> tuple[tuple[Finding, ...], int] | None:
    """Return what an answer finds in a draft, and how much of it is not there; None for an answer in another form."""
    try:
        rows = _Reply.model_validate(json_object(content)).violations[:_MOST_READ]
    except ValidationError:
        return None
    reading = read(draft.subject.get_secret_value(), draft.body.get_secret_value())
    found = [_finding(reading, brief, rules, row) for row in rows]
    kept = dict.fromkeys(finding for finding in found if finding is not None)
    ordered = sorted(kept, key=lambda finding: (finding.place != "subject", finding.start, finding.code))
    return tuple(ordered[:MOST]), sum(finding is None for finding in found)


def _finding(reading: Reading, brief: Brief, rules: dict[str, Rule], row: object) -> Finding | None:
    """Return the finding that a row of an answer names; None for a rule that it was not told and for words that are not there."""
    try:
        said = _Row.model_validate(row)
    except ValidationError:
        return None
    rule = rules.get(said.rule.get_secret_value().strip().strip("`"))
    at = _place(reading, brief, said.quote.get_secret_value())
    if rule is None or at is None:
        return None
    place, start, end = at
    return Finding(
        code=rule.code, name=rule.name, reason=rule.reason, severity=rule.severity, place=place,
        sentence=_sentence(reading, place, start), start=start, end=end, says=f"The review finds: {rule.says}",
        instead=rule.instead,
    )  # fmt: skip


def _place(reading: Reading, brief: Brief, quote: str) -> tuple[str, int, int] | None:
    """Return where a quote stands in what the engine wrote: subject or body, and its half-open place there."""
    if not any(character.isalpha() for character in quote):
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, quote.split())))
    body = reading.body.original
    greeting, leave = salutation(brief.contact, brief.channel), sign_off(brief.sender, brief.channel)
    first = len(greeting) if body.startswith(greeting) else 0
    last = len(body) - len(leave) if body.endswith(leave) else len(body)
    found = pattern.search(body, first, last)
    if found is not None:
        return "body", *found.span()
    found = pattern.search(reading.subject.original)
    return ("subject", *found.span()) if found is not None else None


def _sentence(reading: Reading, place: str, start: int) -> int:
    """Return the index of the sentence that a place of the original text lies in, or of the last one before it."""
    part = reading.subject if place == "subject" else reading.body
    before = [each.index for each in reading.sentences if each.place == place and part.origin(each.start, each.end)[0] <= start]
    return before[-1] if before else 0
