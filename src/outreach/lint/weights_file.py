"""The file of weights: written by tests/corpus/train.py, read once, on first use.

A head in JSON (names, and the few weights of shapes), the numbers of pairs, and for every feature its weights in 16 bits
a field; all of it compressed.
"""

import json
import zlib
from collections.abc import Iterator
from functools import cache, partial
from itertools import chain, islice, repeat
from operator import sub
from pathlib import Path
from struct import iter_unpack, unpack_from

from outreach.lint.structure import NAMES, OUTPUTS
from outreach.lint.weights import BITS, FIELDS, HALVES, Judges, Table, Weights, entry, unpack

FILE = Path(__file__).parent / "model" / "weights.bin"

_WIDTH = FIELDS * BITS // 8
# the upper bytes of a field with half its range added, by the upper byte of the 16 bits kept: below 128 is not negative
_THIRD = bytes(128) + b"\xff" * 128
_FOURTH = b"\x80" * 128 + b"\x7f" * 128


def dump(weights: Weights) -> bytes:
    """Write weights as the bytes of a weights file."""
    table, judges = weights.table, weights.judges
    named = [dict(sorted(part.items())) for part in (table.words, table.stems)]
    tags = dict(sorted(table.tags.items()))
    numbered = [dict(sorted(part.items())) for part in (table.pairs, table.apart, table.subjects)]
    head = {
        "outputs": OUTPUTS,
        "names": NAMES,
        "constants": weights.constants,
        "verdict": judges.verdict,
        "reasons": judges.reasons,
        "threshold": judges.threshold,
        "words": [" ".join(part) for part in named],
        "stems": [[at for _, at, _ in part.values()] for part in named],
        "tags": " ".join(tags),
        "sizes": list(map(len, numbered)),
    }
    text = json.dumps(head, separators=(",", ":"), ensure_ascii=False).encode()
    packed = chain(
        (weight for part in named for weight, _, _ in part.values()),
        tags.values(),
        chain.from_iterable(part.values() for part in numbered),
    )
    numbers = b"".join([key.to_bytes(4, "little") for part in numbered for key in part])
    values = b"".join([field.to_bytes(2, "little", signed=True) for value in packed for field in unpack(value)])
    return len(text).to_bytes(4, "little") + zlib.compress(text + numbers + values, 9)


def parse(data: bytes) -> Weights:
    """Read the bytes of a weights file; ValueError when they are not for these outputs and shapes."""
    start, body = int.from_bytes(data[:4], "little"), zlib.decompress(memoryview(data)[4:])
    head = json.loads(body[:start])
    if tuple(head["outputs"]) != OUTPUTS or tuple(head["names"]) != NAMES:
        raise ValueError("the weights are for other outputs: run tests.corpus.train")
    count = sum(head["sizes"])
    numbers = iter(unpack_from(f"<{count}I", body, start))
    packed = _packed(body[start + 4 * count :])
    # what has an end comes first in each zip, so that no more is taken than there are names: the order of the file
    words, stems = [
        dict(zip(spelled.split(" "), map(entry, packed, ats), strict=False))
        for spelled, ats in zip(head["words"], head["stems"], strict=True)
    ]
    tags = dict(zip(head["tags"].split(" "), packed, strict=False))
    pairs, apart, subjects = [dict(zip(islice(numbers, size), packed, strict=False)) for size in head["sizes"]]
    judges = Judges(tuple(head["verdict"]), tuple(map(tuple, head["reasons"])), head["threshold"])
    return Weights(Table(words, stems, tags, pairs, apart, subjects), tuple(head["constants"]), judges)


def _packed(fields: bytes) -> Iterator[int]:
    """Widen fields of 16 bits to those of packed weights: by columns of bytes, which takes a tenth of going one by one."""
    low, high = fields[0::2], fields[1::2]
    wide = bytearray(2 * len(fields))
    wide[0::4], wide[1::4], wide[2::4], wide[3::4] = low, high, high.translate(_THIRD), high.translate(_FOURTH)
    whole = partial(int.from_bytes, byteorder="little")
    return map(sub, map(whole, chain.from_iterable(iter_unpack(f"{_WIDTH}s", wide))), repeat(HALVES))


@cache
def shipped() -> Weights:
    """Load the weights that come with the program."""
    return parse(FILE.read_bytes())
