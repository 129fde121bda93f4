"""A cleared message as plain data, for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.gate import ClearedMessage


def data(message: ClearedMessage) -> dict[str, object]:
    """Return the verdict, the words, what they rest on, and the fingerprint of the rules that cleared them."""
    return {
        "verdict": "cleared",
        "subject": message.subject,
        "body": message.body,
        "offer_id": message.offer_id,
        "fact_ids": list(message.fact_ids),
        "rulebook": message.rulebook,
    }
