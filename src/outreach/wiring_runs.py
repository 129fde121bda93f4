"""What many messages are written with: a run over a table, its files for another machine, a trial of prompts.

It is wiring, as `wiring.py` is, and knows concrete classes; everything is imported where it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from outreach.actions.batch import Writer
    from outreach.batch.bulk import Desk
    from outreach.batch.run import Tools
    from outreach.batch.sent import Post
    from outreach.engines.base import Engine
    from outreach.prompting.library import Prompts
    from outreach.settings import Settings
    from outreach.trials.runner import Tools as Trying
    from outreach.workspace import Workspace


def writer(place: Workspace, given: Settings, name: str | None) -> Writer:
    """Return who would write a run, for a plan: the client of a model, which takes half a second and 20 MiB, is not loaded.

    Raises as `wiring.engine` does.
    """
    from outreach.actions.batch import Writer
    from outreach.settings import EngineName

    chosen = wiring.chosen_engine(given, name)
    found = wiring.usable_prompts(given, chosen, place)
    called = f"{chosen}:{wiring.server(given).model}" if chosen is EngineName.OPENAI else str(chosen)
    hashes = wiring.digests(place, called)
    return Writer(called, hashes, found if hashes else None, wiring.linter(place).rulebook.fingerprint)


def batch(  # noqa: PLR0913  # a workspace, its settings, and the bounds that a person may set
    place: Workspace, given: Settings, name: str | None, *, at_once: int = 8, tokens: int | None = None, cost: float | None = None
) -> Tools:
    """Return what a run over a table writes with: one engine for all its rows, and the limiter that its answers steer.

    `at_once` bounds the requests in flight; `tokens` and `cost` (in the price table's currency) the whole run, None: unbounded.
    """
    from outreach.batch.budget import Budget
    from outreach.batch.limiter import Limiter
    from outreach.batch.run import Tools

    limiter = Limiter(at_once)
    writer = wiring.engine(given, name, place, limiter.heard)
    hashes = wiring.digests(place, writer.name)
    price = given.prices.of(writer.name) if given.prices is not None else None
    if cost is not None and price is None:
        what = f"Nothing says what {writer.name} costs, so a run cannot be kept below a cost."
        raise BadInput(what, remedy="Add its price to `prices:` in outreach.yaml, or bound the run with --max-tokens.")
    return Tools(
        writer, wiring.linter(place, drafting=True), wiring.limits(given), limiter, Budget(tokens, cost, price),
        library=wiring.prompts(place) if hashes else None, prompts=hashes,
        # Another message costs the offline engine nothing, and a model money.
        echoes=2 if hashes else 12,
    )  # fmt: skip


def desk(place: Workspace, given: Settings, name: str | None = None) -> Desk:
    """Return what a run's requests are written to files with, and their results judged. Nothing is connected: it needs no key.

    Raises BadInput for an engine that has no requests.
    """
    from outreach.batch.bulk import Desk
    from outreach.engines.openai_compatible import OpenAICompatible
    from outreach.settings import EngineName

    chosen = wiring.chosen_engine(given, name)
    if chosen is not EngineName.OPENAI:
        remedy = "Name a model: `--engine openai`, or engine.base_url in outreach.yaml."
        raise BadInput(f"The engine {chosen} writes here and now: there is nothing to send.", remedy=remedy)
    if given.drafting.review:
        what = "Each draft is to be reviewed (drafting.review), and what comes back in a file of results has had no review."
        raise BadInput(what, remedy="Use `outreach batch run`, which reviews each row, or switch the review off.")
    at = wiring.server(given, keyed=False)
    writer = OpenAICompatible(base_url=given.base_url, api_key=at.key, model=at.model, prompts=wiring.prompts(place))
    return Desk(
        writer, wiring.linter(place, drafting=True), wiring.digests(place, writer.name), given.drafting.repairs + 1, given.prices
    )


def post(given: Settings) -> Post:
    """Return the Batch API of the settings' server. Raises BadInput where a key or a model is missing."""
    from outreach.batch.bulk_api import BatchApi

    at = wiring.server(given)
    return BatchApi(base_url=given.base_url, model=at.model, api_key=at.key)


def trial(place: Workspace | None, given: Settings, versions: Mapping[str, Prompts], at_once: int) -> Trying:
    """Return what versions of the prompts are tried with: the configured model, or else the recorded replies of the samples."""
    from outreach.batch.limiter import Limiter
    from outreach.engines.scripted import Scripted
    from outreach.lint.linter import Linter
    from outreach.settings import EngineName
    from outreach.trials.replies import recorded
    from outreach.trials.runner import Tools
    from outreach.trials.version import WRITING, Version

    limiter, book = Limiter(at_once), wiring.linter(place).rulebook
    kinds = (*WRITING, "review") if given.drafting.review else WRITING
    wiring.check_voice(given, place)
    opened: list[Engine] = []

    def writing(library: Prompts) -> Callable[[str], Engine]:
        if given.chosen_engine is not EngineName.OPENAI:
            return lambda sample: Scripted(replies.get(sample, ()))
        opened.append(own := wiring.model_engine(given, library, limiter.heard))
        return lambda _: own

    replies = recorded(place, wiring.samples(), given.drafting.repairs) if given.chosen_engine is not EngineName.OPENAI else {}
    made = [
        Version(name, each, {kind: each.wording(kind) for kind in kinds}, writing(each), Linter(book, each.texts()))
        for name, each in versions.items()
    ]
    name = opened[0].name if opened else "recorded replies"
    price = given.prices.of(name) if given.prices is not None else None
    return Tools(made, wiring.limits(given), limiter, name, recorded=not opened, price=price, engines=opened)
