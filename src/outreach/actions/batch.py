"""Batch: plan a run over a table, run it or go on with it, and write its tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from outreach.actions.batch_report import NO_MAILS, InForce, Work, written
from outreach.batch import job as jobs
from outreach.batch.before import before
from outreach.batch.estimate import Estimate, estimate, most
from outreach.batch.exports import Exports
from outreach.batch.journal import Journal
from outreach.batch.pending import Pending, chunks
from outreach.batch.planner import Planner, Wanted
from outreach.batch.row import State, Verdict, Why
from outreach.batch.rows import people, without_own
from outreach.batch.run import Runner, Task
from outreach.domain.ask import Ask
from outreach.domain.contact import Channel
from outreach.errors import BadInput
from outreach.gathering.columns import map_columns
from outreach.gathering.csv_file import open_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from outreach.actions.batch_report import Mails, Ran, Rules
    from outreach.actions.memory import Memory
    from outreach.batch.budget import Budget
    from outreach.batch.job import Asked, Job
    from outreach.batch.run import Progress, Tools
    from outreach.domain.size import Size
    from outreach.gathering.csv_file import CsvFile
    from outreach.lint.linter import Linter
    from outreach.prompting.library import Prompts


class Going(Protocol):
    """A run that goes on: how far it is, what it has spent, and a way to stop it."""

    progress: Progress

    @property
    def budget(self) -> Budget:
        """Return what it may spend, and has spent."""
        ...

    def stop(self, reason: str) -> None:
        """Start no further row."""
        ...


RETRIED = (Why.ENGINE, Why.BUDGET)
"""The failures that a resumed run tries again."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a run would do: rows by verdict (None: to be drafted), tokens, and by offer how many rows it was used up for."""

    folder: Path
    job: Job
    rows: Counter[Why | None]
    estimate: Estimate
    over: Counter[str]


@dataclass(frozen=True, slots=True)
class Writer:
    """Who is to write, without the means to: the engine's name, its prompts (by digest; None: it needs none), the rules."""

    engine: str
    prompts: Mapping[str, str]
    library: Prompts | None
    rulebook: str


def asked(writer: Writer, *, ask: str | None, size: Size, offer_id: str | None, channel: str | None) -> Asked:
    """Return what is wanted of a run by this writer; raise BadInput for an ask that cannot be put."""
    try:
        text = Ask(text=ask).text if ask is not None else None
    except ValueError:
        raise BadInput("--ask takes one line of 1 to 300 characters.", remedy="Ask for one thing, in one sentence.") from None
    return jobs.Asked(
        engine=writer.engine, ask=text, ask_size=size, offer_id=offer_id, channel=Channel(channel) if channel else None,
        prompts=dict(writer.prompts), rulebook=writer.rulebook,
    )  # fmt: skip


def prepare(memory: Memory, table: Path, choices: Iterable[str], asked: Asked) -> tuple[CsvFile, Job]:
    """Return a table and the job of a run over it; `choices` are `field=Column` put over what its columns seem to tell.

    Raises BadInput for a table that cannot be read.
    """
    found = open_csv(table)
    mapping = without_own(map_columns(found)).override(choices, found.columns)
    read = {"table": str(table.resolve()), "digest": jobs.digest(table), "reading": found.description, "mapping": mapping}
    return found, jobs.Job.model_validate({**dict(asked), **read, "day": memory.today})


