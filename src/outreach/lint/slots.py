"""Whether a text has anything that could be an unfilled slot of a template: no message is held for one without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.lint.text import Reading

_SLOT = re.compile(
    r"[\[\]{}<>%_$#|*]|\b[A-Z]{4,}\b|\bX{2,3}\b|\.\.\.|\u2026|"
    r"(?im:^[ ]*(?:hi|hello|hey|dear|hiya)(?: (?:mr|mrs|ms|dr|prof)\.?)? +[,!:])|"
    r"(?i:\b(?:insert|placeholder|template|tbd|tbc|lorem|fill(?:ed)? in|null|undefined|your name|(?:first|last|company) ?name)\b)"
)
"""Brackets and signs of slots, words in capitals, a greeting with a gap for a name, and words that stand in for others."""


def has_slot(reading: Reading) -> bool:
    """Tell whether a slot could stand in the subject or the body, looked at before folding took the signs away."""
    return bool(_SLOT.search(reading.subject.original) or _SLOT.search(reading.body.original))
