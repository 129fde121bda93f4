"""Recorded replies, which stand in for a model when there is none: they show the checks at work, and try no prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from outreach.engines.reply import ReplyParts
from outreach.errors import BadInput, shown
from outreach.trials.sample_set import FOLDER, has_samples
from outreach.yaml_file import read_yaml

if TYPE_CHECKING:
    from outreach.workspace import Workspace

REPLIES = "recorded.yaml"


def recorded(place: Workspace | None, bundled: Workspace, repairs: int) -> dict[str, tuple[ReplyParts, ...]]:
    """Return the replies for each sample, by the id of its contact, the last one again for each repair.

    Raises BadInput where a workspace's own samples have none: only a model can write for them then.
    """
    own = place if place is not None and has_samples(place) else bundled
    path = own.root / FOLDER / REPLIES
    if not path.is_file():
        remedy = f"Set OPENAI_API_KEY or engine.base_url, or write replies for them into {shown(path)}."
        raise BadInput("No model is configured, and for your own samples no replies are recorded.", remedy=remedy)
    try:
        rows = {str(id_): [ReplyParts.model_validate(each) for each in replies] for id_, replies in read_yaml(path).data.items()}
    except (ValidationError, AttributeError, TypeError):
        what = f"{shown(path)} must hold, below the id of each contact, a list of replies."
        raise BadInput(what, remedy="Each has offer_id, fact_ids, subject, offer, body, ask and close.") from None
    return {id_: (*replies, *replies[-1:] * repairs) for id_, replies in rows.items()}
