"""What is set up, what is missing, and the command that mends it. No key and no password is ever shown.

Nothing is written, except that a database of an older version is brought up to date, as by every command that opens it.
"""

from __future__ import annotations

import os
import platform
import re
from importlib import metadata
from typing import TYPE_CHECKING

from outreach.actions import prompts as prompt_action
from outreach.actions.check import Check, State
from outreach.actions.memory_check import check_memory
from outreach.actions.reach import reach
from outreach.errors import BadInput, shown
from outreach.lint.rulebook import load as load_rules
from outreach.prompting.library import Prompts
from outreach.prompting.tokens import describe
from outreach.settings import DEFAULT_BASE_URL, EngineName, Settings
from outreach.settings import load as load_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from outreach.workspace import Workspace


def examine(place: Workspace | None, today: dt.date, database: Callable[[Workspace, Settings], str]) -> Iterator[Check]:
    """Yield a check for everything that drafting needs.

    `place` is None outside a workspace; `database` tells at which URL the memory of one is.
    """
    yield Check("python", State.OK, f"Python {platform.python_version()} on {platform.system()}")
    yield _packages()
    settings = Settings()
    if place is None:
        yield Check("workspace", State.PROBLEM, "There is none here: no outreach.yaml in this folder or above.", "outreach init")
    else:
        yield Check("workspace", State.OK, shown(place.root))
    try:
        settings = load_settings(place.settings_file() if place is not None else None)
    except BadInput as error:
        yield _wrong("settings", error, "Mend the lines named.")
    else:
        yield from _sender(place, settings)
        if place is not None:
            yield from check_memory(database(place, settings), settings.by)
    if place is not None:
        yield _offers(place, today)
        yield from _contacts(place)
    yield _rules(place)
    yield from _prompts(place)
    yield from _engine(settings)
    yield Check("tokens", State.OK, describe())


def _packages() -> Check:
    """Return the versions of what the installed program needs, or what of it is missing."""
    found, missing = [f"outreach {metadata.version('outreach')}"], []
    for requirement in metadata.requires("outreach") or ():
        name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
        if "extra ==" in requirement:
            continue
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return Check("packages", State.PROBLEM, f"Missing: {', '.join(missing)}.", f"pip install {' '.join(missing)}")
    return Check("packages", State.OK, ", ".join(found))


def _wrong(what: str, error: BadInput, remedy: str) -> Check:
    return Check(what, State.PROBLEM, error.message, error.remedy or remedy)


def _sender(place: Workspace | None, settings: Settings) -> Iterator[Check]:
    if settings.sender is not None:
        yield Check("sender", State.OK, ", ".join(part for part in (settings.sender.name, settings.sender.role) if part))
    elif place is not None:
        remedy = "Add `sender:` to outreach.yaml, with a `name:` below it."
        yield Check("sender", State.PROBLEM, "outreach.yaml does not say who writes.", remedy)


def _offers(place: Workspace, today: dt.date) -> Check:
    try:
        offers = place.offers()
    except BadInput as error:
        return _wrong("offers", error, "Mend the lines named.")
    if not offers:
        return Check("offers", State.PROBLEM, "There are none, and every message opens with one.", "Add one to offers.yaml.")
    expired = [offer.id for offer in offers if not offer.stands_on(today)]
    if expired:
        return Check("offers", State.NOTE, f"{len(offers)}, of which expired: {', '.join(expired)}.")
    return Check("offers", State.OK, f"{len(offers)}, all of which stand today")


def _contacts(place: Workspace) -> Iterator[Check]:
    names = place.contact_ids()
    bare: list[str] = []
    broken = 0
    for name in names:
        try:
            bare += [] if place.contact(name).sourced else [name]
        except BadInput as error:
            broken += 1
            yield _wrong("contacts", error, "Mend the lines named.")
    if not names:
        yield Check("contacts", State.OK, "There are no files in contacts/; `outreach contacts list` shows who is kept.")
    elif bare:
        yield Check("contacts", State.NOTE, f"{len(names)} in files, of which too little is known to draft: {', '.join(bare)}.")
    elif not broken:
        yield Check("contacts", State.OK, f"{len(names)} in files, each with a fact or need that has a source")


