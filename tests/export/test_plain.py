"""Plain text and plain data: what was cleared, letter for letter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from outreach.actions.messages import read
from outreach.export.data import data
from outreach.export.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outreach.gate import ClearedMessage

BODY = "Hello Zoë,\n\nhere they are.\n\nBo"


def test_plain_text_is_what_lint_reads_back(cleared: Callable[[str, str], ClearedMessage], tmp_path: Path) -> None:
    """A message written to a file and judged again is the same message."""
    path = tmp_path / "message.txt"
    for subject in ("The notes: part 2", ""):
        path.write_text(plain(cleared(subject, BODY)), encoding="utf-8")
        (message,) = read(str(path))
        assert (message.subject, message.body) == (subject, BODY)  # type: ignore[union-attr]  # a message, not an error


def test_data_is_json_with_what_the_words_rest_on(cleared: Callable[[str, str], ClearedMessage]) -> None:
    """Everything in it can be written as JSON."""
    told = json.loads(json.dumps(data(cleared("Notes", BODY))))
    assert told == {
        "verdict": "cleared", "subject": "Notes", "body": BODY, "offer_id": "welsh", "fact_ids": ["proof", "press"],
        "rulebook": told["rulebook"],
    }  # fmt: skip
    assert len(told["rulebook"]) == 12
