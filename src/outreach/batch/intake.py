"""Taking in results, in whatever order they come: each through the same gate as every draft, and each once.

1. The result of a row's latest request is judged against the brief that the request was made from.
2. A result that is here already changes nothing. One that nobody waits for any more counts for what it took, and no more.
3. A request that failed leaves its row to the next export; where its answer comes after all, it is taken.
4. Memory is flat: lines are settled a few hundred at a time, and of what was wrong with them the first places are told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from outreach.batch.exports import Settled, Stage
from outreach.batch.returned import read
from outreach.batch.row import Result, State, Verdict, Why
from outreach.batch.run import Task, judged
from outreach.domain.draft import Usage
from outreach.engines import answer
from outreach.errors import OutreachError
from outreach.gate import Held, clear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from outreach.batch.bulk import Desk
    from outreach.batch.exports import Exports, Request
    from outreach.batch.journal import Journal
    from outreach.batch.request_files import RequestFile
    from outreach.batch.returned import Returned
    from outreach.batch.row import Kept
    from outreach.batch.sameness import Run as Sameness

_CHUNK = 200
PLACES = 5
"""So many places are told of each kind of line."""
AGAIN = "Ask once more: `outreach batch export`."


class Kind(StrEnum):
    """What came of a line."""

    CLEARED = "cleared"
    HELD = "held"
    FAILED = "failed"
    NEVER_RUN = "never run"
    DOUBLED = "here already"
    LATE = "no longer waited for"
    UNKNOWN = "not of this run"
    GARBAGE = "no result"


@dataclass(slots=True)
class Tally:
    """What came of all lines: how many of each kind, the first places of those that went wrong, and the tokens they took."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    places: dict[Kind, list[str]] = field(default_factory=dict)
    spent: Usage = field(default_factory=Usage)

    @property
    def counts(self) -> list[tuple[Kind, int]]:
        """Return how many lines there are of each kind, good ones first."""
        return [(kind, self.kinds[kind]) for kind in Kind if self.kinds[kind]]

    def add(self, kind: Kind, place: str, why: str = "") -> None:
        """Count a line; `place` is its file and line number, `why` what else there is to say of it."""
        self.kinds[kind] += 1
        if kind in {Kind.CLEARED, Kind.HELD}:
            return
        told = self.places.setdefault(kind, [])
        if len(told) < PLACES:
            told.append(f"{place}: {why}" if why else place)


