"""Nothing is written that could not be read again: a value is validated once more at the door of the store."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from outreach.domain.value import Value
from outreach.errors import BadInput

Kind = TypeVar("Kind", bound=Value)


def checked(value: Kind) -> Kind:
    """Return a value as its own rules leave it; raise BadInput when it was built past them (copied with a field too long)."""
    try:
        return type(value).model_validate(value.model_dump(warnings=False))
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field = ".".join(str(part) for part in wrong["loc"])
    said = wrong["msg"].removeprefix("Value error, ")
    what = f"This {type(value).__name__.lower()} cannot be kept: {f'{field}: ' if field else ''}{said[0].lower()}{said[1:]}."
    raise BadInput(what, remedy="Correct it and try again.")
