"""Batch from end to end: `python -m tests.benchmarks.batch [WHAT] [ROWS]`, WHAT being `run`, `plan` or `offline` (all of them).

`run` drafts against a model server in a process of its own that takes 200 ms for an answer, 32 requests at once, and prints the
time over the ideal one (the requests that were needed, 32 at a time, 200 ms each), CPU time and peak memory. `plan` plans and
`offline` drafts without a server. Each command is a process of its own, its start and its tables counted in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.batch.crowd import table, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE, SECONDS = 32, 0.2
TOKENS = 1_520
"""What the server says that each of its answers took."""


class Took(NamedTuple):
    """What a command took, and what it answered: seconds by the clock and of the CPU, MiB at the most."""

    wall: float
    cpu: float
    peak: float
    said: dict[str, Any]


def command(place: Path, *argv: str) -> Took:
    """Run `outreach batch` as a process of its own; raise where it fails."""
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    began = time.perf_counter()
    with (place / "answer").open("w+b") as answer:
        line = [sys.executable, "-m", "outreach", "batch", *argv, "--format", "json"]
        process = subprocess.Popen(line, cwd=place, env=environment, stdout=answer, stderr=subprocess.DEVNULL)  # noqa: S603
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode in {0, 1}, process.returncode
        answer.seek(0)
        said = json.load(answer)
    return Took(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


@contextmanager
def server() -> Iterator[str]:
    """Run the model server in a process of its own and give its address."""
    line = [sys.executable, "-m", "tests.batch.model_server", "--seconds", str(SECONDS)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def planned(place: Path, rows: int) -> Took:
    """Plan over so many rows and print what it took."""
    table(place / "people.csv", rows)
    took = command(place, "plan", "people.csv", "--offer", "manual")
    print(f"plan     {rows:>7,} rows  {_speed(took, rows)}")
    return took


def run(rows: int) -> None:
    """Print what a run against the server takes."""
    with tempfile.TemporaryDirectory() as folder, server() as url:
        place = workspace(Path(folder) / "place", url, timeout=60.0)
        planned(place, rows)
        took = command(place, "run", "--at-once", str(AT_ONCE))
        requests = int(took.said["tokens"]["total"]) // TOKENS
        ideal = requests / AT_ONCE * SECONDS
        print(f"run      {rows:>7,} rows  {_speed(took, rows)}; {requests:,} requests")
        print(f"         {took.wall:.1f} s by the clock are {took.wall / ideal:.2f} times the ideal {ideal:.1f} s")


def offline(rows: int) -> None:
    """Print what planning and drafting without a server take."""
    with tempfile.TemporaryDirectory() as folder:
        place = workspace(Path(folder) / "place")
        planned(place, rows)
        print(f"offline  {rows:>7,} rows  {_speed(command(place, 'run'), rows)}")


def plan(rows: int) -> None:
    """Print what planning takes, for a model and so with its tokens counted."""
    with tempfile.TemporaryDirectory() as folder:
        planned(workspace(Path(folder) / "place", "http://127.0.0.1:9/v1"), rows)


def _speed(took: Took, rows: int) -> str:
    return f"{took.cpu / rows * 1000:6.2f} ms of CPU a row ({rows / took.cpu:,.0f} rows/s of one core), peak {took.peak:.0f} MiB"


def main(argv: list[str]) -> None:
    """Print the figures."""
    chosen = {"run": run, "plan": plan, "offline": offline}
    rows = int(argv[1]) if len(argv) > 1 else None
    for name, what in chosen.items():
        if not argv or argv[0] == name:
            for number in (rows,) if rows else (1_000, 100_000) if name == "plan" else (1_000,):
                what(number)


if __name__ == "__main__":
    main(sys.argv[1:])
