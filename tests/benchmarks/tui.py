"""How fast the interface is: start, memory and idling in a terminal of 80x24, beside posting and harlequin where installed.

Run `python -m tests.benchmarks.tui`. First paint is when the first words reach the terminal, settled when the last did within the
first seconds. Below that: typing in a message of 300 words under live lint, and searching 100,000 people, a key at a time.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import NamedTuple

RUNS = 7
LOOK = 3.0
"""Seconds that a start is watched, and as many for idling."""
WORDS = 6
"""So many letters make an output more than a blinking cursor."""
_SURROUNDINGS = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.")


class Start(NamedTuple):
    """One start: milliseconds to the first words and to rest, MiB of memory, percent of one core while idle."""

    paint: float
    settled: float
    memory: float
    idle: float


def measure(command: list[str], folder: str) -> Start:
    """Start a program in a terminal of its own, watch it, and end it."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, _SURROUNDINGS | {"HOME": folder})  # noqa: S606  # no shell is wanted
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        paint, settled = _watch(terminal, began, LOOK)
        before, at = _cpu(process), time.perf_counter()
        _watch(terminal, began, LOOK)
        idle = (_cpu(process) - before) / (time.perf_counter() - at) * 100
        return Start(paint, settled, _memory(process), idle)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def _watch(terminal: int, began: float, seconds: float) -> tuple[float, float]:
    """Read what a program writes for some seconds; return when its first and its last words came, in milliseconds."""
    first = last = 0.0
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        try:
            wrote = os.read(terminal, 65536)
        except OSError:
            break
        if b"\x1b[6n" in wrote or b"\x1b[c" in wrote:
            os.write(terminal, b"\x1b[1;1R")
        letters = sum(chr(byte).isalpha() for byte in _ESCAPES.sub(b"", wrote))
        if letters >= WORDS:
            last = (time.perf_counter() - began) * 1000
            first = first or last
    return first, last


def _cpu(process: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


def starts() -> None:
    """Print the figures of every program there is."""
    programs = {"outreach": [sys.executable, "-m", "outreach"]}
    programs |= {name: [path] for name in ("posting", "harlequin") if (path := shutil.which(name))}
    print(f"{'':<26}{'paint ms':>9}{'settled ms':>12}{'MiB':>7}{'idle %':>8}   (median of {RUNS}, 80x24)")
    for name, command in programs.items():
        for where in ("welcome", "workspace") if name == "outreach" else ("",):
            with tempfile.TemporaryDirectory() as folder:
                if where == "workspace":
                    from outreach.actions.init import init  # noqa: PLC0415

                    init(Path(folder))
                    measure(command, folder)  # the first start makes the database
                measured = [measure(command, folder) for _ in range(RUNS)]
            paint, settled, memory, idle = (statistics.median(column) for column in zip(*measured, strict=True))
            print(f"{f'{name} {where}':<26}{paint:>9.0f}{settled:>12.0f}{memory:>7.0f}{idle:>8.1f}")


if __name__ == "__main__":
    starts()
