"""A run that is killed again and again: `python -m tests.batch.killing --times 50` prints what became of its rows.

Each process is the command line itself, in a process forked from a server that has imported everything once, and it is ended with
SIGKILL at a moment of chance, while it plans, asks, writes down or puts its tables in place. The model server outlives them and
counts what it was asked.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import os
import random
import resource
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.batch.journal import Journal
from outreach.batch.row import State
from outreach.cli.main import main
from tests.batch.crowd import rows, table, workspace
from tests.batch.model_server import Model, running

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

TABLES = ("cleared.csv", "held.csv", "rejects.csv")
AT_ONCE = 8
PLAN = ("batch", "plan", "people.csv", "--offer", "manual")
context = multiprocessing.get_context("forkserver")
_PRELOADED = (
    "tests.batch.crowd outreach.cli.batch outreach.engines.openai_compatible openai.resources.chat.completions clevercsv "
    "outreach.lint.linter outreach.prompting.library sqlalchemy.dialects.sqlite"
)
context.set_forkserver_preload(_PRELOADED.split())


@dataclass(slots=True)
class Told:
    """What became of the rows, each known by its need: in how many runs it was asked for, lost at kills, and its tables."""

    kills: int = 0
    requests: int = 0
    runs: Counter[str] = field(default_factory=Counter)
    lost: dict[str, int] = field(default_factory=dict)
    most_lost: int = 0
    tables: dict[str, list[str]] = field(default_factory=dict)

    @property
    def paid_twice(self) -> list[str]:
        """Return the rows that were asked for in more runs than kills account for."""
        return [need for need, runs in self.runs.items() if runs > self.lost[need] + 1]


def start(place: Path, *argv: str, most_bytes: int | None = None) -> ForkServerProcess:
    """Start a command line in a workspace; what it says goes into the file `said`, and no file may grow past `most_bytes`."""
    process = context.Process(target=_command, args=(place, argv, most_bytes))
    process.start()
    return process


def _command(place: Path, argv: tuple[str, ...], most_bytes: int | None) -> None:
    os.chdir(place)
    said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(said, stream.fileno())
    if most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))
    sys.exit(main(argv))


def kill_often(folder: Path, times: int, *, number: int, seed: int) -> Told:
    """Plan and run over so many rows, killed so often, then to the end; return what became of them."""
    chance = random.Random(seed)  # noqa: S311  # moments
    told = Told()
    model = Model(seconds=0.02)
    with running(model) as url:
        place = workspace(folder / "place", url, timeout=1.0)
        table(place / "people.csv", number)
        while told.kills < max(1, times // 10):
            _kill(start(place, *PLAN), chance.uniform(0.0, 0.3), told)
        _finish(start(place, *PLAN))
        while told.kills < times:
            _counted(model, told, start(place, "batch", "run", "--at-once", str(AT_ONCE)), chance.uniform(0.0, 0.6))
            told.most_lost = max(told.most_lost, _in_flight(place))
        _counted(model, told, start(place, "batch", "resume", "--at-once", str(AT_ONCE)), None)
    told.requests = len(model.asked)
    _read(place, told)
    return told


def _counted(model: Model, told: Told, process: ForkServerProcess, seconds: float | None) -> None:
    """Let a process run for so long after its first request (None: to its end), and count the rows that it asked for.

    Some are not waited for: they are killed while they begin.
    """
    before = len(model.asked)
    if seconds is None:
        _finish(process)
    else:
        while process.is_alive() and len(model.asked) == before and seconds > 0.1:
            process.join(0.005)
        _kill(process, seconds, told)
    told.runs.update({need for need, _ in model.asked[before:]})


def _kill(process: ForkServerProcess, seconds: float, told: Told) -> None:
    process.join(seconds)
    if process.is_alive():
        process.kill()
        told.kills += 1
    process.join()


def _finish(process: ForkServerProcess) -> None:
    process.join()
    assert process.exitcode in {0, 1}, process.exitcode


def _folder(place: Path) -> Path:
    return place / "runs" / "people"


def _in_flight(place: Path) -> int:
    with Journal.open(_folder(place)) as journal:
        return sum(number for (state, _), number in journal.counts().items() if state is State.IN_FLIGHT)


def _read(place: Path, told: Told) -> None:
    """Read the tables and the journal of a run that has ended."""
    for name in TABLES:
        with (_folder(place) / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                told.tables.setdefault(row["need"], []).append(name)
    with closing(sqlite3.connect(_folder(place) / "journal.db")) as connection:
        lost = dict(connection.execute("SELECT line, lost FROM rows").fetchall())
    told.lost = {row[2]: lost[line] for line, row in enumerate(rows(len(lost)), 2)}


def _print(told: Told, number: int) -> None:
    ended = Counter(each for tables in told.tables.values() for each in tables)
    print(f"{told.kills} kills, {number} rows, {told.requests} requests at the server; {dict(ended)}")  # noqa: T201
    several = sum(len(tables) != 1 for tables in told.tables.values())
    print(f"rows in none of the tables or in several: {several + number - len(told.tables)}")  # noqa: T201
    print(f"in flight at kills, as the run reports them: {sum(told.lost.values())}, at most {told.most_lost} of {AT_ONCE} at one")  # noqa: T201
    print(f"rows asked for in a further run that no kill accounts for: {len(told.paid_twice)}")  # noqa: T201


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        number = 10 * given.times
        _print(kill_often(Path(temporary), given.times, number=number, seed=given.seed), number)
