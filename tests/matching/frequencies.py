"""Count in how many messages of the training corpus each stem stands: `python -m tests.matching.frequencies` writes the table.

Stems that stand in fewer than `LEAST` messages are left out: they weigh nearly as much as unknown ones.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

from outreach.lint.words import WORD
from outreach.nearness.spelling import form

CORPUS = Path(__file__).parents[1] / "corpus" / "train"
TABLE = Path(__file__).parents[2] / "src" / "outreach" / "nearness" / "data" / "frequencies.txt"
LEAST = 6
HEAD = "# How many of the messages counted (their number stands first) have each stem. Written by tests/matching/frequencies.py."


def table() -> str:
    """Return the text of the table."""
    counts: Counter[str] = Counter()
    total = 0
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            counts.update({form(match[0]) for match in WORD.finditer(f"{row['subject']} {row['body']}")})
            total += 1
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for key, count in counts.items():
        if count >= LEAST and len(key) > 1:
            rows[count].append(key)
    lines = [f"{count}: {' '.join(sorted(rows[count]))}" for count in sorted(rows, reverse=True)]
    return "\n".join([HEAD, str(total), *lines]) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
