"""A fact: one thing truthfully known about a contact, with its source. A need is a fact of kind need."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from outreach.domain.cleaning import Identifier, Line
from outreach.domain.value import Value


class FactKind(StrEnum):
    """What a fact says: something about the person, or something they want or struggle with."""

    FACT = "fact"
    NEED = "need"


class Source(Value):
    """Where a fact comes from, as one would say it ("her newsletter"), and when it was said or seen."""

    where: Line
    when: dt.date


class Fact(Value):
    """One thing truthfully known about a contact.

    `text` says it in the third person and the present ("Runs a repair café in Malmö"); `quote` holds their own words, letter for
    letter, where there are any. Without a source a fact may be kept, but no draft is made from it.
    """

    id: Identifier
    text: Line
    kind: FactKind = FactKind.FACT
    source: Source | None = None
    quote: Line | None = None
