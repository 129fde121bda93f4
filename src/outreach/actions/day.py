"""The shape of a day's list. It loads nothing, so that a surface can show a list which another process made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import datetime as dt


class Somebody(Protocol):
    """Whom a line of the list is about, as far as it needs to know them."""

    @property
    def id(self) -> str:
        """Return the id."""
        ...

    @property
    def name(self) -> str:
        """Return the name."""
        ...

    @property
    def role(self) -> str | None:
        """Return what they do, where it is known."""
        ...


class Cause(StrEnum):
    """What calls for a gift today."""

    PROMISE = "promise"
    THANKS = "thanks"
    NEED = "need"
    SILENCE = "silence"


class Suggestion(NamedTuple):
    """Somebody to give to: why, in a sentence without a full stop, and the arguments of the command that goes on."""

    cause: Cause
    contact: Somebody
    reason: str
    command: tuple[str, ...]
    offer_id: str | None = None


class Left(NamedTuple):
    """Somebody not to write to now: what the standing says (a `Move`), and why, in a sentence without a full stop."""

    contact: Somebody
    move: str
    reason: str
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Today:
    """The day's list; `nobody` tells that nobody is kept at all."""

    write: tuple[Suggestion, ...]
    leave: tuple[Left, ...]
    nobody: bool
