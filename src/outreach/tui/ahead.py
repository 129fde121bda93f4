"""The day's list, looked up in a process of its own while this one loads the interface and paints it.

To look up a day, all that reads the memory and matches offers with needs has to be loaded: as much as the interface itself. On
two cores both take place at once, and what was loaded for the list alone is gone with the process until another screen needs it.
Nothing depends on it: where a system cannot fork, or no answer comes, whatever the reason, the session looks up the day itself.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from outreach.actions.day import Cause, Left, Suggestion, Today

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.actions.day import Somebody


class Whom(NamedTuple):
    """Whom a line of the list is about."""

    id: str
    name: str
    role: str | None


class Ahead:
    """A process that looks up the day, and the pipe through which it will answer."""

    def __init__(self, process: int, pipe: int) -> None:
        self._process = process
        self._pipe = pipe

    def day(self) -> Today | None:
        """Wait for the answer and return it, None where there is none. To be called once, and not on the screen's own thread."""
        with os.fdopen(self._pipe, "rb") as pipe:
            answer = pipe.read()
        os.waitpid(self._process, 0)
        return _day(json.loads(answer)) if answer else None


def look() -> Ahead | None:
    """Begin to look up the day of the workspace around us; None where there is none. No thread may run in this process yet."""
    from outreach import wiring  # noqa: PLC0415  # it loads nothing

    place = wiring.workspace()
    if place is None or not hasattr(os, "fork"):
        return None
    answer, pipe = os.pipe()
    process = os.fork()
    if process == 0:
        _answer(place.root, pipe)
    os.close(pipe)
    return Ahead(process, answer)


def _answer(folder: Path, pipe: int) -> None:
    """Write the day into the pipe and end, in silence whatever happens: the terminal is not ours."""
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        from outreach.tui.opening import open_folder  # noqa: PLC0415  # in this process alone

        session = open_folder(str(folder))
        answer = json.dumps(_data(session.today()))
        with os.fdopen(pipe, "wb") as opened:
            opened.write(answer.encode("ascii"))
        session.close()
    finally:
        os._exit(0)


def _data(day: Today) -> dict[str, Any]:
    """Return a day as JSON has it."""
    return {
        "write": [[*_told(each.contact), each.cause, each.reason, each.command, each.offer_id] for each in day.write],
        "leave": [[*_told(each.contact), each.move, each.reason, each.until and each.until.isoformat()] for each in day.leave],
        "nobody": day.nobody,
    }


def _told(contact: Somebody) -> tuple[str, str, str | None]:
    return contact.id, contact.name, contact.role


def _day(data: dict[str, Any]) -> Today:
    """Return the day of what `_data` made of it."""
    write = [Suggestion(Cause(cause), Whom(*whom), reason, tuple(command), offer)
             for *whom, cause, reason, command, offer in data["write"]]  # fmt: skip
    leave = [Left(Whom(*whom), move, reason, dt.date.fromisoformat(until) if until else None)
             for *whom, move, reason, until in data["leave"]]  # fmt: skip
    return Today(tuple(write), tuple(leave), data["nobody"])
