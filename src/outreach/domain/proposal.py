"""A proposal: a fact or need that some gathered text may hold. Nothing of it enters a brief before a person accepts it."""

from __future__ import annotations

from outreach.domain.cleaning import Line
from outreach.domain.fact import FactKind, Source
from outreach.domain.value import Value


class Proposal(Value):
    """What a text may say about a contact: the exact words of the text, whether they read as a fact or a need, and their source.

    Whoever or whatever proposes it adds no words of its own: `quote` stands letter for letter in the text.
    """

    quote: Line
    kind: FactKind
    source: Source
