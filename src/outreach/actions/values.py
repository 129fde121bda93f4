"""From what a person typed to a value, or to one clear sentence for each thing that is wrong with it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from outreach.domain.value import Value
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

Model = TypeVar("Model", bound=Value)

_FORMS = {
    "address": "is no mail address; it reads name@example.org",
    "link": "is no link; it reads https://example.org",
    "id": "is no short id: small letters, digits, and . _ - between them, 64 at most",
}
_LONG, _DAY = "is longer than {max_length} characters; shorten it", "takes a date such as 2030-12-31"
_KINDS = {
    "string_too_long": _LONG, "too_long": _LONG, "int_parsing": "takes a whole number",
    "greater_than_equal": "takes a number from {ge} on", "enum": "is one of {expected}",
    "date_parsing": _DAY, "date_from_datetime_parsing": _DAY, "date_from_datetime_inexact": _DAY,
}  # fmt: skip
"""What a kind of mistake says of its field, with the values that pydantic tells about it."""


def made(model: type[Model], fields: Mapping[str, object], called: Mapping[str, str]) -> Model:
    """Return a value of these fields; `called` says how the person knows a field ("--address").

    Raises BadInput with one sentence for each field that cannot be used. What was typed is not repeated.
    """
    try:
        return model.model_validate(dict(fields))
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    raise BadInput("\n".join(dict.fromkeys(_sentence(dict(detail), called) for detail in details)))


def day(text: str | None, option: str, default: dt.date) -> dt.date:
    """Return the day that a person wrote (2026-03-01), or the default; raise BadInput for anything else."""
    if text is None:
        return default
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(f"{option} takes a date such as {default.isoformat()}.") from None


def seen_on(text: str | None, today: dt.date, option: str = "--when") -> dt.date:
    """Return the day on which something was said or seen; raise BadInput for one that is still to come."""
    when = day(text, option, today)
    if when > today:
        raise BadInput(f"{option} lies in the future.", remedy="It is the day on which it was said or seen.")
    return when


def _sentence(detail: dict[str, Any], called: Mapping[str, str]) -> str:
    field = next((str(part) for part in detail["loc"] if isinstance(part, str)), "")
    name = called.get(field, field)
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _KINDS:
        return f"{name} {_KINDS[kind].format_map(context)}."
    if kind in {"string_too_short", "too_short", "missing"} or (kind == "string_pattern_mismatch" and field not in _FORMS):
        return f"{name} holds no words."
    if kind == "string_pattern_mismatch":
        return f"{name} {_FORMS[field]}."
    return f"{name} cannot be used: {context.get('error', detail['msg'])}."
