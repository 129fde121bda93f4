"""Look at the memory for `outreach doctor`: which database it is, whether it can be reached, who is in it, and who records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.actions.check import Check, State
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = "sqlite:///"


def check_memory(url: str, by: str | None) -> Iterator[Check]:
    """Yield what there is to say of the database at a URL, and under which name this person records.

    A database file that is not there yet is not made. The URL itself is not shown: it may hold a password.
    """
    if url.startswith(_FILE) and not Path(url.removeprefix(_FILE)).exists():
        says = f"{url.removeprefix(_FILE)} is not there yet; it is made when it is first needed"
        yield Check("memory", State.OK, says)
    else:
        yield _reached(url)
    if by is not None:
        yield Check("recorder", State.OK, f"{by} records in the ledger")


def _reached(url: str) -> Check:
    from sqlalchemy import make_url  # noqa: PLC0415  # a fifth of a second that only a database should cost

    from outreach.store.faults import place  # noqa: PLC0415
    from outreach.store.schema import VERSIONS  # noqa: PLC0415
    from outreach.store.store import Store  # noqa: PLC0415

    try:
        with Store.open(url) as store:
            people = store.contacts.count()
    except OutreachError as error:
        return Check(
            "memory", State.PROBLEM, error.message, error.remedy or "Set `database:` in outreach.yaml, or OUTREACH_DATABASE."
        )
    who = f"{people:,} {'person' if people == 1 else 'people'}"
    said = f"{place(make_url(url))} answers: {who}, tables of version {VERSIONS[-1]}"
    return Check("memory", State.OK, f"{said[:1].upper()}{said[1:]}")
