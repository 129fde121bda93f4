"""The offers that a file lists, or every mistake in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.offer import Offer
from outreach.domain.validation import validate_part
from outreach.errors import BadInput

if TYPE_CHECKING:
    from outreach.errors import Mistake
    from outreach.yaml_file import YamlFile


def offers_in(file: YamlFile) -> tuple[Offer, ...]:
    """Return the offers that stand below the one key `offers`, in their order; raise BadInput with every mistake."""
    rows = file.data.get("offers") if isinstance(file.data, dict) else None
    if not isinstance(rows, list) or set(file.data) != {"offers"}:
        raise BadInput.of([file.mistake((), "the file holds one key, `offers`, with a list of offers below it.")])
    offers: list[Offer] = []
    mistakes: list[Mistake] = []
    for index, row in enumerate(rows):
        try:
            offer = validate_part(Offer, row, file, ("offers", index), "an offer")
        except BadInput as error:
            mistakes += error.mistakes
            continue
        if any(offer.id == other.id for other in offers):
            mistakes.append(file.mistake(("offers", index, "id"), f"the id {offer.id!r} is used twice; choose another."))
        offers.append(offer)
    if mistakes:
        raise BadInput.of(mistakes)
    return tuple(offers)
