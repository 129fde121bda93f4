"""Batch beyond one machine: write a run's requests into files, and take in the results that files bring back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from outreach.actions import batch
from outreach.actions.batch_report import Work, written
from outreach.batch import bulk
from outreach.batch import job as jobs
from outreach.batch.before import before, promised
from outreach.batch.exports import Exports, Stage
from outreach.batch.intake import Intake
from outreach.batch.journal import Journal
from outreach.batch.pending import Pending, planned
from outreach.batch.planner import Planner
from outreach.batch.request_files import RequestFiles
from outreach.batch.returned import lines
from outreach.batch.row import State, Why
from outreach.batch.rows import people
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from outreach.actions.batch_report import Ran
    from outreach.actions.memory import Memory
    from outreach.batch.bulk import Desk
    from outreach.batch.exports import Request
    from outreach.batch.intake import Tally
    from outreach.batch.request_files import RequestFile
    from outreach.batch.row import Kept
    from outreach.domain.brief import Brief

ROUNDS = (Why.GATE, Why.ECHO)
"""Held for these reasons, a row may have another round."""
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the files; how many requests wait for results besides; how many held rows had their last round."""

    files: tuple[RequestFile, ...]
    waiting: int
    finished: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of results: the lines by kind, how the run stands now, and by file how many requests have no result yet.

    `more` is how many rows another export would ask for: those that failed, and those held before their last round.
    `cost` is what the lines cost at the price of a batch, with the currency; None where no price is known.
    """

    tally: Tally
    ran: Ran
    waiting: dict[str, int] = field(default_factory=dict)
    more: int = 0
    cost: tuple[float, str] | None = None


def export(memory: Memory, folder: Path, desk: Desk, *, again: bool = False, caps: bulk.Caps | None = None) -> Exported:
    """Write the requests of the rows that are pending, or were held and may have another round, into files of the run's folder.

    Rows whose requests wait for results are left alone, or with `again` given up and asked for anew. Raises BadInput where
    another process is at work on the run, where its table is gone, or where the disk takes no more.
    """
    plan = jobs.load(folder)
    table, job = jobs.opened(plan)
    with Journal.open(folder) as journal, journal.alone():
        remarks = [*batch.recovered(journal), *batch.changed(plan, job, desk), *batch.gone(journal, table, job)]
        journal.retry(batch.RETRIED)
        exports, files = Exports(journal), RequestFiles(journal, folder)
        exports.forget_unfinished()
        files.put_in_place()
        rounds = _Rounds(journal, desk.rounds, again=again)
        before_it = promised(journal) + (Counter() if again else exports.promised())
        pending = Pending(journal, Planner.of(batch.wanted(memory, job), memory.store, before_it), rounds.due)
        briefs = pending.briefs(people(table, job.mapping, job.day))
        made = tuple(bulk.write(_requests(briefs, journal, exports, desk), desk, exports, files, caps or bulk.Caps()))
        remarks += pending.remarks()
        waiting = sum(exports.promised().values()) - sum(file.requests for file in made)
        return Exported(made, waiting, rounds.finished, tuple(remarks))


def bring_in(
    memory: Memory, folder: Path, paths: Sequence[Path], desk: Desk, watch: Callable[[int], None] = lambda _: None
) -> TakenIn:
    """Take in files of results, each draft through the gate, write the run's tables and report, and return what came of it.

    `watch` is called now and then with the lines so far. Raises BadInput where another process is at work on the run, where a
    file is none (then nothing of any is taken in), or where the disk takes no more.
    """
    for path in paths:
        if not path.is_file():
            raise BadInput(f"{path} is not a file of results.", remedy="Check the name and the folder.")
    with Journal.open(_planned(folder)) as journal, journal.alone():
        intake = opened(journal, folder, desk)
        for path in paths:
            for number, line in enumerate(lines(path), 1):
                intake.line(f"{path}:{number}", line)
                watch(intake.tally.kinds.total())
        intake.flush()
        return taken_in(memory, journal, folder, desk, intake)


def opened(journal: Journal, folder: Path, desk: Desk) -> Intake:
    """Return what takes in results for a run."""
    files = RequestFiles(journal, folder).all()
    return Intake(journal, Exports(journal), files, desk, lambda: before(journal, desk.linter)[0])


def taken_in(memory: Memory, journal: Journal, folder: Path, desk: Desk, intake: Intake) -> TakenIn:
    """Write the tables and the report of a run, and return what came of results."""
    plan = jobs.load(folder)
    table, job = jobs.opened(plan)
    work = Work(memory, folder, journal, table, job, desk.linter)
    ran = written(work, dict(desk.prompts), remarks=tuple(batch.changed(plan, job, desk)))
    waiting = {file: stages[Stage.WAITING] for file, stages in Exports(journal).counts().items() if stages[Stage.WAITING]}
    price = desk.prices.of(desk.engine.name) if desk.prices is not None else None
    cost = (price.of(intake.tally.spent) * price.batch, desk.prices.currency) if price and desk.prices else None
    more = ran.rows.get((State.FAILED, Why.ENGINE), 0) + sum(
        _has_round(kept, desk.rounds) for kept in journal.results(states=(State.HELD,))
    )
    return TakenIn(intake.tally, ran, waiting, more, cost)


def _has_round(kept: Kept, rounds: int) -> bool:
    """Tell whether a row that was held may have another round."""
    verdict = kept.result.verdict
    return verdict is not None and verdict.why in ROUNDS and kept.result.attempts < rounds


class _Rounds:
    """Which rows may be asked for in this round: those that are pending, and those held before their last one."""

    def __init__(self, journal: Journal, most: int, *, again: bool) -> None:
        self._journal = journal
        self._most = most
        self._again = again
        self.finished = 0

    def due(self, states: Mapping[str, State]) -> set[str]:
        """Return the keys of those rows that are due."""
        keys = planned(states)
        if self._again:
            keys |= {key for key, state in states.items() if state is State.EXPORTED}
        for key, kept in self._journal.of([key for key, state in states.items() if state is State.HELD]).items():
            if _has_round(kept, self._most):
                keys.add(key)
            else:
                self.finished += 1
        return keys


def _requests(
    briefs: Iterator[tuple[str, Brief]], journal: Journal, exports: Exports, desk: Desk
) -> Iterator[tuple[Request, bytes]]:
    """Yield a request for each brief, as the attempt after the last one that there was."""
    for some in _chunks(briefs):
        keys = [key for key, _ in some]
        latest, kept = exports.latest(keys), journal.of(keys)
        for key, brief in some:
            asked, findings = latest.get(key, (0, ()))
            attempt = max(asked, kept[key].result.attempts) + 1
            yield bulk.made(key, brief, attempt, findings, desk.engine)


def _chunks(briefs: Iterable[tuple[str, Brief]]) -> Iterator[list[tuple[str, Brief]]]:
    rest = iter(briefs)
    while some := list(islice(rest, _CHUNK)):
        yield some


def _planned(folder: Path) -> Path:
    """Return the folder of a run; raise BadInput where there is none, before anything is made in it."""
    jobs.load(folder)
    return folder
