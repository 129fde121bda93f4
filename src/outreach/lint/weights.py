"""The classifier's weights: read once, on first use, from the file that tests/corpus/train.py writes.

A feature's weights for all outputs are packed into one integer of 32-bit fields, so that a sentence is scored for
every output by adding one integer a feature: exact, in any order, on any machine.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import Struct

from outreach.lint.features import Key
from outreach.lint.structure import NAMES, OUTPUTS

FILE = Path(__file__).parent / "model" / "weights.bin"
SCALE = 1024
"""Weights are kept as whole numbers of 1/1024."""

_FIELD = 32
_WIDTH = len(OUTPUTS) * _FIELD // 8 + 1
_HALF = sum(1 << (_FIELD * at + _FIELD - 1) for at in range(len(OUTPUTS)))
_FIELDS = Struct(f"<{len(OUTPUTS)}Ix")
_HEAD = Struct("<4sII")
_MAGIC = b"otr1"


@dataclass(frozen=True, slots=True)
class Weights:
    """What the classifier knows.

    `table` has the packed weights of each feature, `bias` those of every sentence; `verdict` and `reasons` are the
    weights of a message's shape, each with its constant last; `threshold` is the likelihood from which it rejects.
    """

    table: dict[Key, int]
    bias: int
    verdict: tuple[float, ...]
    reasons: tuple[tuple[float, ...], ...]
    threshold: float


def pack(values: Iterable[int]) -> int:
    """Put one whole number for each output into one integer; sums of packed numbers are packed sums."""
    return sum(value << (_FIELD * at) for at, value in enumerate(values))


def unpack(packed: int) -> tuple[float, ...]:
    """Take the scores of all outputs out of a packed sum."""
    half = 1 << (_FIELD - 1)
    return tuple([(field - half) / SCALE for field in _FIELDS.unpack((packed + _HALF).to_bytes(_WIDTH, "little"))])


def dump(weights: Weights) -> bytes:
    """Write weights as the bytes of a weights file."""
    keys = sorted(weights.table, key=_spelled)
    head = {
        "outputs": OUTPUTS,
        "names": NAMES,
        "verdict": weights.verdict,
        "reasons": weights.reasons,
        "threshold": weights.threshold,
        "keys": [_spelled(key) for key in keys],
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    packed = [weights.bias, *(weights.table[key] for key in keys)]
    numbers = b"".join(number.to_bytes(_WIDTH, "little", signed=True) for number in packed)
    return _HEAD.pack(_MAGIC, len(text), len(numbers)) + zlib.compress(text + numbers, 9)


def parse(data: bytes) -> Weights:
    """Read the bytes of a weights file; ValueError when they are not one for these outputs and shapes."""
    magic, text_length, _ = _HEAD.unpack_from(data)
    if magic != _MAGIC:
        raise ValueError("not a weights file")
    body = zlib.decompress(data[_HEAD.size :])
    head = json.loads(body[:text_length])
    if tuple(head["outputs"]) != OUTPUTS or tuple(head["names"]) != NAMES:
        raise ValueError("weights for other outputs: train again")
    numbers = [
        int.from_bytes(body[at : at + _WIDTH], "little", signed=True) for at in range(text_length, len(body), _WIDTH)
    ]
    keys = [key if " " not in key else tuple(key.split(" ")) for key in head["keys"]]
    return Weights(
        dict(zip(keys, numbers[1:], strict=True)),
        numbers[0],
        tuple(head["verdict"]),
        tuple(map(tuple, head["reasons"])),
        head["threshold"],
    )


@cache
def shipped() -> Weights:
    """Load the weights that come with the program."""
    return parse(FILE.read_bytes())


def _spelled(key: Key) -> str:
    """Write a key on one line: a word as it is, the parts of a pattern joined by blanks."""
    return key if isinstance(key, str) else " ".join(key)
