"""The one place that knows every concrete class.

Everything is imported where it is needed, so that no command pays for another.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from outreach.errors import BadInput

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from pydantic import SecretStr

    from outreach.actions.draft import Written
    from outreach.actions.memory import Picker
    from outreach.drafting import Limits
    from outreach.engines.base import Engine
    from outreach.engines.extracting import Extractor, Pick
    from outreach.errors import Mistake
    from outreach.lint.linter import Linter
    from outreach.prompting.library import Prompts
    from outreach.settings import EngineName, Settings
    from outreach.store.store import Store
    from outreach.workspace import Workspace

    Observe = Callable[[int, Mapping[str, str], float], None]

DATABASE = "outreach.db"
"""The file in a workspace that people and the ledger are kept in, where the settings name no other place."""


def workspace(start: Path | None = None) -> Workspace | None:
    """Return the workspace that a folder (by default the current one) lies in, or None."""
    from outreach.workspace import find

    return find((start or Path.cwd()).resolve())


def required_workspace(start: Path | None = None) -> Workspace:
    """Return the workspace that a folder (by default the current one) lies in; raise BadInput when there is none."""
    place = workspace(start)
    if place is None:
        what = "There is no workspace here: no outreach.yaml in this folder or above it."
        raise BadInput(what, remedy="Run `outreach init` to make one.")
    return place


def today() -> dt.date:
    """Return the day it is where the user is."""
    import datetime as dt

    return dt.datetime.now().astimezone().date()


def samples() -> Workspace:
    """Return the bundled people, offers and sender."""
    from importlib.resources import files

    from outreach.workspace import Workspace

    return Workspace(Path(str(files("outreach") / "samples")))


def settings(place: Workspace | None) -> Settings:
    """Return the settings of a workspace under the environment; without one, the defaults under the environment."""
    from outreach.settings import load
    from outreach.voice.file import voiced

    return voiced(load(place.settings_file()), place) if place is not None else load(None)


def settings_but_the_engine(place: Workspace) -> Settings:
    """Return the settings of a workspace for all that needs no engine: no key is looked for, which takes 0.2 s and 10 MiB."""
    import os

    from outreach.settings import EngineName, load
    from outreach.voice.file import voiced

    return voiced(load(place.settings_file(), os.environ | {"OUTREACH_ENGINE": EngineName.OFFLINE}), place)


def store(place: Workspace, given: Settings) -> Store:
    """Return the memory of a workspace, opened, made and brought up to date where needed: to be used as a context manager.

    It lies where the settings say, else in the file `outreach.db` of the workspace. Raises BadInput for a database that cannot be
    used, and StoreUnavailable for one that cannot be used now.
    """
    from outreach.store.store import Store

    return Store.open(database_url(place, given))


def database_url(place: Workspace, given: Settings) -> str:
    """Return the URL of the memory. A file that the settings name without a folder before it lies in the workspace."""
    if given.database is None:
        return f"sqlite:///{place.root / DATABASE}"
    url = given.database.get_secret_value()
    scheme, found, path = url.partition(":///")
    if not found or not scheme.startswith("sqlite") or not path:
        return url
    return f"{scheme}:///{place.root / path}"


def linter(place: Workspace | None, *, drafting: bool = False) -> Linter:
    """Return the linter under the shipped rules and those of a workspace; for drafting it also knows our prompts' words."""
    from outreach.lint.linter import Linter
    from outreach.lint.rulebook import load

    return Linter(load(place.rules if place is not None else None), prompts(place).texts() if drafting else ())


def prompts(place: Workspace | None) -> Prompts:
    """Return the prompts: a workspace's own over the shipped ones."""
    from outreach.prompting.library import Prompts

    return Prompts(place.prompts, place.rules) if place is not None else Prompts()


def fingerprints(written: Written, place: Workspace | None) -> dict[str, str]:
    """Return the prompts that a draft was written with, by name and digest; none for an engine that needs no prompt."""
    from outreach.settings import EngineName

    if written.engine.partition(":")[0] != EngineName.OPENAI:
        return {}
    found, names = prompts(place), ("draft", "repair") if written.holds else ("draft",)
    return {name: found.wording(name) for name in (*names, *_reviewing(place))}


def _reviewing(place: Workspace | None) -> tuple[str, ...]:
    """Return the prompt that drafts of a workspace are reviewed with; none where they are not."""
    return ("review",) if place is not None and settings_but_the_engine(place).drafting.review else ()


def limits(given: Settings) -> Limits:
    """Return how far the drafting of one message may go."""
    from outreach.drafting import Limits

    return Limits(given.drafting.repairs, given.drafting.tokens, given.drafting.seconds)


def engine(given: Settings, name: str | None, place: Workspace | None, observe: Observe | None = None) -> Engine:
    """Return the engine of that name, or the one that the settings choose. Raises BadInput for a name that is not known.

    Raises BadPrompt where a prompt that messages are written by has a mistake, whoever writes: by its words echoes are found.
    `observe` is told of each answer of a server: status, headers, and the monotonic time at which its request was sent.
    """
    from outreach.settings import EngineName

    chosen = chosen_engine(given, name)
    found = usable_prompts(given, chosen, place)
    return model_engine(given, found, observe) if chosen is EngineName.OPENAI else _offline()


