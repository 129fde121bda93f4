"""The file of weights: written by tests/corpus/train.py, read once, on first use.

A head in JSON (names, and the few weights of shapes), the numbers of pairs, and for every feature its weights in 16 bits
a field: the upper bytes of all of them, which are much alike, then the lower bytes. All but those is compressed: they would
not get shorter, and to expand them takes as long as all the rest.
"""

import json
import zlib
from functools import cache
from itertools import chain, count, islice
from pathlib import Path
from struct import unpack_from

from outreach.lint.structure import NAMES, OUTPUTS
from outreach.lint.weights import WIDTH, Entries, Judges, Rows, Table, Weights

FILE = Path(__file__).parent / "model" / "weights.bin"


def dump(weights: Weights) -> bytes:
    """Write weights as the bytes of a weights file."""
    table, judges = weights.table, weights.judges
    named = [dict(sorted(part.items())) for part in (table.entries.words, table.entries.stems)]
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
        "stems": [[number for _, number in part.values()] for part in named],
        "tags": " ".join(tags),
        "sizes": list(map(len, numbered)),
    }
    text = json.dumps(head, separators=(",", ":"), ensure_ascii=False).encode()
    rows = chain(
        (row for part in named for row, _ in part.values()),
        tags.values(),
        chain.from_iterable(part.values() for part in numbered),
    )
    numbers = b"".join([key.to_bytes(4, "little") for part in numbered for key in part])
    wide = b"".join([table.entries.rows[row].to_bytes(WIDTH, "little", signed=True) for row in rows])
    return len(text).to_bytes(4, "little") + zlib.compress(text + numbers + wide[1::4], 9) + wide[0::4]


def parse(data: bytes) -> Weights:
    """Read the bytes of a weights file; ValueError when they are not for these outputs and shapes."""
    packed = zlib.decompressobj()
    start, body = int.from_bytes(data[:4], "little"), packed.decompress(memoryview(data)[4:])
    head = json.loads(body[:start])
    if tuple(head["outputs"]) != OUTPUTS or tuple(head["names"]) != NAMES:
        raise ValueError("the weights are for other outputs: run tests.corpus.train")
    size = sum(head["sizes"])
    keys = iter(unpack_from(f"<{size}I", body, start))
    rows = Rows(low=packed.unused_data, high=body[start + 4 * size :])
    row = count(1)
    # what has an end comes first in each zip, so that no more is taken than there are names: the order of the file
    words, stems = [
        dict(zip(spelled.split(" "), zip(row, numbers, strict=False), strict=False))
        for spelled, numbers in zip(head["words"], head["stems"], strict=True)
    ]
    tags = dict(zip(head["tags"].split(" "), row, strict=False))
    pairs, apart, subjects = [dict(zip(islice(keys, length), row, strict=False)) for length in head["sizes"]]
    judges = Judges(tuple(head["verdict"]), tuple(map(tuple, head["reasons"])), head["threshold"])
    return Weights(Table(Entries(rows, words, stems), tags, pairs, apart, subjects), tuple(head["constants"]), judges)


@cache
def shipped() -> Weights:
    """Load the weights that come with the program."""
    return parse(FILE.read_bytes())
