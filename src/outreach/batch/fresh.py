"""The messages that this very process has cleared for a run, so that its tables need not clear them a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import SecretStr

if TYPE_CHECKING:
    from outreach.batch.row import Kept
    from outreach.gate import ClearedMessage
    from outreach.lint.linter import Linter

MOST = 5_000
"""So many of the latest messages are kept, so that memory is flat; older ones are cleared again."""


class Fresh:
    """Messages by the keys of their rows, all cleared under one linter."""

    def __init__(self, linter: Linter) -> None:
        self._linter = linter
        self._messages: dict[str, ClearedMessage] = {}

    def add(self, key: str, message: ClearedMessage) -> None:
        """Keep a message that was cleared just now; the oldest one goes."""
        if len(self._messages) >= MOST:
            del self._messages[next(iter(self._messages))]
        self._messages[key] = message

    def of(self, kept: Kept, linter: Linter) -> ClearedMessage | None:
        """Return the message of a row, None where it was not cleared here, under this linter, in the words of the journal."""
        message = self._messages.get(kept.key)
        if message is None or linter is not self._linter or kept.draft is None:
            return None
        told = (SecretStr(message.subject), SecretStr(message.body), message.offer_id, message.fact_ids, message.author)
        draft = kept.draft
        same = told == (draft.subject, draft.body, draft.offer_id, draft.fact_ids, draft.author)
        return message if same else None
