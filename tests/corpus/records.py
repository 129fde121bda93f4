"""Labelled messages and what their labels say about each sentence."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from outreach.lint.structure import OUTPUTS
from outreach.lint.text import Reading, Text, read

FOLDER = Path(__file__).parent
Array = NDArray[np.float64]

_COLUMN = {output: at for at, output in enumerate(OUTPUTS[:-1])}


@dataclass(frozen=True, slots=True)
class Message:
    """One labelled message: its record, the letter of its file, its set (its own id where it has none), its reading."""

    record: dict[str, Any]
    kind: str
    group: str
    reading: Reading

    @property
    def rejected(self) -> bool:
        """Whether people would reject it."""
        return bool(self.record["verdict"] == "reject")

    def gold(self) -> Array:
        """Mark for each sentence (row) which of OUTPUTS but the last (column) its labelled spans lie in."""
        marks = np.zeros((len(self.reading.sentences), len(_COLUMN)))
        labelled = {"give": self.record["offers"], "ask": self.record["asks"], **self.record["spans"]}
        for label, spans in labelled.items():
            for span in spans:
                marks[self._sentences(span), _COLUMN[label]] = 1.0
        return marks

    def _sentences(self, span: str) -> list[int]:
        """Find the sentences that share at least half of themselves, or of the span, or 40 characters with it."""
        for place, text in (("subject", self.reading.subject), ("body", self.reading.body)):
            at = text.original.find(span)
            if at >= 0:
                shared = self._shared(place, text, at, at + len(span))
                enough = [index for index, part, size in shared if part >= min(40, 0.5 * size, 0.6 * len(span))]
                return enough or [max(shared, key=lambda item: item[1])[0]] if shared else []
        return []

    def _shared(self, place: str, text: Text, start: int, end: int) -> list[tuple[int, int, int]]:
        """List the sentences that overlap original[start:end]: number, characters shared, characters in all."""
        found = []
        for sentence in self.reading.sentences:
            if sentence.place == place:
                first, last = text.origin(sentence.start, sentence.end)
                shared = min(end, last) - max(start, first)
                if shared > 0:
                    found.append((sentence.index, shared, last - first))
        return found


def load(path: Path) -> list[Message]:
    """Read a file of labelled messages."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        reading = read(record["subject"], record["body"])
        found.append(Message(record, path.stem[0], record.get("set") or record["id"], reading))
    return found


def training() -> list[Message]:
    """Read all training messages, in the order of their files."""
    return [message for path in sorted((FOLDER / "train").glob("*.jsonl")) for message in load(path)]