def usable_prompts(given: Settings, chosen: EngineName, place: Workspace | None) -> Prompts:
    """Return the prompts, once nothing is wrong with what an engine is told: raises BadPrompt or BadInput, as `engine` does."""
    from outreach.settings import EngineName

    found = prompts(place)
    found.require()
    if chosen is EngineName.OPENAI:
        check_voice(given, place)
        if given.drafting.review:
            found.check("review")
    return found


def extractor(given: Settings, place: Workspace | None) -> Extractor | None:
    """Return what picks sentences out of texts with a model, or None where the settings choose to do without one."""
    from outreach.engines.extracting import Extractor
    from outreach.settings import EngineName

    if given.chosen_engine is not EngineName.OPENAI:
        return None
    at = server(given)
    return Extractor(
        base_url=given.base_url, api_key=at.key, model=at.model, prompts=prompts(place),
        timeout=given.engine.timeout, retries=given.engine.retries,
    )  # fmt: skip


def picker(given: Settings, place: Workspace) -> Picker | None:
    """Return what has a model pick sentences out of a text, or None where the settings choose to do without one.

    Nothing is connected before it is called; it raises as `Extractor.pick` does.
    """
    from outreach.settings import EngineName

    if given.chosen_engine is not EngineName.OPENAI:
        return None

    def pick(text: str, name: str, voice: str) -> tuple[Pick, ...]:
        import asyncio

        async def ask() -> tuple[Pick, ...]:
            found = extractor(given, place)
            if found is None:
                return ()
            try:
                return (await found.pick(text, name=name, voice=voice)).picks
            finally:
                await found.aclose()

        return asyncio.run(ask())

    return pick


def digests(place: Workspace | None, written_by: str) -> dict[str, str]:
    """Return the prompts that an engine of this name writes with, by name and digest; none for one that needs no prompt."""
    from outreach.settings import EngineName

    if written_by.partition(":")[0] != EngineName.OPENAI:
        return {}
    found = prompts(place)
    return {name: found.wording(name) for name in ("anew", "draft", "repair", *_reviewing(place))}


def scripted(place: Workspace) -> tuple[str, Engine]:
    """Return the contact that the replies of a folder's `scripted.yaml` are for, and the engine that gives them."""
    from outreach.engines.reply import ReplyParts
    from outreach.engines.scripted import Scripted
    from outreach.yaml_file import read_yaml

    script = read_yaml(place.root / "scripted.yaml").data
    return script["contact"], Scripted(ReplyParts.model_validate(reply) for reply in script["replies"])


def chosen_engine(given: Settings, name: str | None) -> EngineName:
    """Return which engine a name, or the settings, stand for."""
    from outreach.settings import EngineName

    try:
        chosen = given.chosen_engine if name is None else EngineName(name)
    except ValueError:
        raise BadInput(f"There is no engine {name!r}.", remedy=f"Engines: {', '.join(EngineName)}.") from None
    if chosen is EngineName.AUTO:
        chosen = given.model_copy(update={"engine": given.engine.model_copy(update={"name": EngineName.AUTO})}).chosen_engine
    return chosen


def check_voice(given: Settings, place: Workspace | None) -> None:
    """Raise BadInput with what is wrong with the sender's voice, before a model is sent it."""
    mistakes = voice_mistakes(given, place)
    if mistakes:
        raise BadInput.of(mistakes)


def voice_mistakes(given: Settings, place: Workspace | None) -> tuple[Mistake, ...]:
    """Return what is wrong with the voice that drafts of a workspace are written in."""
    from outreach.actions.voice import check

    return check(place, given, linter(place).rulebook)


def _offline() -> Engine:
    from outreach.engines.offline.engine import Offline

    return Offline()


def model_engine(given: Settings, library: Prompts, observe: Observe | None) -> Engine:
    """Return the engine that writes through the settings' server, with a review of each draft where the settings want one."""
    from outreach.engines.openai_compatible import OpenAICompatible
    from outreach.engines.reviewed import Reviewed
    from outreach.engines.reviewing import Reviewer

    at = server(given)
    writer = OpenAICompatible(
        base_url=given.base_url, api_key=at.key, model=at.model, prompts=library,
        timeout=given.engine.timeout, retries=given.engine.retries, observe=observe,
    )  # fmt: skip
    if not given.drafting.review:
        return writer
    reviewer = Reviewer(
        base_url=given.base_url, api_key=at.key, model=at.model, prompts=library,
        timeout=given.engine.timeout, retries=given.engine.retries, observe=observe,
    )  # fmt: skip
    return Reviewed(writer, reviewer)


class Server(NamedTuple):
    """The model and the key that the settings, or what they stand for, give a server."""

    model: str
    key: SecretStr | None


def server(given: Settings, *, keyed: bool = True) -> Server:
    """Return the model and the key for the settings' server; raise BadInput where one is missing.

    Not `keyed`, the key is none that is sent: it stands in for one.
    """
    from pydantic import SecretStr

    from outreach.settings import DEFAULT_BASE_URL, find_key

    own = given.base_url == DEFAULT_BASE_URL
    key = (given.api_key or find_key()) if keyed else SecretStr("none")
    if own and key is None:
        remedy = "Set OPENAI_API_KEY, or name a local server in engine.base_url or OPENAI_BASE_URL."
        raise BadInput("The engine openai needs a key.", remedy=remedy)
    model = given.model
    if model is None:
        raise BadInput(f"No model is named for {given.base_url}.", remedy="Set engine.model in outreach.yaml, or OUTREACH_MODEL.")
    return Server(model, key)
