"""A brief: all that one message may use. Nothing outside it may stand in the message."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from outreach.domain.ask import Ask
from outreach.domain.contact import Channel, Contact
from outreach.domain.fact import Fact
from outreach.domain.offer import Offer
from outreach.domain.sender import Sender
from outreach.domain.standing import Standing
from outreach.domain.value import Value


class Brief(Value):
    """All that one message may use: sender, contact, chosen facts, offer, ask, standing, channel and length.

    `words` is the longest the body may be; `today` is the day the message is written, so that nothing reads a clock later.
    Without an ask the message gives and asks nothing.
    """

    sender: Sender
    contact: Contact
    facts: tuple[Fact, ...] = Field(min_length=1)
    offer: Offer
    ask: Ask | None = None
    standing: Standing
    channel: Channel = Channel.EMAIL
    words: int = Field(default=150, ge=40, le=400)
    today: dt.date
