"""Review: the cleared messages of a run, one at a time, each kept, changed or dropped by a person. What is decided stays decided.

A message that is changed passes the same gate as any other, and its words are the person's own.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.actions.batch import changed
from outreach.actions.batch_report import InForce, Keeper, Work, written
from outreach.actions.revise import revise
from outreach.batch import job as jobs
from outreach.batch.journal import Journal
from outreach.batch.outputs import Ready, ready
from outreach.batch.reviews import Decision, Reviews
from outreach.batch.row import State
from outreach.errors import BadInput
from outreach.gate import ClearedMessage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from outreach.actions.batch_report import Ran
    from outreach.actions.memory import Memory
    from outreach.batch.row import Kept
    from outreach.domain.brief import Brief
    from outreach.domain.contact import Channel
    from outreach.gate import Outcome
    from outreach.lint.finding import Finding
    from outreach.lint.linter import Linter
    from outreach.prompting.library import Prompts

__all__ = ["Decision", "Item", "Reviewing", "Turn", "reviewing"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One row of the queue: who the message is to, its offer, and what was decided about it (None: nothing yet)."""

    row: int
    name: str
    offer_id: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Item:
    """One message in front of a person: its row, who it is to, its offer, by which channel, and what was decided.

    `message` is None where today's rules hold it; then `held` says by which rules.
    """

    row: int
    name: str
    offer_id: str
    channel: Channel
    decision: Decision | None
    message: ClearedMessage | None
    held: str = ""


class Reviewing:
    """The review of one run, while it is held: nothing else works on it meanwhile."""

    def __init__(self, work: Work, prompts: Mapping[str, str], changes: Iterable[str]) -> None:
        """`prompts` are today's digests by name, `changes` what has changed since the plan."""
        self._work = work
        self._prompts = dict(prompts)
        self._changes = tuple(changes)
        self._reviews = Reviews(work.journal)
        self._keeper = Keeper(work.memory)

    def queue(self) -> Iterator[Turn]:
        """Yield every row that was cleared, in the order of the table, with what was decided about it."""
        decided = self._reviews.all()
        for kept in self._work.journal.results(states=(State.CLEARED,)):
            if kept.result.brief is not None:
                brief = kept.result.brief
                yield Turn(kept.number, brief.contact.name, brief.offer.id, decided.get(kept.key))

    def item(self, row: int) -> Item:
        """Return the message of a row, cleared anew; raise BadInput where the row has none."""
        kept = self._row(row)
        reviewed = self._reviews.of([kept.key]).get(kept.key)
        came, brief = ready(kept, reviewed, self._work.linter), kept.result.brief
        if brief is None:
            raise _no_message(row)
        decision = reviewed.decision if reviewed is not None else None
        told = (row, brief.contact.name, brief.offer.id, brief.channel, decision)
        return Item(*told, came.message) if isinstance(came, Ready) else Item(*told, None, f"{came.says} {came.instead}".strip())

    def decide(self, row: int, decision: Decision | None) -> None:
        """Keep or drop the message of a row, or take back what was decided, a change of its words too (None).

        Raises BadInput where the row has no message.
        """
        kept = self._row(row)
        if decision is not Decision.KEPT:
            self._discard(kept)
        if decision is None:
            self._reviews.undo(kept.key)
        else:
            self._reviews.decide(kept.key, decision)

    def lint(self, row: int, subject: str, body: str) -> tuple[Finding, ...]:
        """Return what is found in a person's own words for a row, and keep nothing; raise BadInput as `edit` does."""
        return self._work.linter.lint(subject, body, self._brief(row)).findings

    def edit(self, row: int, subject: str, body: str) -> Outcome:
        """Return a person's own words for a row, cleared and written down, or held with what was found: then nothing changes.

        Raises BadInput where the row has no message.
        """
        kept = self._row(row)
        outcome = revise(subject, body, self._brief(row), self._work.linter)
        if isinstance(outcome, ClearedMessage):
            self._discard(kept)
            self._reviews.change(kept.key, outcome)
        return outcome

    def finish(self) -> Ran:
        """Write the tables and the report as they are now, and return how the run stands."""
        return written(self._work, self._prompts, remarks=self._changes)

    def _brief(self, row: int) -> Brief:
        brief = self._row(row).result.brief
        if brief is None:
            raise _no_message(row)
        return brief

    def _row(self, row: int) -> Kept:
        kept = next(self._work.journal.results(after=row - 1, states=(State.CLEARED,)), None)
        if kept is None or kept.number != row:
            raise _no_message(row)
        return kept

    def _discard(self, kept: Kept) -> None:
        """Erase the words as they stood from the memory: they are not to be sent."""
        came = ready(kept, self._reviews.of([kept.key]).get(kept.key), self._work.linter)
        if isinstance(came, Ready):
            self._keeper.discard(came)


@contextmanager
def reviewing(memory: Memory, folder: Path, linter: Linter, prompts: Prompts) -> Iterator[Reviewing]:
    """Hold a run for review; raise BadInput where there is none, its table is gone, or another process is at work on it."""
    planned = jobs.load(folder)
    table, job = jobs.opened(planned)
    now = InForce(linter, {name: prompts.wording(name) for name in job.prompts})
    with Journal.open(folder) as journal, journal.alone():
        yield Reviewing(Work(memory, folder, journal, table, job, linter), now.prompts, changed(planned, job, now))


def _no_message(row: int) -> BadInput:
    return BadInput(f"Row {row} has no cleared message.", remedy="`outreach batch review --list` lists the rows that have one.")
