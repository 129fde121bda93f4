"""Whether a message gives something concrete before it asks, whatever else its words look like.

A short plain trade has the words of an ask and little else, so that the classifier takes it for one; what it offers is told
from the sentence itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.lint.features import acting
from outreach.lint.structure import NAMES

if TYPE_CHECKING:
    from outreach.lint.text import Reading

_GIFT, _GIFT_AT, _EARLY_ASK = (
    NAMES.index("the strongest gift"),
    NAMES.index("how late the gift stands"),
    NAMES.index("an ask with no gift before it"),
)
_GIVES, _ASKED_BEFORE = 0.7, 0.4  # likelihoods: at least, at most

_WILL = r"(?:can|could|'ll|will|'d|would|'m|am|'re|are)"
_OFFERED = re.compile(
    rf"\b(?:(?:i|we)(?: ?{_WILL})|and (?:can|could)|happy to|glad to|you can have|you(?:'re| are) welcome to)\b", re.IGNORECASE
)
"""How an offer is put: "I can …", "we'd be glad to …", "you can have …"."""
_TO_READER = re.compile(r"\b(?:you|yours?|offer(?:ing)?)\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"\b(?:any(?:thing|one|body|where|time)|something|whatever|when(?:ever)?|some ?(?:time|how)|(?:one|some) ?day|in any way|"
    r"opportunit\w+|chances?|possibilit\w+|valu(?:e|able)|benefit\w*|partnership|synerg\w+|win[- ]win|exposure|visibility|"
    r"collaborat\w+|cooperat\w+|support|energy|passion|experience|gratitude|grateful|thankful|thanks|friendship|respect|love|"
    r"karma|prayers|owe|favou?rs?|in return|in the future|repay|discount|price|buy|product|"
    r"my (?:new )?(?:book|course|service|app)|(?:more )?details|tell you (?:all|more)|questions|content|commission|"
    r"reward\w*|generous\w*|worth|"
    r"assure|promise|introduce (?:you to )?(?:myself|ourselves|my|our)|present|honou?r|show you (?:what|how|that|why)|"
    r"link to (?:my|our)|unique)\b",
    re.IGNORECASE,
)
"""What can be promised without giving anything, or is the writer's own ware."""
_TIED = re.compile(
    r"\b(?:provided|as long as|as soon as|once you|after you|only if|if you (?!like|want|wish|can use|need)|in exchange|"
    r"should you|for every|a call|strategy)\b",
    re.IGNORECASE,
)
"""What is given on a condition, or on a call that sells, is no gift."""


def gives_first(described: list[float], reading: Reading) -> bool:
    """Tell whether the strongest gift of a message of this shape is concrete and stands before every ask."""
    if described[_GIFT] < _GIVES or described[_EARLY_ASK] > _ASKED_BEFORE:
        return False
    acts = acting(reading)
    text = reading.sentences[acts[round(described[_GIFT_AT] * len(acts))]].text
    return bool(_OFFERED.search(text) and _TO_READER.search(text)) and not _EMPTY.search(text) and not _TIED.search(text)
