"""Undoes what hides words from a reader of plain text, and keeps for every character left where it came from.

1. Steps only drop, replace or join characters; none moves one past another, so places map back in order.
2. Invisible characters go first: wherever they stand, what follows sees the same text.
3. Addresses (links, mail) are left as they are.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from outreach.lint.confusables import COMBINING, CONFUSABLES, INVISIBLE
from outreach.lint.lexicon import DISGUISED

type Edit = tuple[int, int, str]
"""Replace text[start:end] by a string."""
