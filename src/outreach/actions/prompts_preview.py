"""What a model would be sent for a contact: the very prompt, in parts that tell whose words they are. Nothing is sent."""

from __future__ import annotations

import os.path
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.actions.recall import recall
from outreach.actions.requesting import request
from outreach.briefing import make_brief
from outreach.domain.draft import Usage
from outreach.errors import BadInput
from outreach.prompting import sample
from outreach.prompting.inputs import DATA
from outreach.prompting.library import shipped
from outreach.prompting.tokens import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.actions.memory import Memory
    from outreach.domain.brief import Brief
    from outreach.domain.prices import Price
    from outreach.prompting.library import Prompts
    from outreach.prompting.render import Laid, Piece
    from outreach.trials.sample_set import SampleSet

CACHED_FROM = 1_024
"""The tokens from which on servers remember the beginning of a prompt."""


class Kind(StrEnum):
    """Whose words a part is: a file's of ours or of the team's, a short value of the program's, or text from outside."""

    SHIPPED = "shipped"
    YOURS = "yours"
    VALUE = "value"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is sent: under which role, whose words, and from where (a file below `prompts/`, or an input's name)."""

    role: str
    kind: Kind
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Size:
    """A number of tokens, and whether it was counted or estimated."""

    tokens: int
    exact: bool

    def __str__(self) -> str:
        """Return "1,234 tokens" or "about 1,234 tokens"."""
        return f"{'' if self.exact else 'about '}{self.tokens:,} tokens"


@dataclass(frozen=True, slots=True)
class Preview:
    """A prompt filled in for a brief: `parts` put together are what is sent, `same` is what begins every such request alike."""

    name: str
    version: int
    digest: str
    brief: Brief
    parts: tuple[Part, ...]
    system: Size
    user: Size
    same: Size
    budget: int
    reply: int

    @property
    def total(self) -> Size:
        """Return the tokens of all parts together."""
        return Size(self.system.tokens + self.user.tokens, self.system.exact and self.user.exact)

    def text(self, role: str) -> str:
        """Return what is sent under a role."""
        return "".join(part.text for part in self.parts if part.role == role)

    def cost(self, price: Price) -> tuple[float, float]:
        """Return what the prompt costs, and what the longest reply would cost besides; nothing is taken from a cache."""
        return price.of(Usage(prompt_tokens=self.total.tokens)), price.of(Usage(completion_tokens=self.reply))


def preview(prompts: Prompts, name: str, brief: Brief | None = None) -> Preview:
    """Return a prompt filled in for a brief, or for a made-up one; a held draft that it takes besides is made up.

    Raises BadPrompt, as drafting does, for a prompt that cannot be used.
    """
    one = brief or sample.brief()
    report = prompts.check(name)
    laid = prompts.lay(name, sample.of(name, one))
    same = os.path.commonprefix([_whole(laid), *(_whole(prompts.lay(name, values)) for values in sample.values(name))])  # noqa: RUF071  # of texts
    system, user = "".join(laid.system), "".join(laid.user)
    head = prompts.head(name)
    return Preview(
        name, report.version, report.fingerprint, one,
        (*_parts("system", laid.system, name, prompts), *_parts("user", laid.user, name, prompts)),
        _size(system), _size(user), _size(same), head.budgets.prompt_tokens, head.budgets.completion_tokens,
    )  # fmt: skip


def sent_in(prompts: Prompts, called: str) -> str:
    """Return the prompt that a file is sent in: itself, or for a partial the first that includes it, `draft` before others.

    Raises BadInput where no prompt includes a partial, and BadPrompt where one cannot be read.
    """
    if "/" not in called:
        return called
    for name in sorted(prompts.names(), key=lambda each: each != "draft"):
        if called in prompts.includes(name):
            return name
    raise BadInput(f"No prompt includes {called}, so nothing of it is sent.")


def brief_for(memory: Memory, called: str, *, ask: str | None, offer_id: str | None) -> Brief:
    """Return the brief that drafting to a person would have; raises as drafting does where there is none."""
    return make_brief(request(memory, recall(memory, called), ask=ask, offer_id=offer_id)).brief


def sampled(samples: SampleSet, name: str) -> Brief:
    """Return the sample of that name; raise BadInput when there is none."""
    if name not in samples.briefs:
        raise BadInput(f"There is no sample {name!r}.", remedy=f"The samples are: {', '.join(samples.briefs)}.")
    return samples.briefs[name]


def _whole(laid: Laid) -> str:
    return "".join(laid.system) + "\n\n" + "".join(laid.user)


def _size(text: str) -> Size:
    counted = count(text)
    return Size(counted.tokens, counted.exact)


def _parts(role: str, pieces: Iterable[Piece], name: str, prompts: Prompts) -> Iterator[Part]:
    """Yield the pieces as parts, neighbours of one source put together."""
    told = ((_source(piece, name, prompts), str(piece)) for piece in pieces)
    for (kind, source), together in groupby(told, key=lambda each: each[0]):
        yield Part(role, kind, source, "".join(text for _, text in together))


def _source(piece: Piece, name: str, prompts: Prompts) -> tuple[Kind, str]:
    if piece.is_value:
        return (Kind.DATA if piece.origin in DATA[name] else Kind.VALUE), piece.origin
    path = Path(piece.origin)
    folder = shipped() if path.is_relative_to(shipped()) else prompts.folder
    file = path.relative_to(folder).as_posix() if folder is not None else path.name
    return (Kind.SHIPPED if folder == shipped() else Kind.YOURS), file
