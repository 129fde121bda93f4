"""Import people: what would become of each record, and then it does. What is done stays, and a second run doubles nothing."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.actions.skipped import SkippedRows
from outreach.actions.sorting import Fate, Sorted, claims, sort
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from outreach.actions.memory import Memory
    from outreach.actions.sources import Brought, ImportFile
    from outreach.store.store import Store

BATCH = 500
"""How many records are kept in one transaction: a run that is stopped has done all the batches before."""
SHOWN = 10
"""How many records of each fate a preview shows, where it is not asked for all."""


@dataclass(slots=True)
class Tally:
    """What became, or would become, of the records so far.

    `again` counts records of somebody whom an earlier record of the same import brings (those are merged into it), `proposed`
    what their words may say of them, `examples` holds some records of each fate, and `files` the files with skipped rows.
    """

    counts: Counter[Fate] = field(default_factory=Counter)
    again: int = 0
    proposed: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[Fate, list[Sorted]] = field(default_factory=dict)
    files: list[SkippedRows] = field(default_factory=list)
    shown: int | None = SHOWN

    @property
    def records(self) -> int:
        """Return how many records there were."""
        return self.counts.total() + self.again

    def note(self, done: Sorted, store: Store | None = None) -> None:
        """Count one record, and keep it as an example while there are few; of these a store tells who is to be kept at rest."""
        self.counts[done.fate] += 1
        kept = self.examples.setdefault(done.fate, [])
        if done.fate is Fate.SAME or (self.shown is not None and len(kept) >= self.shown):
            return
        if store is not None and done.fate is Fate.ADD and done.contact is not None:
            done = done._replace(resting=store.suppressions.of(done.contact) is not None)
        kept.append(done)


def preview(memory: Memory, files: Sequence[ImportFile], tally: Tally, notice: Callable[[Tally], None]) -> Tally:
    """Return what would become of the records; nothing is changed. `notice` is told how far it is after each batch."""
    seen: set[int] = set()
    for each in files:
        for batch in _batches(each.read()):
            new = [brought for brought in batch if _is_new(brought, seen)]
            tally.again += len(batch) - len(new)
            tally.proposed += sum(len(brought.proposals) for brought in batch)
            for done in sort(memory.store, new):
                tally.note(done, memory.store)
            notice(tally)
    return tally


def carry_out(memory: Memory, files: Sequence[ImportFile], tally: Tally, notice: Callable[[Tally], None]) -> Tally:
    """Import the records, a batch to a transaction, and write the skipped rows of each table beside it."""
    for each in files:
        with ExitStack() as stack:
            rows = stack.enter_context(SkippedRows(each.path, each.columns)) if each.columns else None
            for batch in _batches(each.read()):
                for done in _keep(memory, batch):
                    tally.note(done)
                    if done.fate is Fate.SKIP and rows is not None:
                        rows.add(done.brought.cells, done.reason)
                notice(tally)
        if rows is not None and rows.count:
            tally.files.append(rows)
    return tally


def _keep(memory: Memory, batch: Sequence[Brought]) -> list[Sorted]:
    """Keep what a batch brings; where somebody else changed the same meanwhile, look again, record by record."""
    found = sort(memory.store, batch)
    new = [done.contact for done in found if done.fate is Fate.ADD and done.contact is not None]
    try:
        memory.store.contacts.add_all(new)
    except BadInput as error:
        if len(batch) == 1:
            return [Sorted(batch[0], Fate.SKIP, reason=" ".join(error.message.split()))]
        return [done for each in batch for done in _keep(memory, [each])]
    return [_merge(memory, done) for done in found]


def _merge(memory: Memory, done: Sorted) -> Sorted:
    """Merge a record into whom it is about, and keep what it proposes."""
    if done.contact is None:
        return done
    id_ = done.into.id if done.into is not None else done.contact.id
    try:
        if done.fate is Fate.MERGE:
            memory.store.contacts.merge(id_, done.contact)
        if done.brought.proposals:
            memory.store.proposals.add(id_, done.brought.proposals)
    except BadInput as error:
        return done._replace(fate=Fate.SKIP, reason=" ".join(error.message.split()))
    return done


def _batches(records: Iterable[Brought]) -> Iterator[list[Brought]]:
    """Yield records in batches in which nobody is brought twice: whoever comes again begins the next batch."""
    batch: list[Brought] = []
    known: set[str] = set()
    for each in records:
        own = claims(each)
        if len(batch) >= BATCH or own & known:
            yield batch
            batch, known = [], set()
        batch.append(each)
        known |= own
    if batch:
        yield batch


def _is_new(brought: Brought, seen: set[int]) -> bool:
    """Tell whether no earlier record brings the same person, and remember this one: by numbers, which take little room."""
    own = {hash(claim) for claim in claims(brought)}
    known = bool(own & seen)
    seen |= own
    return not known
