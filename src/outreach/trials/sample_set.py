"""The sample briefs of a trial: a folder with `contacts/` and, for those who are asked something, `asks.yaml`.

Offers and sender are those of the workspace around it, so that what is tried is what the team writes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.briefing import Request, make_brief
from outreach.errors import BadInput, MissingContext, NotNow, shown
from outreach.workspace import CONTACTS, read_contact
from outreach.yaml_file import read_yaml

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from outreach.domain.brief import Brief
    from outreach.domain.sender import Sender
    from outreach.workspace import Workspace

FOLDER = "samples"
ASKS = "asks.yaml"


@dataclass(frozen=True, slots=True)
class SampleSet:
    """Briefs by the id of their contact, in order; and in a sentence each, why nothing is written to some."""

    briefs: dict[str, Brief]
    left_out: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Return 12 hex digits that name these very briefs, whatever the day and whoever writes."""
        digest = hashlib.sha256()
        for brief in self.briefs.values():
            digest.update(brief.model_dump_json(exclude={"today", "sender", "standing"}).encode())
        return digest.hexdigest()[:12]

    @property
    def voice(self) -> dict[str, str]:
        """Return the digest of the sender's voice, under the name `voice`; nothing where they have none."""
        voice = next(iter(self.briefs.values())).sender.voice
        return {"voice": hashlib.sha256(voice.encode()).hexdigest()} if voice is not None else {}


def has_samples(place: Workspace) -> bool:
    """Tell whether a workspace has samples of its own."""
    return (place.root / FOLDER / CONTACTS).is_dir()


def read(place: Workspace, sender: Sender, today: dt.date, words: int) -> SampleSet:
    """Return the samples of a workspace, each message at most `words` words long; raise BadInput where there are none."""
    folder = place.root / FOLDER
    asks = _asks(folder / ASKS)
    offers = place.offers()
    briefs: dict[str, Brief] = {}
    left_out: list[str] = []
    for path in sorted((folder / CONTACTS).glob("*.yaml")):
        contact = read_contact(path)
        try:
            request = Request(contact, sender, offers, today, ask=asks.pop(contact.id, None), words=words)
            briefs[contact.id] = make_brief(request).brief
        except (MissingContext, NotNow) as error:
            left_out.append(error.message)
    if asks:
        what = f"{shown(folder / ASKS)} asks something of {', '.join(sorted(asks))}, and there is no such sample."
        raise BadInput(what, remedy=f"Samples are the files of {shown(folder / CONTACTS)}.")
    if not briefs:
        raise BadInput(
            f"There is no sample in {shown(folder)} that a message could be written for.", remedy="Add a contact file."
        )
    return SampleSet(briefs, tuple(left_out))


def _asks(path: Path) -> dict[str, str]:
    """Return what is asked of whom, by contact id; nothing where the file is not there."""
    if not path.is_file():
        return {}
    asks = read_yaml(path).data or {}
    if not isinstance(asks, dict) or not all(isinstance(ask, str) and ask.strip() for ask in asks.values()):
        raise BadInput(f"{shown(path)} must hold a line `contact: ask` for each ask.")
    return {str(id_): ask for id_, ask in asks.items()}
