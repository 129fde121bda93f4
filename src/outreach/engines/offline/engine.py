"""The offline engine: no model, no key, no network, the same words for the same brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.draft import Usage
from outreach.engines.base import Reply
from outreach.engines.offline.compose import compose
from outreach.engines.offline.values import unsaid
from outreach.errors import EngineReplyInvalid

if TYPE_CHECKING:
    from outreach.domain.brief import Brief
    from outreach.domain.draft import Draft
    from outreach.engines.base import Assignment


class Offline:
    """Composes a message from the brief. A repair composes the next one: other structure, other wording, same offer and ask."""

    name = "offline"

    async def write(self, assignment: Assignment) -> Reply:
        """Return the draft for an assignment; raise EngineReplyInvalid when the brief's words cannot hold its offer and ask."""
        step = max(assignment.attempt - 1, 1 if assignment.previous is not None else 0)
        draft, notes, fault = _composed(assignment.brief, step)
        if draft is None and fault:
            message = f"The offline engine failed ({fault})."
            raise EngineReplyInvalid(message, remedy="Report this with the contact file, or use another engine.")
        if draft is None:
            message = f"The offer and the ask do not fit into {assignment.brief.words} words."
            raise EngineReplyInvalid(message, remedy="Shorten the offer's title or the ask, or allow more words.")
        return Reply(draft, Usage(), notes)

    async def aclose(self) -> None:
        """Do nothing: there is no connection to give back."""


def _composed(brief: Brief, step: int) -> tuple[Draft | None, tuple[str, ...], str]:
    """Return the draft with what it cannot say, or the kind of fault: no exception leaves with words in its frames."""
    try:
        return compose(brief, step), unsaid(brief), ""
    except Exception as error:  # noqa: BLE001  # whatever broke, its frames may hold words
        return None, (), type(error).__name__
