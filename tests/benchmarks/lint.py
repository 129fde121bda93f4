"""Compare the linter with proselint on the same messages: `python -m tests.benchmarks.lint` (needs `pip install proselint`).

Prints messages a second in one process for both, their ratio, the peak memory of each process, and the time of one message
from a cold start, each the median of several runs taken in turn.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
MESSAGES = 2_000
ROUNDS = 5
BIN = Path(sys.executable).parent


def messages() -> list[dict[str, str]]:
    """Return 2,000 messages: the labelled ones, as often as it takes."""
    rows = [json.loads(line) for path in sorted(CORPUS.rglob("*.jsonl")) for line in path.open(encoding="utf-8")]
    return [rows[i % len(rows)] | {"id": str(i)} for i in range(MESSAGES)]


def seconds(command: list[str]) -> float:
    """Return the wall time of one run of a command, whatever its exit code."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603  # fixed commands
    return time.perf_counter() - start


def in_turn(first: list[str], second: list[str], rounds: int) -> tuple[float, float]:
    """Return the median seconds of two commands, run in turn so that a slow moment hits both."""
    pairs = [(seconds(first), seconds(second)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        rows = messages()
        jsonl = Path(folder) / "messages.jsonl"
        jsonl.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        texts = [Path(folder) / f"{row['id']}.txt" for row in rows]
        for path, row in zip(texts, rows, strict=True):
            path.write_text(f"{row['subject']}\n\n{row['body']}\n", encoding="utf-8")
        ours = [str(BIN / "outreach"), "lint", "--format", "jsonl", str(jsonl)]
        theirs = [str(BIN / "proselint"), "check", *map(str, texts)]
        mine, other = in_turn(ours, theirs, 3)
        print(f"2,000 messages: outreach {MESSAGES / mine:,.0f}/s, proselint {MESSAGES / other:,.0f}/s, ratio {other / mine:.1f}")
        mine, other = in_turn([*ours[:2], str(texts[0])], [*theirs[:2], str(texts[0])], ROUNDS * 4)
        print(f"one message, cold: outreach {mine * 1000:.0f} ms, proselint {other * 1000:.0f} ms, ratio {mine / other:.2f}")
        seconds(ours)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"peak memory of any of these processes: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
