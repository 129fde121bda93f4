"""What is written of a run whenever it rests: its tables, its report, the messages in the memory, mail files on request."""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from outreach.actions.record import member
from outreach.batch import outputs
from outreach.batch import report as reports
from outreach.batch.exports import Exports
from outreach.batch.forgetting import EML, MBOX
from outreach.batch.report import PAGE, Report
from outreach.batch.reviews import Reviews
from outreach.batch.row import State, Why
from outreach.batch.rows import people
from outreach.domain.contact import Channel
from outreach.export.mails import MailBox, MailFolder
from outreach.store.drafts import Making

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from outreach.actions.memory import Memory
    from outreach.batch.fresh import Fresh
    from outreach.batch.job import Job
    from outreach.batch.journal import Journal
    from outreach.batch.outputs import Ready, Written
    from outreach.domain.brief import Brief
    from outreach.domain.contact import Contact
    from outreach.domain.draft import Usage
    from outreach.gate import ClearedMessage
    from outreach.gathering.csv_file import CsvFile
    from outreach.lint.linter import Linter

__all__ = ["PAGE", "Report"]


class Rules(Protocol):
    """What messages are judged and written by now: the linter, and the prompts by name and digest."""

    @property
    def linter(self) -> Linter:
        """Return the linter."""
        ...

    @property
    def prompts(self) -> Mapping[str, str]:
        """Return the digests of the prompts, by name."""
        ...


@dataclass(frozen=True, slots=True)
class InForce:
    """The linter and the prompts of a workspace, where nothing is to be drafted."""

    linter: Linter
    prompts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mails:
    """Which mail files are wanted: a folder with one for each message, a mailbox with all of them."""

    folder: bool = False
    box: bool = False


NO_MAILS = Mails()


@dataclass(frozen=True, slots=True)
class Work:
    """A run that is held: its folder, its journal, its table and how that is read, and the rules of the day.

    `fresh` has what this process has cleared for it.
    """

    memory: Memory
    folder: Path
    journal: Journal
    table: CsvFile
    job: Job
    linter: Linter
    fresh: Fresh | None = None


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run stands: rows by state and verdict, tokens, requests lost at kills, why it stopped, rows in each table.

    `report` holds all of it (None: none was written), `mails` how many mail files were written, by name.
    """

    rows: dict[tuple[State, Why | None], int]
    spent: Usage
    lost: int
    stopped: str
    tables: Counter[str] = field(default_factory=Counter)
    remarks: tuple[str, ...] = ()
    report: Report | None = None
    mails: Mapping[str, int] = field(default_factory=dict)

    @property
    def all_cleared(self) -> bool:
        """Tell whether every row that something could be written to has a message."""
        return not any(state not in {State.CLEARED, State.SKIPPED} for state, _ in self.rows)


def written(
    work: Work, prompts: dict[str, str], *, stopped: str = "", remarks: tuple[str, ...] = (), mails: Mails = NO_MAILS
) -> Ran:
    """Write the tables and the report of a run, and return how it stands. Raises BadInput where the disk takes no more.

    Messages to people whom the memory knows are kept there, as those of `outreach draft` are.
    """
    boxes: list[MailFolder | MailBox] = [MailFolder(work.folder / EML)] if mails.folder else []
    boxes += [MailBox(work.folder / MBOX)] if mails.box else []

    def also(ready: Ready) -> None:
        for each in boxes if ready.brief.channel is Channel.EMAIL else ():
            each.add(ready.number, ready.message)

    with ExitStack() as stack:
        for box in boxes:
            stack.enter_context(box)
        rows = people(work.table, work.job.mapping, work.job.day)
        keep, fresh = Keeper(work.memory).keep, work.fresh
        told = outputs.write(work.folder, work.table, rows, work.journal, work.linter, keep=keep, also=also, fresh=fresh)
    report = _report(work, told, prompts, stopped, remarks)
    report.save(work.folder)
    spent, lost = work.journal.spent()
    named = {box.path.name: box.count for box in boxes}
    return Ran(work.journal.counts(), spent, lost, stopped, told.tables, remarks, report, named)


def kept_id(key: str, brief: Brief, message: ClearedMessage) -> str:
    """Return the id under which a message of a run is kept: the same words to the same row on the same day have the same."""
    told = "\x1f".join((key, brief.contact.id, str(brief.today), message.subject, message.body))
    return f"d{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


class Keeper:
    """Keeps messages of a run in the memory: those to people whom it knows, by address or handle."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def keep(self, some: Sequence[Ready]) -> Mapping[str, str]:
        """Keep some messages and return their ids by the keys of their rows, for those that are kept."""
        known = self._memory.store.contacts.recognised([ready.brief.contact for ready in some])
        # Another person may have the id that the name of a row gives, so an id alone tells nobody.
        ours = [ready for ready in some if _is_known(known, ready.brief.contact.id)]
        if not ours:
            return {}
        by, ids = member(self._memory), {ready.key: kept_id(ready.key, ready.brief, ready.message) for ready in ours}
        there = self._memory.store.drafts.keep_several(
            {
                ids[ready.key]: (
                    ready.message, ready.brief,
                    Making(by=by, engine=ready.result.engine, prompts=ready.result.prompts, usage=ready.result.usage),
                )
                for ready in ours
            }
        )  # fmt: skip
        return {key: id_ for key, id_ in ids.items() if id_ in there}

    def discard(self, ready: Ready) -> None:
        """Erase a message that is not to be sent, where it is kept and was not sent."""
        self._memory.store.drafts.discard(kept_id(ready.key, ready.brief, ready.message))


def _is_known(known: Mapping[str, Contact], contact_id: str) -> bool:
    kept = known.get(contact_id)
    return kept is not None and kept.id == contact_id


def _report(work: Work, told: Written, prompts: dict[str, str], stopped: str, remarks: tuple[str, ...]) -> Report:
    memory, job = work.memory, work.job
    spent, lost = work.journal.spent()
    prices = memory.settings.prices
    price = prices.of(job.engine) if prices is not None else None
    cost = None
    if price is not None and prices is not None:
        cheaper = price.of(Exports(work.journal).spent()) * (1 - price.batch)
        cost = reports.Cost(about=price.of(spent) - cheaper, currency=prices.currency, prices_of=prices.date)
    before = memory.store.ledger.given_since(memory.today.replace(day=1))
    return reports.Report(
        run=str(work.folder), table=job.table, planned=job.day, written=memory.today, engine=job.engine, stopped=stopped,
        tables=dict(told.tables), reasons=reports.reasons(told), review=reports.review(told, Reviews(work.journal).counts()),
        tokens=spent, cost=cost, lost=lost, sameness=reports.sameness(told),
        promises=reports.promises(told, memory.place.offers(), before), prompts=prompts,
        rulebook=work.linter.rulebook.fingerprint, changes=remarks,
    )  # fmt: skip
