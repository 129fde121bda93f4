"""What a model is told: list the prompts and partials, show one, check all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from outreach.actions.prompts_own import has_moved
from outreach.errors import BadInput, BadPrompt
from outreach.prompting import origin
from outreach.prompting.library import shipped
from outreach.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from outreach.domain.brief import Brief
    from outreach.prompting.library import Prompts

README = "README.md"


@dataclass(frozen=True, slots=True)
class Checked:
    """One prompt: where it is, whether it is the shipped one, and what it is; or the error that tells every mistake in it.

    `moved` tells that the shipped one has changed since this copy of it was made, `size` is in words ("about 1,234 tokens"),
    `budget` in tokens, `rendered` how many briefs it was filled in with, `includes` the workspace's own partials in it.
    """

    name: str
    where: str
    shipped: bool
    moved: bool = False
    version: int = 0
    description: str = ""
    fingerprint: str = ""
    size: str = ""
    budget: int = 0
    rendered: int = 0
    includes: tuple[str, ...] = ()
    error: BadInput | None = None


class Partial(NamedTuple):
    """One partial: the file that counts, whether it is the shipped one, whether that has moved on since, and its digest."""

    name: str
    where: str
    shipped: bool
    moved: bool
    digest: str


def check(prompts: Prompts, briefs: Iterable[Brief] = ()) -> tuple[Checked, ...]:
    """Return every prompt, checked and filled in with every brief; a prompt with mistakes keeps no other from being checked."""
    filled = tuple(briefs)
    return tuple(_one(prompts, name, filled) for name in prompts.names())


def strays(prompts: Prompts) -> BadInput | None:
    """Return what tells of every file in the workspace's folder that changes nothing, or None where there is none."""
    try:
        found = tuple(prompts.strays())
    except BadInput:
        return None  # a file that cannot be read at all is told by `check`
    return BadPrompt.of(found) if found else None


def partials(prompts: Prompts) -> tuple[Partial, ...]:
    """Return every partial."""
    return tuple(_partial(prompts, name) for name in prompts.partials())


def show(prompts: Prompts, called: str) -> str:
    """Return the file of a prompt or a partial as it stands, or the guide for writers, which is called README.

    Raises BadPrompt when there is none of that name.
    """
    if called.lower().removesuffix(".md") == "readme":
        return read_text(shipped() / README)
    return read_text(_path(prompts, prompts.file(called)))


def _path(prompts: Prompts, file: str) -> Path:
    return prompts.own(file) or shipped() / file


def _partial(prompts: Prompts, name: str) -> Partial:
    file = f"{name}.md"
    path = _path(prompts, file)
    _, text = origin.read(read_text(path))
    return Partial(name, str(path), prompts.own(file) is None, has_moved(prompts, file), origin.of(text).digest)


def _one(prompts: Prompts, name: str, briefs: tuple[Brief, ...]) -> Checked:
    file = f"{name}.md"
    where, is_shipped = str(_path(prompts, file)), prompts.own(file) is None
    try:
        moved = has_moved(prompts, file)
        report = prompts.check(name, briefs)
    except BadInput as error:
        return Checked(name, where, is_shipped, error=error)
    return Checked(
        name, where, is_shipped, moved, report.version, report.description, report.fingerprint, str(report.size), report.budget,
        report.rendered, tuple(each for each in prompts.includes(name) if prompts.own(f"{each}.md") is not None),
    )  # fmt: skip
