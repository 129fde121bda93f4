"""What a model is asked to give back, and how a draft is made of it.

1. Words are cleaned and become SecretStr the moment they are read.
2. The greeting and the signature are put on here, from the records; one that the model wrote all the same is taken off.
3. An id that is none of the brief's becomes `UNKNOWN`: no words can travel in a field that is shown, and the gate can find that a
   draft claims what is not in its brief. Everything else that may be wrong with a draft is left for the gate to find.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, SecretStr

from outreach.domain.cleaning import clean_line, clean_passage
from outreach.domain.contact import Channel
from outreach.domain.draft import Draft
from outreach.domain.salutation import assemble

if TYPE_CHECKING:
    from outreach.domain.brief import Brief

UNKNOWN: Final = "?"
"""Stands for an id that is not in the brief. No record can have it: it is not an Identifier."""

_VALEDICTION = (
    r"best|best wishes|all the best|(?:kind|warm|best)(?:est)? regards|regards|cheers|thanks|thank you|warmly|sincerely"
)

_SALUTATION = re.compile(r"(?:hi|hello|hey|dear) ", re.IGNORECASE)
_NAME_ENDED = re.compile(r"\s*[,:!.\u2013\u2014-]\s*")


def _passage(value: object) -> object:
    return "" if value is None else clean_passage(value)


def _line(value: object) -> object:
    return "" if value is None else clean_line(value)


Words = Annotated[SecretStr, BeforeValidator(_passage)]
OneLine = Annotated[SecretStr, BeforeValidator(_line)]


class ReplyParts(BaseModel):
    """A model's reply. `offer` is the opening paragraph with the gift; `body`, `ask`, `close` and `subject` may be empty."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    offer_id: OneLine = SecretStr("")
    fact_ids: tuple[OneLine, ...] = ()
    subject: OneLine = SecretStr("")
    offer: Words = SecretStr("")
    body: Words = SecretStr("")
    ask: Words = SecretStr("")
    close: Words = SecretStr("")

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no paragraph at all."""
        return not any(part.get_secret_value() for part in (self.offer, self.body, self.ask, self.close))


# What grounds the text stands before the text: a model writes its keys in the order of the schema.
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "offer_id": {"type": "string"},
        "fact_ids": {"type": "array", "items": {"type": "string"}},
        "subject": {"type": "string"},
        "offer": {"type": "string"},
        "body": {"type": "string"},
        "ask": {"type": "string"},
        "close": {"type": "string"},
    },
    "required": list(ReplyParts.model_fields),
    "additionalProperties": False,
}
"""A strict schema: every key required, none besides, and no lengths (strict mode refuses them; the linter judges length)."""


def draft_of(parts: ReplyParts, brief: Brief) -> Draft:
    """Return the whole message that a reply makes for a brief."""
    offer, body, ask, close = (part.get_secret_value() for part in (parts.offer, parts.body, parts.ask, parts.close))
    offer = _without_greeting(offer, brief)
    close = _without_signature(close, brief)
    paragraphs = tuple(re.sub(r"\n\s*\n\s*", "\n\n", words) for words in (offer, body, ask, close))
    whole = assemble(paragraphs, sender=brief.sender, contact=brief.contact, channel=brief.channel)
    return Draft(
        subject=SecretStr("") if brief.channel is Channel.DM else parts.subject,
        body=SecretStr(whole),
        offer_part=SecretStr(paragraphs[0]),
        ask_part=SecretStr(paragraphs[2]),
        offer_id=_known(parts.offer_id, {brief.offer.id}),
        fact_ids=tuple(dict.fromkeys(_known(id_, {fact.id for fact in brief.facts}) for id_ in parts.fact_ids)),
    )


def _known(id_: SecretStr, known: set[str]) -> str:
    return id_.get_secret_value() if id_.get_secret_value() in known else UNKNOWN


def _without_greeting(words: str, brief: Brief) -> str:
    """Take off a greeting of the contact by a name of theirs; any other is left for the gate to see."""
    called = {brief.contact.called, brief.contact.name, brief.contact.name.split()[0]}
    salutation = _SALUTATION.match(words)
    if salutation is None:
        return words
    after = words[salutation.end() :]
    for name in sorted(called, key=len, reverse=True):
        ended = _NAME_ENDED.match(after, len(name)) if after[: len(name)].lower() == name.lower() else None
        if ended is not None:
            rest = after[ended.end() :]
            return rest[:1].upper() + rest[1:]
    return words


def _without_signature(words: str, brief: Brief) -> str:
    """Take off a last line that is the sender's name, with the phrase above it."""
    names = "|".join(re.escape(name) for name in (brief.sender.name, brief.sender.name.split()[0]))
    pattern = rf"(?:\A|\n)\s*(?:(?:{_VALEDICTION})\s*[,.!]?\s*\n\s*)?(?:{names})\s*\Z"
    return re.sub(pattern, "", words, flags=re.IGNORECASE)
