"""What a person wants written to somebody whom the memory was asked about, put together with what the workspace says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.briefing import Request
from outreach.domain.ask import Ask
from outreach.domain.contact import Channel
from outreach.domain.size import Size
from outreach.errors import BadInput, shown

if TYPE_CHECKING:
    from outreach.actions.memory import Memory
    from outreach.actions.recall import Recalled


def request(  # noqa: PLR0913  # keyword-only: what a person may say of one message
    memory: Memory,
    recalled: Recalled,
    *,
    ask: str | None = None,
    size: str | None = None,
    offer_id: str | None = None,
    channel: str | None = None,
) -> Request:
    """Return the request; what is left out is the workspace's and the contact's own.

    Raises BadInput where nobody is named who writes, and for an ask that cannot be put.
    """
    settings = memory.settings
    if settings.sender is None:
        what = f"{shown(memory.place.root / 'outreach.yaml')} does not say who writes."
        raise BadInput(what, remedy="Add `sender:` with a `name:` below it.")
    if size and ask is None:
        raise BadInput("--size says how much the ask takes, and there is none.", remedy="Add --ask, or leave out --size.")
    return Request(
        contact=recalled.contact,
        sender=settings.sender,
        offers=memory.place.offers(),
        today=memory.today,
        ask=_ask(ask),
        ask_size=Size(size or Size.SMALL),
        offer_id=offer_id,
        channel=Channel(channel) if channel else None,
        words=settings.drafting.words,
        history=recalled.history,
        given=recalled.given,
        policy=settings.policy,
    )


def _ask(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return Ask(text=text).text
    except ValueError:
        raise BadInput("--ask takes one line of 1 to 300 characters.", remedy="Ask for one thing, in one sentence.") from None
