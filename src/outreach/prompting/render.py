"""Render a checked prompt, strictly and in a sandbox: values are put in once and never read as templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import SecretStr

from outreach.errors import BadPrompt
from outreach.prompting.constructs import environment
from outreach.prompting.tokens import Count, count, upper_bound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

    from outreach.prompting.data import Values
    from outreach.prompting.parts import Parts
    from outreach.prompting.prompt import Budgets, Sampling

MAX_RENDERED = 200_000


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is sent, and under which prompt: `fingerprint` is that of the prompt file with its partials.

    `user` is secret because a repair carries the words of a held draft.
    """

    name: str
    version: int
    fingerprint: str
    sampling: Sampling
    budgets: Budgets
    system: str = field(repr=False)
    user: SecretStr

    @property
    def most_tokens(self) -> int:
        """Return a number of tokens that both parts together do not exceed."""
        return upper_bound(self.system) + upper_bound(self.user.get_secret_value())

    def messages(self, also: str = "") -> list[dict[str, str]]:
        """Return both parts as the messages of a chat; `also` is put at the end of the system part."""
        return [
            {"role": "system", "content": self.system + also},
            {"role": "user", "content": self.user.get_secret_value()},
        ]

    def size(self) -> Count:
        """Return the tokens of both parts together, counted or estimated."""
        system, user = count(self.system), count(self.user.get_secret_value())
        return Count(system.tokens + user.tokens, exact=system.exact and user.exact)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A prompt ready to be rendered again and again."""

    parts: Parts
    system: Template
    user: Template


def prepare(parts: Parts) -> Compiled:
    """Compile a prompt whose parts were found right; raise BadPrompt where Jinja2 still cannot."""
    compiled = _compile(parts)
    if compiled is None:
        raise BadPrompt(f"{parts.file.where}: is nested too deep to be rendered.", remedy="Make it simpler.")
    return compiled


def render(compiled: Compiled, values: Values) -> Prompt:
    """Return the prompt filled with the values that its head names, within its budget; raise BadPrompt in one sentence.

    Nothing that this raises holds a value, not even among the local variables of its traceback.
    """
    prompt = fill(compiled, values)
    if prompt.most_tokens > prompt.budgets.prompt_tokens:
        raise BadPrompt(
            f"{compiled.parts.file.where}: with this brief it may take {prompt.most_tokens:,} tokens, over its budget of "
            f"{prompt.budgets.prompt_tokens:,}.",
            remedy="Use fewer or shorter facts, or raise budgets.prompt_tokens.",
        )
    return prompt


def fill(compiled: Compiled, values: Values) -> Prompt:
    """Return the prompt as `render` does, of whatever size."""
    file = compiled.parts.file
    missing = sorted(set(file.head.inputs) - set(values))
    if missing:
        raise BadPrompt(f"{file.where}: no value is given for {', '.join(missing)}.")
    outcome = _render(compiled, values)
    if isinstance(outcome, str):
        raise BadPrompt(f"{file.where}: {outcome}")
    return outcome


def _compile(parts: Parts) -> Compiled | None:
    sandbox = environment({name: source.text for name, source in parts.partials.items()})
    try:
        system, user = (sandbox.from_string(part.text) for part in (parts.file.system, parts.file.user))
    except Exception:  # noqa: BLE001  # the parts parsed: what is left is Python refusing the depth of the code made from them
        return None
    return Compiled(parts, system, user)


def _render(compiled: Compiled, values: Values) -> Prompt | str:
    """Return the prompt, or a sentence saying why there is none."""
    file = compiled.parts.file
    plain = {name: _plain(values[name]) for name in file.head.inputs}
    system, user = _fill(compiled.system, plain), _fill(compiled.user, plain)
    if not isinstance(system, str) or not isinstance(user, str):
        return "cannot be rendered: an {% if %} compares values of different kinds, or a partial is nested too deep."
    if len(system) + len(user) > MAX_RENDERED:
        return f"renders to more than {MAX_RENDERED:,} characters. Shorten it or its data."
    return Prompt(
        name=file.name,
        version=file.head.version,
        fingerprint=compiled.parts.fingerprint,
        sampling=file.head.sampling,
        budgets=file.head.budgets,
        system=system,
        user=SecretStr(user),
    )


def _plain(value: str | int | SecretStr) -> str | int:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _fill(template: Template, values: Mapping[str, str | int]) -> str | None:
    """Return the rendered text, cut just past the cap, or None where it cannot be rendered."""
    pieces: list[str] = []
    length = 0
    try:
        for piece in template.generate(values):
            pieces.append(piece)
            length += len(piece)
            if length > MAX_RENDERED:
                break
    except Exception:  # noqa: BLE001  # whatever it is, it may quote a value: the caller's sentence stands for it
        return None
    return "".join(pieces).strip()