def plan(memory: Memory, table: CsvFile, job: Job, folder: Path, prompts: Prompts | None) -> Planned:
    """Judge every row, write the plan into a run's folder, and return what the run would do. Nothing is spent.

    Raises BadInput when the folder holds a run that has begun, or cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be made: {error.strerror}.", remedy="Choose another with --run.") from None
    counts: Counter[Why | None] = Counter()
    total, drafting = Estimate(), memory.settings.drafting
    planner = Planner.of(wanted(memory, job), memory.store)
    with Journal.open(folder) as journal, journal.alone():
        if any(state not in {State.PLANNED, State.SKIPPED} for state, _ in journal.counts()):
            remedy = "Go on with `outreach batch resume`, or choose another folder with --run."
            raise BadInput(f"The run in {folder} has begun.", remedy=remedy)

        def judged() -> Iterator[tuple[str, int, Verdict | None]]:
            nonlocal total
            for some in chunks(people(table, job.mapping, job.day)):
                planner.meet(some)
                for person in some:
                    came = planner.judge(person)
                    verdict = came if isinstance(came, Verdict) else None
                    counts[verdict.why if verdict else None] += 1
                    if not isinstance(came, Verdict):
                        total += estimate(came, prompts, drafting.repairs, review=drafting.review)
                    yield person.key, person.line, verdict

        journal.plan(judged())
        job.save(folder)
    return Planned(folder, job, counts, total, planner.over)


def wanted(memory: Memory, job: Job) -> Wanted:
    """Return what a run writes; raise BadInput when nobody is named who writes."""
    settings = memory.settings
    if settings.sender is None:
        what = f"{memory.place.root / 'outreach.yaml'} does not say who writes."
        raise BadInput(what, remedy="Add `sender:` with a `name:` below it.")
    return Wanted(
        settings.sender, memory.place.offers(), settings.policy, memory.today, settings.drafting.words,
        job.ask, job.ask_size, job.offer_id, job.channel,
    )  # fmt: skip


async def run(memory: Memory, folder: Path, tools: Tools, watch: Callable[[Going], None]) -> Ran:
    """Run what is pending of a planned run, write its tables, and return how it stands.

    `watch` is called when the run begins and after each row, with the runner: it tells how far it is, and can stop it.

    Raises BadInput where another process runs it, where its table is gone, or where the disk takes no more (what was done before
    stays done).
    """
    planned = jobs.load(folder)
    table, job = jobs.opened(planned)
    with Journal.open(folder) as journal, journal.alone():
        remarks = [*recovered(journal), *changed(planned, job, tools), *gone(journal, table, job)]
        journal.retry(RETRIED)
        sameness, promised = before(journal, tools.linter)
        tools.budget.spent += journal.spent()[0]
        planner = Planner.of(wanted(memory, job), memory.store, promised + Exports(journal).promised())
        runner = Runner(journal, tools, sameness, watch)
        pending, drafting = Pending(journal, planner), memory.settings.drafting
        due = pending.briefs(people(table, job.mapping, job.day))
        bound = partial(most, prompts=tools.library, repairs=drafting.repairs, review=drafting.review)
        tasks = (Task(key, brief, bound(brief)) for key, brief in due)
        progress = await runner.run(tasks, tools.limiter.width)
        remarks += pending.remarks()
        work = Work(memory, folder, journal, table, job, tools.linter, runner.fresh)
        return written(work, dict(tools.prompts), stopped=progress.stopped, remarks=tuple(remarks))


def report(memory: Memory, folder: Path, linter: Linter, prompts: Prompts, mails: Mails = NO_MAILS) -> Ran:
    """Write the tables and the report of a run as it stands, under today's rules, and mail files where they are wanted.

    Raises BadInput while a process is at work on the run: it writes the same files.
    """
    planned = jobs.load(folder)
    table, job = jobs.opened(planned)
    with Journal.open(folder) as journal, journal.alone():
        now = InForce(linter, {name: prompts.wording(name) for name in job.prompts})
        work = Work(memory, folder, journal, table, job, linter)
        remarks = (*changed(planned, job, now), *gone(journal, table, job))
        return written(work, dict(now.prompts), remarks=remarks, mails=mails)


def recovered(journal: Journal) -> Iterator[str]:
    """Put back what a kill left in flight, and say so."""
    lost = journal.recover()
    if lost:
        yield f"{lost:,} rows were in flight when the run was killed; they may have been paid for, and are drafted anew"


def gone(journal: Journal, table: CsvFile, job: Job) -> Iterator[str]:
    """Note which rows of the plan the table no longer has, and say how many they are."""
    if jobs.digest(Path(job.table)) == job.digest and not journal.gone():
        return
    left = journal.seen(person.key for person in people(table, job.mapping, job.day))
    if left:
        yield f"{left:,} rows of the plan are no longer in the table; what was written to them stays in the journal"


def changed(planned: Job, job: Job, tools: Rules) -> Iterator[str]:
    """Say what has changed since the plan: the table and the names of its columns, the prompts, the rules."""
    renamed = set(job.mapping.columns) - set(planned.mapping.columns)
    if renamed:
        said = ", ".join(sorted(f"{each.field} is read from {each.column}" for each in renamed))
        yield f"columns of the plan are no longer in the table: {said} now"
    if jobs.digest(Path(job.table)) != job.digest:
        yield "the table has changed since the plan; rows that read as before keep their results"
    if dict(tools.prompts) != job.prompts:
        yield "the prompts have changed since the plan; rows that are drafted now are written with today's"
    if tools.linter.rulebook.fingerprint != job.rulebook:
        yield "the rules have changed since the plan; every message is cleared under today's"
