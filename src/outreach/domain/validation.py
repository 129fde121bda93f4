"""From the plain data of a YAML file to a value, or to every mistake in it with its line and a sentence a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from outreach.domain.value import Value
from outreach.errors import BadInput, Mistake

if TYPE_CHECKING:
    from outreach.yaml_file import YamlFile

Model = TypeVar("Model", bound=Value)


def validate(model: type[Model], file: YamlFile, *, key: str = "", shown: str = "") -> Model:
    """Return the value that the file (or what stands below one key of it) describes; raise BadInput with every mistake."""
    at: tuple[str | int, ...] = (key,) if key else ()
    data = file.data
    if key:
        if not isinstance(data, dict):
            raise BadInput.of([file.mistake((), f"a block of `key: value` lines is expected, with the key `{key}`.")])
        data = data.get(key)
    return validate_part(model, data, file, at, shown)


def validate_part(model: type[Model], data: Any, file: YamlFile, at: tuple[str | int, ...], shown: str = "") -> Model:  # noqa: ANN401  # YAML data
    """Return the value that one part of the file, at a path of keys, describes; raise BadInput with every mistake."""
    if not isinstance(data, dict):
        what = f"{shown or model.__name__.lower()} is a block of `key: value` lines."
        raise BadInput.of([file.mistake(at, what)])
    try:
        return model.model_validate(data)
    except ValidationError as error:
        mistakes = [_mistake(file, at, model, dict(detail)) for detail in error.errors(include_url=False, include_input=False)]
    raise BadInput.of(mistakes)


def _mistake(file: YamlFile, at: tuple[str | int, ...], model: type[Value], detail: dict[str, Any]) -> Mistake:
    location = tuple(detail["loc"])
    return file.mistake(at + location, _sentence(location, model, detail))


def _sentence(location: tuple[str | int, ...], model: type[Value], detail: dict[str, Any]) -> str:
    """Say one mistake in plain words."""
    key = str(location[-1]) if location else ""
    kind, context = detail["type"], detail.get("ctx", {})
    known = (
        f" Known keys: {', '.join(name for name, field in model.model_fields.items() if not field.exclude)}."
        if len(location) == 1
        else ""
    )
    plain = {
        "extra_forbidden": f"the key {key!r} is not known here; remove it or correct its name.{known}",
        "tuple_type": f"{key!r} must be a list: one line for each, beginning with `- `.",
        "missing": f"the key {key!r} is missing; add it.",
        "string_type": f"{key!r} must be a text; put quotes around it if it is a number.",
        "string_too_short": f"{key!r} must be a text that is not empty.",
        "string_too_long": f"{key!r} is longer than {context.get('max_length')} characters; shorten it.",
        "string_pattern_mismatch": f"{key!r} does not have the form of a {_FORMS.get(key, 'value of this kind')}.",
        "enum": f"{key!r} must be one of {context.get('expected')}.",
        "value_error": f"{context.get('error', detail['msg'])}.",
    }
    if kind.startswith("date"):
        return f"{key!r} must be a date such as 2026-03-01."
    return plain.get(kind) or f"{key!r}: {detail['msg'][0].lower()}{detail['msg'][1:]}."


_FORMS = {
    "address": "mail address that a header can carry (name@example.org; plain letters a to z, other hosts as xn--…)",
    "link": "link (https://…)",
    "base_url": "link (https://…)",
    "id": "short id (small letters, digits, and . _ - between them)",
}
