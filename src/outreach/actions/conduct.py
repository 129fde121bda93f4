"""Notes on conduct: words about how somebody behaved, for the team's own eyes. They are in no brief and so in no message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.domain.contact import Contact

_MARK = re.compile(r"#conduct\b|^\s*conduct\s*:", re.IGNORECASE)


def is_conduct(words: str) -> bool:
    """Tell whether somebody marked words as a note on conduct: `#conduct` stands in them, or `conduct:` before them."""
    return _MARK.search(words) is not None


def without_conduct(contact: Contact) -> Contact:
    """Return a person without the facts that are notes on conduct."""
    kept = tuple(fact for fact in contact.facts if not is_conduct(fact.text))
    return contact if len(kept) == len(contact.facts) else contact.model_copy(update={"facts": kept})
