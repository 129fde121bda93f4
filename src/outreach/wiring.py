"""The one place that knows every concrete class.

Everything is imported where it is needed, so that no command pays for another.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import BadInput

if TYPE_CHECKING:
    from outreach.drafting import Limits
    from outreach.engines.base import Engine
    from outreach.lint.linter import Linter
    from outreach.prompting.library import Prompts
    from outreach.settings import Settings
    from outreach.workspace import Workspace


def workspace(start: Path | None = None) -> Workspace | None:
    """Return the workspace that a folder (by default the current one) lies in, or None."""
    from outreach.workspace import find

    return find((start or Path.cwd()).resolve())


def samples() -> Workspace:
    """Return the bundled people, offers and sender."""
    from importlib.resources import files

    from outreach.workspace import Workspace

    return Workspace(Path(str(files("outreach") / "samples")))


def settings(place: Workspace | None) -> Settings:
    """Return the settings of a workspace under the environment; without one, the defaults under the environment."""
    from outreach.settings import load

    return load(place.settings_file() if place is not None else None)


def linter(place: Workspace | None, *, drafting: bool = False) -> Linter:
    """Return the linter under the shipped rules and those of a workspace; for drafting it also knows our prompts' words."""
    from outreach.lint.linter import Linter
    from outreach.lint.rulebook import load

    return Linter(load(place.rules if place is not None else None), prompts(place).texts() if drafting else ())


def prompts(place: Workspace | None) -> Prompts:
    """Return the prompts: a workspace's own over the shipped ones."""
    from outreach.prompting.library import Prompts

    return Prompts(place.prompts if place is not None else None)


def limits(given: Settings) -> Limits:
    """Return how far the drafting of one message may go."""
    from outreach.drafting import Limits

    return Limits(given.drafting.repairs, given.drafting.tokens, given.drafting.seconds)


def engine(given: Settings, name: str | None, place: Workspace | None) -> Engine:
    """Return the engine of that name, or the one that the settings choose. Raises BadInput for a name that is not known."""
    from outreach.settings import EngineName

    try:
        chosen = given.chosen_engine if name is None else EngineName(name)
    except ValueError:
        raise BadInput(f"There is no engine {name!r}.", remedy=f"Engines: {', '.join(EngineName)}.") from None
    if chosen is EngineName.AUTO:
        chosen = given.model_copy(update={"engine": given.engine.model_copy(update={"name": EngineName.AUTO})}).chosen_engine
    return _openai(given, place) if chosen is EngineName.OPENAI else _offline()


def scripted(place: Workspace) -> tuple[str, Engine]:
    """Return the contact that the replies of a folder's `scripted.yaml` are for, and the engine that gives them."""
    from outreach.engines.reply import ReplyParts
    from outreach.engines.scripted import Scripted
    from outreach.yaml_file import read_yaml

    script = read_yaml(place.root / "scripted.yaml").data
    return script["contact"], Scripted(ReplyParts.model_validate(reply) for reply in script["replies"])


def _offline() -> Engine:
    from outreach.engines.offline.engine import Offline

    return Offline()


def _openai(given: Settings, place: Workspace | None) -> Engine:
    from outreach.engines.openai_compatible import OpenAICompatible
    from outreach.settings import DEFAULT_BASE_URL, DEFAULT_MODEL, find_key

    own = given.base_url == DEFAULT_BASE_URL
    key = given.api_key or find_key()
    if own and key is None:
        remedy = "Set OPENAI_API_KEY, or name a local server in engine.base_url or OPENAI_BASE_URL."
        raise BadInput("The engine openai needs a key.", remedy=remedy)
    model = given.engine.model or (DEFAULT_MODEL if own else None)
    if model is None:
        raise BadInput(f"No model is named for {given.base_url}.", remedy="Set engine.model in outreach.yaml, or OUTREACH_MODEL.")
    return OpenAICompatible(
        base_url=given.base_url, api_key=key, model=model, prompts=prompts(place),
        timeout=given.engine.timeout, retries=given.engine.retries,
    )  # fmt: skip
