"""A finding: which rule, where, and what to do instead. It never quotes the words it is about."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """An error rejects any text; a warning holds an engine's draft and only marks a person's own text."""

    ERROR = "error"
    WARNING = "warning"


class Finding(NamedTuple):
    """One thing wrong with a text.

    `place` is "subject" or "body"; `start` and `end` are half-open offsets into that part of the original text, and `sentence`
    counts the message's sentences from 0 (the subject's first). `says` states what is wrong and `instead` what to do, one
    sentence each.
    """

    code: str
    name: str
    reason: str
    severity: Severity
    place: str
    sentence: int
    start: int
    end: int
    says: str
    instead: str
