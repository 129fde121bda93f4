"""From the fields of a form to an offer in the workspace's offers.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.naming import ids_for
from outreach.actions.offers import add, change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.domain.offer import Offer
    from outreach.workspace import Workspace

CALLED = {
    "title": "What you offer", "detail": "What exactly it is", "tags": "A word in Tags", "limit_per_month": "A month",
    "expires": "Until", "link": "Link",
}  # fmt: skip
"""How the form calls each field."""


def keep(place: Workspace, id_: str | None, fields: Mapping[str, object]) -> Offer:
    """Change the offer of an id, or add one that is called after its title; raise BadInput, and write nothing, as they do."""
    if id_ is not None:
        return change(place, id_, fields, CALLED)
    taken = {offer.id for offer in place.offers()}
    words = " ".join(str(fields.get("title", "")).split()[:6])
    new = next(each for each in ids_for(words or "offer") if each not in taken)
    return add(place, {**fields, "id": new}, CALLED)