class Intake:
    """Takes in the lines of one or many files of results for one run."""

    def __init__(
        self, journal: Journal, exports: Exports, files: Iterable[RequestFile], desk: Desk, cleared: Callable[[], Sameness]
    ) -> None:
        """`files` are those that the run has written; `cleared` gives the messages that it has cleared before.

        They are cleared again for it, so they are asked for when the first draft is to be compared with them, and not before.
        """
        self._journal = journal
        self._exports = exports
        self._files = {file.name: file for file in files}
        self._desk = desk
        self._cleared = cleared
        self._some: dict[str, tuple[str, Returned]] = {}
        self.tally = Tally()

    def line(self, place: str, line: bytes) -> None:
        """Take in one line; `place` names its file and its number."""
        if not line.strip():
            return
        came = read(line)
        if came is None:
            self.tally.add(Kind.GARBAGE, place)
            return
        if came.id in self._some or len(self._some) == _CHUNK:
            self.flush()
        self._some[came.id] = (place, came)

    def flush(self) -> None:
        """Settle the lines that were not settled yet."""
        some, self._some = self._some, {}
        # Ids of ours are ASCII; one that is not may be of a kind that no database takes.
        known = self._exports.of(id_ for id_ in some if id_.isascii())
        kept = self._journal.of([request.key for request in known.values()])
        settled = []
        for id_, (place, came) in some.items():
            request = known.get(id_)
            if request is None:
                self.tally.add(Kind.UNKNOWN, place)
                continue
            one = self._settled(request, kept.get(request.key), came, place)
            if one is not None:
                self.tally.spent += one.usage
                settled.append(one)
        self._exports.settle(settled)

    def never_came(self, file: str, ended: str) -> int:
        """Settle the requests of a file for which nothing more will come; return how many there were. `ended` says why."""
        verdict = Verdict(Why.ENGINE, f"{ended} It has no result for this row.", AGAIN)
        count, waiting = 0, self._exports.waiting(file)
        while some := list(islice(waiting, _CHUNK)):
            kept = self._journal.of([request.key for request in some])
            self._exports.settle(
                Settled(request, Stage.FAILED, Usage(), self._failed(request, kept[request.key], verdict))
                for request in some
                if request.key in kept and _awaits(request, kept[request.key])
            )
            count += len(some)
        return count

    def _settled(self, request: Request, kept: Kept | None, came: Returned, place: str) -> Settled | None:
        """Return what a result comes to, None where it changes nothing."""
        if request.stage is Stage.DONE or (request.stage is Stage.FAILED and came.completion is None):
            self.tally.add(Kind.DOUBLED, place)
            return None
        if kept is None or request.brief is None or not _awaits(request, kept):
            self.tally.add(Kind.LATE, place)
            return Settled(request, Stage.DONE, _took(came.completion))
        if came.completion is None:
            self.tally.add(Kind.NEVER_RUN if came.never_run else Kind.FAILED, place, came.wrong)
            failed = self._failed(request, kept, Verdict(Why.ENGINE, came.wrong, AGAIN))
            return Settled(request, Stage.FAILED, Usage(), failed)
        return self._judged(Task(request.key, request.brief, Usage()), request, kept, came.completion, place)

    def _judged(self, task: Task, request: Request, kept: Kept, completion: object, place: str) -> Settled:
        """Return what an answer comes to: a draft that goes through the gate, or a no."""
        try:
            reply = self._desk.engine.take(task.brief, completion)
        except OutreachError as error:
            # A fault of ours, too: one line that nobody foresaw does not keep the others out.
            self.tally.add(Kind.FAILED, place, error.message)
            took = _took(completion)
            verdict = Verdict(Why.ENGINE, error.message, error.remedy)
            return Settled(request, Stage.DONE, took, self._failed(request, kept, verdict, took))
        outcome = clear(reply.draft, task.brief, self._desk.linter)
        came = Result(
            State.HELD, engine=self._engine(request), prompts=self._prompts(request), rulebook=outcome.rulebook,
            attempts=kept.result.attempts + 1, usage=reply.usage,
        )  # fmt: skip
        came = judged(came, outcome, "the draft that came was held", task, self._sameness)
        self.tally.add(Kind.CLEARED if came.message else Kind.HELD, place)
        findings = outcome.findings if isinstance(outcome, Held) else ()
        return Settled(request, Stage.DONE, reply.usage, came, findings)

    @cached_property
    def _sameness(self) -> Sameness:
        return self._cleared()

    def _failed(self, request: Request, kept: Kept, verdict: Verdict, took: Usage | None = None) -> Result:
        attempts = kept.result.attempts
        return Result(State.FAILED, verdict, engine=self._engine(request), attempts=attempts, usage=took or Usage())

    def _engine(self, request: Request) -> str:
        return self._files[request.file].engine if request.file in self._files else self._desk.engine.name

    def _prompts(self, request: Request) -> dict[str, str]:
        known: Mapping[str, str] = self._files[request.file].prompts if request.file in self._files else self._desk.prompts
        return dict(known)


def _awaits(request: Request, kept: Kept) -> bool:
    """Tell whether a row waits for the result of a request; one whose request failed still does, until it is asked once more."""
    if request.stage is Stage.FAILED:
        return kept.result.state in {State.FAILED, State.PLANNED}
    return request.stage is Stage.WAITING and kept.result.state is State.EXPORTED


def _took(completion: object) -> Usage:
    got = answer.read(completion)
    return got.usage if got is not None else Usage()
