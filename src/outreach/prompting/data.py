"""The data of a prompt: what is known and offered, as JSON inside one tag, with nothing in it that could pass for anything else.

1. Only what the message may use goes in: no address, no handle, no tags, nothing of the ledger.
2. Inside a block every `<` and `>` is written as a JSON escape, so no tag of ours can be closed or opened by data and no
   `<|control token|>` stands there; line breaks are JSON escapes already, and bracketed chat markers are broken the same way.
3. Every field is cleaned again and cut to a length; lists are cut to a number.
4. A block is a SecretStr: the previous draft's words are words that nobody has checked.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from outreach.domain.cleaning import clean_passage
from outreach.domain.salutation import salutation, sign_off
from outreach.prompting.reviewing import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.domain.brief import Brief
    from outreach.domain.draft import Draft
    from outreach.domain.fact import Fact
    from outreach.lint.finding import Finding
    from outreach.lint.rule import Rule

MAX_FACTS = 12
MAX_FINDINGS = 12
MAX_FIELD = 300
MAX_DETAIL = 1200
MAX_PARAGRAPHS = 12
MAX_PARAGRAPH = 1500
MAX_TEXT = 24_000
MAX_TEXT_BYTES = 30_000

_CHAT_MARKER = re.compile(r"\[(?=/?(?:INST|SYS|[A-Z]+_[A-Z_]+)\])", re.IGNORECASE)

Values = dict[str, str | int | bool | SecretStr]


def for_draft(brief: Brief) -> Values:
    """Return the inputs of the prompt `draft`."""
    return {
        "brief": _block("brief", _brief(brief)),
        "channel": brief.channel.value,
        "closeness": brief.contact.closeness.value,
        "asks": brief.ask is not None,
        "words": brief.words,
    }


def for_repair(brief: Brief, previous: Draft, findings: Sequence[Finding]) -> Values:
    """Return the inputs of the prompt `repair`: those of `draft`, the held draft, and what was found in it."""
    paragraphs, offset = _paragraphs(brief, previous)
    held = {
        "subject": _cut(previous.subject.get_secret_value(), MAX_FIELD),
        "paragraphs": [
            {"number": number, "part": part, "words": _cut(words, MAX_PARAGRAPH)}
            for number, part, words in paragraphs[:MAX_PARAGRAPHS]
        ],
    }
    found = [_found(finding, _where(finding, previous, offset)) for finding in findings[:MAX_FINDINGS]]
    blocks: Values = {"previous": _block("previous", held), "findings": _block("findings", found)}
    return for_draft(brief) | blocks


def for_anew(brief: Brief, findings: Sequence[Finding]) -> Values:
    """Return the inputs of the prompt `anew`: those of `draft`, and what was found in a draft whose words were not kept."""
    places = {"subject": "the subject", "body": "the message"}
    found = [_found(finding, places[finding.place]) for finding in findings[:MAX_FINDINGS]]
    return for_draft(brief) | {"findings": _block("findings", found)}


def for_review(brief: Brief, draft: Draft, rules: Iterable[Rule]) -> Values:
    """Return the inputs of the prompt `review`: the rules, the brief, and the draft's words without those that code adds."""
    paragraphs, _ = _paragraphs(brief, draft)
    text = "\n\n".join(words for _, _, words in paragraphs)
    message = {"subject": _cut(draft.subject.get_secret_value()), "text": _cut(text, MAX_TEXT)}
    return {"rules": told(rules), "brief": _block("brief", _brief(brief)), "message": _block("message", message)}


def for_extract(text: str, *, name: str, voice: str, most: int) -> Values:
    """Return the inputs of the prompt `extract`: a text by or about the person of that name, cut to what a prompt may hold."""
    cleaned = _cut(text, MAX_TEXT) or ""
    block = _block("text", {"about": _cut(name), "text": cleaned})
    while len(block.get_secret_value().encode("utf-8", "replace")) > MAX_TEXT_BYTES:
        # Signs that JSON writes at length, or letters of many bytes: there is room for fewer of them.
        cleaned = cleaned[: len(cleaned) * 3 // 4]
        block = _block("text", {"about": _cut(name), "text": cleaned})
    return {"text": block, "voice": voice, "most": most}


def _brief(brief: Brief) -> dict[str, Any]:
    """Lay a brief out with what changes least first, so that servers that cache by prefix can."""
    offer = brief.offer
    return {
        "sender": {"name": brief.sender.name, "role": brief.sender.role, "voice": _cut(brief.sender.voice, MAX_DETAIL)},
        "offer": {
            "id": offer.id,
            "kind": offer.kind.value,
            "title": offer.title,
            "detail": _cut(offer.detail, MAX_DETAIL),
            "link": offer.link,
            "expires": offer.expires.isoformat() if offer.expires else None,
        },
        "ask": _cut(brief.ask.text) if brief.ask else None,
        "today": brief.today.isoformat(),
        "reader": {
            "called": _cut(brief.contact.called),
            "role": _cut(brief.contact.role),
            "facts": [_fact(fact) for fact in brief.facts[:MAX_FACTS]],
        },
    }


def _fact(fact: Fact) -> dict[str, Any]:
    source = {"where": _cut(fact.source.where), "when": fact.source.when.isoformat()} if fact.source else None
    return {"id": fact.id, "kind": fact.kind.value, "text": _cut(fact.text), "quote": _cut(fact.quote), "source": source}


def _paragraphs(brief: Brief, draft: Draft) -> tuple[list[tuple[int, str, str]], int]:
    """Return a draft's paragraphs as (number from 1, part, words) without the greeting and the signature that code adds.

    The second value is how many paragraphs stood before the first of them.
    """
    body = draft.body.get_secret_value()
    greeting = salutation(brief.contact, brief.channel) + "\n\n"
    offset = 1 if body.startswith(greeting) else 0
    body = body.removeprefix(greeting).removesuffix("\n\n" + sign_off(brief.sender, brief.channel))
    marks = {draft.offer_part.get_secret_value(): "offer", draft.ask_part.get_secret_value(): "ask"}
    marks.pop("", None)
    parts = [(number, _part(words, marks), words) for number, words in enumerate(body.split("\n\n"), 1)]
    return parts, offset


def _part(words: str, marks: dict[str, str]) -> str:
    return next((part for marked, part in marks.items() if words in marked), "text")


def _where(finding: Finding, draft: Draft, offset: int) -> str:
    """Say where a finding is in words that match the numbered paragraphs."""
    if finding.place == "subject":
        return "the subject"
    if finding.end <= finding.start:
        return "the whole message"
    number = draft.body.get_secret_value().count("\n\n", 0, finding.start) + 1 - offset
    return f"paragraph {number}" if number > 0 else "the greeting"


def _found(finding: Finding, where: str) -> dict[str, str | None]:
    return {"where": where, "wrong": _cut(finding.says), "instead": _cut(finding.instead)}


def _cut(text: str | None, length: int = MAX_FIELD) -> str | None:
    """Return cleaned text of at most `length` characters; the mark of a cut counts as one of them."""
    cleaned = clean_passage(text)
    if not isinstance(cleaned, str) or len(cleaned) <= length:
        return cleaned if isinstance(cleaned, str) else None
    return cleaned[: length - 1].rstrip() + "…"


def _block(tag: str, data: object) -> SecretStr:
    """Return data as JSON on a line of its own between `<tag>` and `</tag>`."""
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    return SecretStr(f"<{tag}>\n{_CHAT_MARKER.sub(chr(92) + chr(92) + 'u005b', written)}\n</{tag}>")
