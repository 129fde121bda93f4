"""Every deliberate error, as a tree, each with its exit code and its remedy.

OutreachError                 exit  what happened
├── BadInput                     2  a file, a field or an option is wrong; says where and what to do
│   ├── MissingContext           2  too little is known to draft; names what is missing
│   └── BadPrompt                2  a prompt file cannot be used
├── PageUnreachable              3  a page or feed could not be fetched
├── NotNow                       1  the contact rests; nothing is drafted to them
├── EngineError                  3  an engine gave no draft; says the cause
│   ├── EngineUnreachable        3  no connection, or no answer in time
│   ├── EngineRefused            3  the key, the quota, the model or the content was refused
│   └── EngineReplyInvalid       3  something answered, but not with a draft
└── InternalError                4  a fault of this program, without any of the words it was working on

None of them ever carries words that an engine wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


_ESCAPED = str.maketrans({"\n": r"\n", "\r": r"\r", "\t": r"\t"})


def shown(name: object) -> str:
    """Return the name of a file or folder on one line: a line feed in it would look like the end of the sentence."""
    return str(name).translate(_ESCAPED)


class OutreachError(Exception):
    """An error that is shown to a person as one sentence and, where there is one, a remedy."""

    exit_code = 4

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the sentence and the remedy, as a surface shows them."""
        return f"{self.message} {self.remedy}".strip()


class Mistake(NamedTuple):
    """One thing wrong with an input: where it is (line and column count from 1; 0 when unknown) and what it is."""

    where: str
    line: int
    column: int
    what: str

    def __str__(self) -> str:
        """Return `where:line:column: what`, leaving out what is unknown."""
        place = shown(self.where)
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        return f"{place}: {self.what}"


class BadInput(OutreachError):
    """A file, a field or an option that cannot be used; holds every mistake found in it."""

    exit_code = 2

    def __init__(self, message: str, *, remedy: str = "", mistakes: Iterable[Mistake] = ()) -> None:
        super().__init__(message, remedy=remedy)
        self.mistakes = tuple(mistakes)

    @classmethod
    def of(cls, mistakes: Iterable[Mistake], *, remedy: str = "") -> BadInput:
        """Make one error out of every mistake of a file, one a line."""
        found = tuple(mistakes)
        return cls("\n".join(str(mistake) for mistake in found), remedy=remedy, mistakes=found)


class MissingContext(BadInput):
    """Too little is known to draft; nothing was sent to an engine and nothing was spent."""


class BadPrompt(BadInput):
    """A prompt file cannot be used as it stands."""


class NotNow(OutreachError):
    """The contact is to be left alone for now."""

    exit_code = 1


class PageUnreachable(OutreachError):
    """A page or a feed could not be fetched: no connection, no answer in time, or an answer that is a no."""

    exit_code = 3


class EngineError(OutreachError):
    """An engine gave no draft. Another engine's text never stands in for it.

    `tokens` are those that were spent all the same, as far as the engine counted them; `kinds` says how many of them were read
    from a cache, written to one, and written as a reply.
    """

    exit_code = 3
    tokens = 0
    kinds: tuple[int, ...] = (0, 0, 0)


class EngineUnreachable(EngineError):
    """No connection to the engine, or no answer in time."""


class EngineRefused(EngineError):
    """The engine answered with a no: key, quota, model, or content."""


class EngineReplyInvalid(EngineError):
    """The engine answered with something that is not a draft."""


class InternalError(OutreachError):
    """A fault of this program. It carries no words of a draft, only where the fault is."""

    exit_code = 4
