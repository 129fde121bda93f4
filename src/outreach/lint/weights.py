"""The classifier's weights: read once, on first use, from the file that tests/corpus/train.py writes.

A feature's weights for all outputs are packed into one integer of 32-bit fields, so that a sentence is scored for
every output at once by adding one integer a feature: exact, in any order, on any machine.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import Struct

from outreach.lint.features import LONGEST, Key
from outreach.lint.structure import NAMES, OUTPUTS

FILE = Path(__file__).parent / "model" / "weights.bin"
SCALE = 4096
"""Weights are kept as whole numbers of 1/4096."""

FIELDS = len(OUTPUTS) + 1
"""Each sentence output, and the words' part in the verdict on the whole message."""

_BITS = 32
_WIDTH = FIELDS * _BITS // 8
_HALF = 1 << (_BITS - 1)
_HALVES = sum(_HALF << (_BITS * at) for at in range(FIELDS))
_READ = Struct(f"<{FIELDS}I").unpack


@dataclass(frozen=True, slots=True)
class Weights:
    """What the classifier knows.

    `table` has the packed weights of each feature; `constants` one number for each of OUTPUTS; `verdict` and `reasons`
    the weights of a message's shape, each with its constant last; `threshold` the likelihood from which it rejects.
    """

    table: dict[Key, int]
    constants: tuple[float, ...]
    verdict: tuple[float, ...]
    reasons: tuple[tuple[float, ...], ...]
    threshold: float


SENTENCE_SCALE = tuple(((8 / max(1, length)) ** 0.25) / SCALE for length in range(LONGEST + 1))
"""What a sentence's sums are multiplied by, by its length in words: long sentences are not surer for being long."""


def message_scale(words: int) -> float:
    """Say what the sum over a message of so many words is multiplied by."""
    return (60 / max(5, words)) ** 0.5 / SCALE


def pack(values: Iterable[int]) -> int:
    """Put one whole number for each field into one integer; sums of packed numbers are packed sums."""
    return sum(value << (_BITS * at) for at, value in enumerate(values))


def unpack(packed: int) -> list[int]:
    """Take the whole numbers of all fields out of a packed sum."""
    return [field - _HALF for field in _READ((packed + _HALVES).to_bytes(_WIDTH, "little"))]


def dump(weights: Weights) -> bytes:
    """Write weights as the bytes of a weights file."""
    keys = sorted(weights.table, key=_spelled)
    head = {
        "outputs": OUTPUTS,
        "names": NAMES,
        "constants": weights.constants,
        "verdict": weights.verdict,
        "reasons": weights.reasons,
        "threshold": weights.threshold,
    }
    lines = json.dumps(head) + "\n" + "\n".join(map(_spelled, keys))
    text = lines.encode()
    numbers = b"".join([weights.table[key].to_bytes(_WIDTH, "little", signed=True) for key in keys])
    return len(text).to_bytes(4, "little") + zlib.compress(text + numbers, 9)


def parse(data: bytes) -> Weights:
    """Read the bytes of a weights file; ValueError when they are not for these outputs and shapes."""
    body = zlib.decompress(data[4:])
    start = int.from_bytes(data[:4], "little")
    first, *lines = body[:start].decode().split("\n")
    head = json.loads(first)
    if tuple(head["outputs"]) != OUTPUTS or tuple(head["names"]) != NAMES:
        raise ValueError("the weights are for other outputs: run tests.corpus.train")
    number = int.from_bytes
    numbers = [number(body[at : at + _WIDTH], "little", signed=True) for at in range(start, len(body), _WIDTH)]
    keys: list[Key] = [line if " " not in line else tuple(line.split(" ")) for line in lines]
    return Weights(
        dict(zip(keys, numbers, strict=True)),
        tuple(head["constants"]),
        tuple(head["verdict"]),
        tuple(map(tuple, head["reasons"])),
        head["threshold"],
    )


@cache
def shipped() -> Weights:
    """Load the weights that come with the program."""
    return parse(FILE.read_bytes())


def _spelled(key: Key) -> str:
    """Write a key on one line: a word as it is, the parts of a tuple joined by blanks."""
    return key if isinstance(key, str) else " ".join(key)
