"""What a model is told: list the prompts, show one, check all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.errors import BadInput
from outreach.text_file import read_text

if TYPE_CHECKING:
    from outreach.prompting.library import Prompts


@dataclass(frozen=True, slots=True)
class Checked:
    """One prompt: where it is, whether it is the shipped one, and what it is; or the error that tells every mistake in it.

    `size` is in words ("about 1,234 tokens"), `budget` in tokens.
    """

    name: str
    where: str
    shipped: bool
    version: int = 0
    description: str = ""
    fingerprint: str = ""
    size: str = ""
    budget: int = 0
    error: BadInput | None = None


def check(prompts: Prompts) -> tuple[Checked, ...]:
    """Return every prompt, checked; a prompt with mistakes keeps none of the others from being checked."""
    return tuple(_one(prompts, name) for name in prompts.names())


def show(prompts: Prompts, name: str) -> str:
    """Return the file of a prompt as it stands; raise BadPrompt when there is none of that name."""
    return read_text(prompts.path(name))


def _one(prompts: Prompts, name: str) -> Checked:
    where, shipped = str(prompts.path(name)), prompts.is_shipped(name)
    try:
        report = prompts.check(name)
    except BadInput as error:
        return Checked(name, where, shipped, error=error)
    return Checked(name, where, shipped, report.version, report.description, report.fingerprint, str(report.size), report.budget)