def _rules(place: Workspace | None) -> Check:
    """Say which rules are in force, which of them are the workspace's own, and which it waives and until when."""
    try:
        shipped = load_rules()
        book = load_rules(place.rules) if place is not None else shipped
    except BadInput as error:
        return _wrong("rules", error, "Mend the lines named: until then nothing is drafted or linted here.")
    if not book.complete:
        remedy = "Install outreach again: pip install --force-reinstall outreach"
        return Check("rules", State.PROBLEM, "Some reasons have no rule any more: nothing would be cleared.", remedy)
    own = len(book.rules) - len(shipped.rules)
    added = f"{own} of them this workspace's own" if own else "none of them this workspace's own"
    said = f"{len(book.rules)}, {added}; fingerprint {book.fingerprint}"
    if book.expired:
        codes = ", ".join(f"{waiver.code} ({waiver.until})" for waiver in book.expired)
        return Check("rules", State.NOTE, f"{said}. Waivers that have expired, so that the rules hold again: {codes}.")
    if book.waivers:
        return Check("rules", State.NOTE, f"{said}. Loosened: {'; '.join(map(str, book.waivers))}.")
    return Check("rules", State.OK, f"{said}; none loosened")


def _prompts(place: Workspace | None) -> Iterator[Check]:
    found = Prompts()
    if place is not None:
        try:
            load_rules(place.rules)
            found = Prompts(place.prompts, place.rules)
        except BadInput:
            found = Prompts(place.prompts)  # what is wrong with the rules is told once
    for each in prompt_action.check(found):
        if each.error is not None:
            yield _wrong("prompts", each.error, "outreach prompts check")
        else:
            origin = "shipped" if each.shipped else "this workspace's own"
            yield Check("prompts", State.OK, f"{each.name}: {origin}, version {each.version}, {each.size}")


def _engine(settings: Settings) -> Iterator[Check]:
    """Say which engine writes and why; for a model also whether its key, its name and its server are there."""
    chosen = settings.chosen_engine
    yield Check("engine", State.OK, f"{chosen}, because {_because(settings)}")
    key = settings.api_key is not None
    where = "OPENAI_API_KEY" if os.environ.get("OPENAI_API_KEY", "").strip() else "the system keyring"
    if chosen is not EngineName.OPENAI:
        if key:
            yield Check("key", State.NOTE, f"present ({where}), and not used by this engine")
        return
    own = settings.base_url == DEFAULT_BASE_URL
    if key:
        yield Check("key", State.OK, f"present ({where})")
    elif own:
        yield Check("key", State.PROBLEM, "There is none.", "export OPENAI_API_KEY=…, or: keyring set outreach api_key")
    else:
        yield Check("key", State.NOTE, "There is none; a local server needs none.")
    model = settings.model
    if model is None:
        yield Check("model", State.PROBLEM, "None is named.", "Set engine.model in outreach.yaml, or OUTREACH_MODEL.")
    yield from _server(settings, model)


def _because(settings: Settings) -> str:
    if settings.engine.name is not EngineName.AUTO:
        return "OUTREACH_ENGINE says so" if os.environ.get("OUTREACH_ENGINE", "").strip() else "outreach.yaml says so"
    if settings.api_key is not None:
        return "a key is present"
    return "a server is named" if settings.engine.base_url else "neither a key nor a server is configured"


def _server(settings: Settings, model: str | None) -> Iterator[Check]:
    reached = reach(settings.base_url, settings.api_key)
    if not reached.answered:
        remedy = "Start the server, correct engine.base_url or OPENAI_BASE_URL, or use --engine offline."
        yield Check("server", State.PROBLEM, f"{reached.says}.", remedy)
        return
    yield Check("server", State.OK, reached.says)
    if reached.accepted is False:
        remedy = "Set OPENAI_API_KEY, or the key in the keyring, to one that is valid there."
        yield Check("key", State.PROBLEM, "The server does not accept it.", remedy)
        return
    if reached.accepted:
        yield Check("key", State.OK, "accepted by the server")
    if model is None:
        return
    if reached.models and model not in reached.models:
        some = ", ".join(reached.models[:5])
        remedy = "Set engine.model or OUTREACH_MODEL to one of them."
        yield Check("model", State.PROBLEM, f"The server does not list {model}. It lists: {some}.", remedy)
    else:
        yield Check("model", State.OK, model)
