"""A team's own prompts: copy a shipped one to edit, see what differs from it, and whether it has moved on since."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.errors import BadInput, BadPrompt, shown
from outreach.prompting import origin
from outreach.prompting.library import shipped
from outreach.prompting.source import unix
from outreach.text_file import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.prompting.library import Prompts


@dataclass(frozen=True, slots=True)
class Ejected:
    """A file that was copied into the workspace, and the partials that it includes, as `eject` takes their names."""

    path: Path
    includes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A workspace's own file beside the shipped one of its name: the lines of a unified diff, none where they are alike.

    `was` names the shipped file that it was copied from ("" where its head does not say) and `now` that of today; `line` is what
    its head would say today.
    """

    path: Path
    lines: tuple[str, ...]
    was: str
    now: str
    line: str

    @property
    def has_moved(self) -> bool:
        """Tell whether the shipped file has changed since the copy was made."""
        return bool(self.was) and self.was != self.now

    @property
    def told(self) -> tuple[str, ...]:
        """Say in sentences whether the shipped file has moved on since the copy was made, and what to do then."""
        if self.has_moved:
            return (
                f"The shipped one has moved on since this copy was made: it was {self.was}, and is {self.now}.",
                f"Take over what you want of it, then let the line in the head say: {self.line}",
            )
        if self.was:
            return ("The shipped one has not changed since this copy was made.",)
        return (f"Its head does not say which shipped one it came from (today's is {self.now}): it was not made by `eject`.",)


def eject(prompts: Prompts, called: str, *, force: bool = False) -> Ejected:
    """Copy a shipped prompt or partial into the workspace; `force` writes over a file that is there.

    Raises BadInput outside a workspace, for a name that nothing is shipped under, and where the file is there already.
    """
    if prompts.folder is None:
        raise BadInput("There is no workspace here to copy a prompt into.", remedy="Run `outreach init` to make one.")
    file = prompts.file(called)
    text = _shipped(file)
    path = prompts.folder / file
    if path.exists() and not force:
        what = f"{shown(path)} is there already; nothing was written."
        name = file.removesuffix(".md")
        raise BadInput(what, remedy=f"Edit it, look at it with `outreach prompts diff {name}`, or write over it with --force.")
    _write(path, origin.marked(file, text))
    return Ejected(path, prompts.includes(file.removesuffix(".md")) if "/" not in file else ())


def differ(prompts: Prompts, called: str) -> Difference:
    """Return what differs between a workspace's own file and the shipped one.

    Raises BadInput where the workspace has none of its own, or nothing is shipped under its name.
    """
    file = prompts.file(called)
    path = prompts.own(file)
    if path is None:
        name = file.removesuffix(".md")
        raise BadInput(f"{name} is the shipped one here.", remedy=f"`outreach prompts eject {name}` copies it, to be edited.")
    text = _shipped(file)
    came, own = origin.read(read_text(path))
    lines = difflib.unified_diff(text.splitlines(), own.splitlines(), f"shipped/{file}", f"prompts/{file}", lineterm="")
    return Difference(path, tuple(lines), str(came) if came else "", str(origin.of(text)), origin.mark(file, text).strip())


def has_moved(prompts: Prompts, file: str) -> bool:
    """Tell whether the shipped file has changed since a workspace's own copy of it was made."""
    path = prompts.own(file)
    if path is None or not (shipped() / file).exists():
        return False
    came, _ = origin.read(read_text(path))
    return came is not None and came.digest != origin.of(_shipped(file)).digest


def _shipped(file: str) -> str:
    path = shipped() / file
    if not path.exists():
        raise BadPrompt(f"Nothing is shipped under the name {file.removesuffix('.md')}: it is this workspace's alone.")
    return unix(read_text(path))


def _write(path: Path, text: str) -> None:
    """Write a file beside its place and put it there whole."""
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        remedy = "Check that you may write there."
        raise BadInput(f"{shown(path)} cannot be written: {error.strerror}.", remedy=remedy) from None
