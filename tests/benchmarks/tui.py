"""How fast the interface starts, what it holds and what it does idle, in a terminal of 80x24, and how that compares.

Run `python -m tests.benchmarks.tui`, with `--beside COMMAND` (as often as wanted) for any other program that shall be measured in
the same way: `--beside posting --beside "harlequin --no-download-tzdata"`. First paint is when the first words reach the
terminal, settled when the last did within the first seconds. The programs take turns, so that what else the machine does falls on
all of them alike. Beside the time on the clock stands that of the processor, over all threads
and ended processes: it is much the same whatever else the machine does.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

RUNS = 7
LOOK = 3.0
"""Seconds that a start is watched, and as many for idling."""
WORDS = 6
"""So many letters make an output more than a cursor, if they were not there before: a field blinks with its words."""
PAGE = 100
"""So many letters are news in any case: the screen is painted anew."""
_SURROUNDINGS = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.")
_OTHERS = re.compile(rb"[^a-zA-Z]")


class Start(NamedTuple):
    """One start: milliseconds to the first words and to rest, on the clock and of processor time; MiB; percent of a core idle."""

    paint: float
    paint_processor: float
    settled: float
    settled_processor: float
    memory: float
    idle: float


class Program(NamedTuple):
    """What is started, where, and what it is called in the table."""

    name: str
    command: list[str]
    folder: str


def measure(command: list[str], folder: str) -> Start:
    """Start a program in a terminal of its own, watch it, and end it."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, _SURROUNDINGS | {"HOME": folder})  # noqa: S606  # no shell is wanted
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        start = _watch(process, terminal, began)
        before, at = _cpu(process), time.perf_counter()
        _watch(process, terminal, began)
        idle = (_cpu(process) - before) / (time.perf_counter() - at) * 100
        return Start(*start, _memory(process), idle)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def _watch(process: int, terminal: int, began: float) -> tuple[float, float, float, float]:
    """Read what a program writes for some seconds; return when its first and its last words came, as `Start` has it."""
    first = last = (0.0, 0.0)
    seen = b""
    until = time.perf_counter() + LOOK
    while (left := until - time.perf_counter()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        try:
            wrote = os.read(terminal, 65536)
        except OSError:
            break
        if b"\x1b[6n" in wrote or b"\x1b[c" in wrote:
            os.write(terminal, b"\x1b[1;1R")
        letters = _OTHERS.sub(b"", _ESCAPES.sub(b"", wrote))
        if len(letters) >= PAGE or (len(letters) >= WORDS and letters not in seen):
            last = (time.perf_counter() - began) * 1000, _cpu(process) * 1000
            first = first if any(first) else last
        seen += letters
    return *first, *last


def _cpu(process: int) -> float:
    """Return the seconds of processor time that a process has used, by its clock (`clock_getcpuclockid` of Linux).

    What processes that it waited for have used is added, in hundredths of a second.
    """
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return time.clock_gettime((~process << 3) | 2) + (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


def starts(programs: Sequence[Program]) -> None:
    """Print the figures of every program, and beside the others how many times ours they are."""
    measured: dict[str, list[Start]] = {program.name: [] for program in programs}
    for program in programs:
        measure(program.command, program.folder)  # the first start makes what later ones find
    for _ in range(RUNS):
        for program in programs:
            measured[program.name].append(measure(program.command, program.folder))
    middle = {name: Start(*(statistics.median(column) for column in zip(*each, strict=True))) for name, each in measured.items()}
    print(f"Median of {RUNS} starts at 80x24; load {os.getloadavg()[0]:.1f}; 'cpu' is processor time.")
    print(f"{'':<24}{'paint ms':>9}{'cpu':>6}{'settled ms':>12}{'cpu':>6}{'MiB':>6}{'idle %':>8}")
    for name, start in middle.items():
        print("{:<24}{:>9.0f}{:>6.0f}{:>12.0f}{:>6.0f}{:>6.0f}{:>8.1f}".format(name, *start))
    ours = middle[programs[1].name]
    for name in [program.name for program in programs[2:]]:
        ratios = (theirs / mine if mine else 0.0 for theirs, mine in zip(middle[name][:5], ours[:5], strict=True))
        print("{:<24}{:>8.1f}x{:>5.1f}x{:>11.1f}x{:>5.1f}x{:>5.1f}x".format(f"{name} / workspace", *ratios))


def main() -> None:
    """Measure outreach on the welcome and in a workspace with people in it, and what else is named."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--beside", action="append", default=[], metavar="COMMAND", help="another program to measure")
    beside = [shlex.split(command) for command in reader.parse_args().beside]
    for command in beside:
        if shutil.which(command[0]) is None:
            reader.error(f"There is no program {command[0]}.")
    ours = [sys.executable, "-m", "outreach"]
    with tempfile.TemporaryDirectory() as bare, tempfile.TemporaryDirectory() as workspace:
        _furnish(Path(workspace), ours)
        starts(
            [
                Program("outreach welcome", ours, bare),
                Program("outreach workspace", ours, workspace),
                *(Program(" ".join(Path(part).name for part in command)[:22], command, workspace) for command in beside),
            ]
        )


def _furnish(folder: Path, ours: list[str]) -> None:
    """Make a workspace of the bundled sender, offers and people, and take the people into its memory."""
    shutil.copytree(str(files("outreach") / "samples"), folder, dirs_exist_ok=True)
    people = sorted(str(path) for path in (folder / "contacts").glob("*.yaml"))
    taken_in = [*ours, "contacts", "import", *people, "--yes"]
    subprocess.run(taken_in, cwd=folder, env=_SURROUNDINGS | {"HOME": str(folder)}, check=True, capture_output=True)  # noqa: S603  # our own


if __name__ == "__main__":
    main()
