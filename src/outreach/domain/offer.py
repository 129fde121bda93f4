"""An offer: one real thing the sender can give."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import Field

from outreach.domain.cleaning import Identifier, Line, Passage
from outreach.domain.size import Size
from outreach.domain.value import Value


class OfferKind(StrEnum):
    """What is given."""

    INTRODUCTION = "introduction"
    INFORMATION = "information"
    EXPOSURE = "exposure"
    REVIEW = "review"
    SKILL = "skill"
    TIME = "time"
    RESOURCE = "resource"
    INVITATION = "invitation"


class Offer(Value):
    """One real thing the sender can give.

    `title` completes the sentence "I can offer you …" ("an introduction to the booker at Radio Nord"); `detail` says in a whole
    sentence or two what exactly it is. `size` is what it takes of the sender, `limit_per_month` how often it can be given,
    `expires` the last day it stands.
    """

    id: Identifier
    title: Line
    detail: Passage | None = None
    kind: OfferKind
    size: Size = Size.SMALL
    tags: tuple[Line, ...] = ()
    limit_per_month: int | None = Field(default=None, ge=1)
    expires: dt.date | None = None
    link: Line | None = Field(default=None, pattern=r"^https?://\S+$")

    def stands_on(self, day: dt.date) -> bool:
        """Tell whether the offer has not expired on that day."""
        return self.expires is None or day <= self.expires
