"""The main job on the bundled people: each request drafted in turn, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.actions.draft import draft
from outreach.briefing import Request
from outreach.errors import BadInput, MissingContext, NotNow
from outreach.yaml_file import read_yaml

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterator, Callable, Iterable

    from outreach.actions.draft import Written
    from outreach.domain.sender import Sender
    from outreach.drafting import Limits
    from outreach.engines.base import Engine
    from outreach.lint.linter import Linter
    from outreach.workspace import Workspace

ASKS = "asks.yaml"


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of one request: what was written, or why nothing was."""

    request: Request
    came: Written | MissingContext | NotNow


def requests(place: Workspace, sender: Sender, today: dt.date, words: int) -> tuple[Request, ...]:
    """Return a request for each contact of a workspace, with what its `asks.yaml` asks of them, at most `words` words long."""
    asks = read_yaml(place.root / ASKS).data
    if not isinstance(asks, dict):
        raise BadInput(f"{place.root / ASKS} must hold a line `contact: ask` for each ask.")
    offers = place.offers()
    contacts = [place.contact(name) for name in place.contact_ids()]
    return tuple(Request(each, sender, offers, today, ask=asks.get(each.id), words=words) for each in contacts)


async def demo(
    asked: Iterable[Request], engine_for: Callable[[str], Engine], linter: Linter, limits: Limits
) -> AsyncIterator[Shown]:
    """Yield what comes of each request, in order; `engine_for` gives the engine for a contact's id.

    Raises EngineError when an engine fails: no other engine steps in.
    """
    for request in asked:
        try:
            came: Written | MissingContext | NotNow = await draft(request, engine_for(request.contact.id), linter, limits)
        except (MissingContext, NotNow) as missing:
            came = missing
        yield Shown(request, came)
