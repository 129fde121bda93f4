"""What a run came to, as one page that stands alone and as JSON: counts, reasons, cost, promises, sameness. No message is in it.

The page loads nothing and runs nothing; its picture is drawn in the page itself, and every bar has its number beside it.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BeforeValidator

from outreach.batch.outputs import CLEARED, HELD, REJECTS
from outreach.batch.reviews import Decision
from outreach.batch.row import Why
from outreach.batch.sameness import MOST_SHARED, SHINGLE
from outreach.domain.cleaning import clean_line
from outreach.domain.draft import Usage
from outreach.domain.value import Value
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Template

    from outreach.batch.outputs import Written
    from outreach.domain.offer import Offer

PAGE, DATA = "report.html", "report.json"
WORDS = {
    Why.BAD_ROW: "the row cannot be read",
    Why.DUPLICATE: "the same person as an earlier row",
    Why.WRITTEN: "written to already",
    Why.BELOW_FLOOR: "too little is known",
    Why.RESTING: "resting, or asked not to be contacted",
    Why.NO_OFFER: "no offer fits, or it is used up",
    Why.NOT_NOW: "not now: written to lately, or something else comes first",
    Why.ECHO: "reads like another message of the run",
    Why.GATE: "the linter held it",
    Why.ENGINE: "the engine failed",
    Why.BUDGET: "the budget was used up",
    Why.WAITING: "not drafted yet",
    Why.DROPPED: "dropped at review",
    Why.FORGOTTEN: "forgotten",
}
"""What each reason means, in a few words."""


class Reason(Value):
    """How many rows of one table stand there for one reason."""

    table: str
    why: str
    says: str
    rows: int


class Promise(Value):
    """How often an offer is made in cleared messages of the run, beside what was given or promised this month before it."""

    offer: str
    title: str
    messages: int
    before: int
    limit: int | None

    @property
    def is_over(self) -> bool:
        """Tell whether it is made more often than its limit allows."""
        return self.limit is not None and self.messages + self.before > self.limit


class Cost(Value):
    """What the run cost, about: at the prices of that day."""

    about: float
    currency: str
    prices_of: dt.date


class Likenesses(Value):
    """The share of five-word runs that messages have in common with the nearest before them, from 0 to 1; None without any."""

    messages: int
    highest: float | None
    median: float | None
    bound: float = MOST_SHARED
    words: int = SHINGLE


Told = Annotated[str, BeforeValidator(clean_line)]
"""A path or a column's name on its way into a page: a file may be called anything."""


class Report(Value):
    """All that is reported of a run."""

    run: Told
    table: Told
    planned: dt.date
    written: dt.date
    engine: str
    stopped: str
    tables: dict[str, int]
    reasons: tuple[Reason, ...]
    review: dict[str, int]
    tokens: Usage
    cost: Cost | None
    lost: int
    sameness: Likenesses
    promises: tuple[Promise, ...]
    prompts: dict[str, str]
    rulebook: str
    changes: tuple[Told, ...]

    def save(self, folder: Path) -> None:
        """Write the page and the data into a run's folder, each whole or not at all; raise BadInput where that cannot be done."""
        _put(folder / PAGE, _template().render(report=self, bars=bars(self), names=_NAMES))
        _put(folder / DATA, self.model_dump_json(indent=2) + "\n")


class Bar(Value):
    """One bar of the picture: how many rows, its length and its place from the top, in pixels."""

    label: str
    rows: int
    of: str
    width: float
    top: int


_NAMES = {CLEARED: "cleared", HELD: "held", REJECTS: "rejected"}
_LONGEST, _STEP = 330.0, 30


def bars(report: Report) -> tuple[Bar, ...]:
    """Return a bar for the cleared rows and for each reason, the longest as long as the picture allows."""
    told = [("cleared", report.tables.get(CLEARED, 0), CLEARED), *((each.says, each.rows, each.table) for each in report.reasons)]
    most = max((rows for _, rows, _ in told), default=0) or 1
    return tuple(
        Bar(
            label=label,
            rows=rows,
            of=_NAMES.get(table, table),
            width=max(2.0, _LONGEST * rows / most) if rows else 0.0,
            top=at * _STEP,
        )
        for at, (label, rows, table) in enumerate(told)
    )


def reasons(written: Written) -> tuple[Reason, ...]:
    """Return why rows have no message, table by table, the most frequent first."""
    order = list(_NAMES)
    found = sorted(written.reasons.items(), key=lambda each: (order.index(each[0][0]), -each[1], each[0][1]))
    return tuple(Reason(table=table, why=why, says=WORDS[why], rows=rows) for (table, why), rows in found)


def promises(written: Written, offers: Sequence[Offer], before: Mapping[str, int]) -> tuple[Promise, ...]:
    """Return how often each offer is made; one that is no longer among the offers has its id for a title."""
    by_id = {offer.id: offer for offer in offers}
    found = []
    for id_, messages in sorted(written.offers.items(), key=lambda each: (-each[1], each[0])):
        offer = by_id.get(id_)
        title, limit = (offer.title, offer.limit_per_month) if offer is not None else (id_, None)
        found.append(Promise(offer=id_, title=title, messages=messages, before=before.get(id_, 0), limit=limit))
    return tuple(found)


def sameness(written: Written) -> Likenesses:
    """Return how much the cleared messages share."""
    shares = written.shares
    if not shares:
        return Likenesses(messages=0, highest=None, median=None)
    return Likenesses(messages=len(shares), highest=round(max(shares), 4), median=round(median(shares), 4))


def review(written: Written, counts: Mapping[Decision, int]) -> dict[str, int]:
    """Return how many messages were decided on at review, and how many wait for it."""
    found = {str(each): counts.get(each, 0) for each in Decision}
    decided = found[Decision.KEPT] + found[Decision.EDITED]
    return found | {"undecided": max(0, written.tables[CLEARED] - decided)}


@cache
def _template() -> Template:
    """Return the page; whatever stands in a value is escaped."""
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("report.html.j2")


def _put(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        what = f"The report cannot be written to {path}: {error.strerror}."
        raise BadInput(what, remedy="Make room, or see that you may write there, and do it again.") from None
