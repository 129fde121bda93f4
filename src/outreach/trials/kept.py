"""A trial as it is kept in `tries/` of a workspace: figures and digests, and none of the words that were written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pydantic import ValidationError

from outreach.domain.value import Value
from outreach.errors import BadInput, OutreachError, shown
from outreach.text_file import read_text
from outreach.trials.case import Case

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "tries"


class Tried(Value):
    """One version in a trial: its name, the digests of its prompts and of the voice by name, and its cases."""

    name: str
    prompts: dict[str, str]
    cases: tuple[Case, ...]


class Kept(Value):
    """A trial: when, by which engine (`recorded`: with recorded replies), over which samples, under which rules."""

    when: dt.datetime
    engine: str
    recorded: bool
    samples: str
    briefs: int
    repeat: int
    rulebook: str
    stopped: str = ""
    versions: tuple[Tried, ...]


def save(folder: Path, kept: Kept) -> Path:
    """Write a trial into a folder, under the time it was made, and return the file; raise BadInput where that cannot be done."""
    path = folder / f"{kept.when.astimezone(dt.UTC):%Y-%m-%dT%H%M%S.%fZ}.json"
    beside = path.with_suffix(".json.new")
    try:
        folder.mkdir(exist_ok=True)
        beside.write_text(kept.model_dump_json(indent=2) + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        what = f"The results cannot be kept in {shown(folder)}: {error.strerror}."
        raise BadInput(what, remedy="Make room there, or make the folder one that you may write to.") from None
    return path


def last(folder: Path, *, like: Kept | None = None) -> Kept | None:
    """Return the latest trial of a folder; with `like`, the latest over the same samples and by the same engine.

    A file that is no trial of this program's is passed over: it may be from a later version.
    """
    for path in sorted(folder.glob("*.json"), reverse=True):
        try:
            kept = Kept.model_validate_json(read_text(path))
        except (ValidationError, OutreachError):
            continue
        if like is None or (kept.samples, kept.engine) == (like.samples, like.engine):
            return kept
    return None
