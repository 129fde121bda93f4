"""Try versions of the prompts over sample briefs, and tell what came of each beside the others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from outreach.batch.estimate import Estimate, estimate
from outreach.errors import BadInput
from outreach.prompting.library import Prompts
from outreach.trials.comparison import Compared, compare
from outreach.trials.figures import Figures, figures
from outreach.trials.kept import FOLDER, Kept, Tried, last, save
from outreach.trials.runner import Tools, Trial
from outreach.trials.sample_set import SampleSet, has_samples, read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outreach.domain.prices import Price
    from outreach.settings import Settings
    from outreach.workspace import Workspace

SHIPPED = "shipped"
YOURS = "yours"


class Going(Protocol):
    """A trial that goes on: how far it is, and a way to stop it."""

    @property
    def size(self) -> int:
        """Return how many messages the whole trial is."""
        ...

    @property
    def done(self) -> int:
        """Return how many messages have ended."""
        ...

    def stop(self, reason: str) -> None:
        """Start no further message."""
        ...


class Portion(Protocol):
    """So many of so many, and the interval in which the true share lies with 95 % confidence."""

    @property
    def yes(self) -> int:
        """Return how many."""
        ...

    @property
    def of(self) -> int:
        """Return of how many."""
        ...

    @property
    def low(self) -> float:
        """Return the lower end of the interval."""
        ...

    @property
    def high(self) -> float:
        """Return the upper end of the interval."""
        ...


class Column(NamedTuple):
    """A version as it is told: today's by its name, one of the last trial by name and day."""

    name: str
    prompts: dict[str, str]
    figures: Figures


class Beside(NamedTuple):
    """How one version differs from another, brief by brief."""

    name: str
    other: str
    compared: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a trial: today's versions and, where it was another wording, the last trial's; `where` it is kept."""

    kept: Kept
    columns: tuple[Column, ...]
    beside: tuple[Beside, ...]
    where: Path | None = None

    @property
    def failed(self) -> int:
        """Return how many messages of today's versions the engine gave no draft for."""
        return sum(figures(tried.cases).failed for tried in self.kept.versions)

    def least_cleared(self) -> float:
        """Return the share of cleared messages of the worst of the versions tried; the shipped one counts where it is alone."""
        names = [tried.name for tried in self.kept.versions]
        judged = [name for name in names if name != SHIPPED] or names
        return min(column.figures.cleared.part for column in self.columns if column.name in judged)


def wordings(place: Workspace | None, names: Sequence[str]) -> dict[str, Prompts]:
    """Return versions of the prompts by name: `shipped`, `yours`, or a folder of prompt files that stands over the shipped ones.

    Without names, yours beside the shipped ones; only these where a workspace has none of its own. Raises BadInput for a name
    that is none of them.
    """
    own = place.prompts if place is not None and any(place.prompts.rglob("*.md")) else None
    known = {SHIPPED: None} | ({YOURS: own} if own is not None else {})
    found: dict[str, Prompts] = {}
    for name in names or known:
        folder = known.get(name, Path(name))
        if folder is not None and not any(folder.rglob("*.md")):
            what = f"There is no version of the prompts called {name!r}, and no folder with prompt files of that name."
            raise BadInput(what, remedy=f"Here you can name {' and '.join(known)}, or a folder.")
        found[name] = Prompts(folder, place.rules if place is not None else None)
    return found


def samples(place: Workspace | None, bundled: Workspace, load: Callable[[Workspace], Settings], day: dt.date) -> SampleSet:
    """Return the samples of a workspace, where it has any, else the bundled ones.

    These are written by a sender of their own, in the voice of the workspace where it has one.
    """
    own = place if place is not None and has_samples(place) else bundled
    settings = load(own)
    if settings.sender is None:
        raise BadInput(f"{own.root / 'outreach.yaml'} does not say who writes.", remedy="Add `sender:` with a `name:` below it.")
    here = load(place).sender if place is not None else None
    voice = here.voice if here is not None and here.voice is not None else settings.sender.voice
    return read(own, settings.sender.model_copy(update={"voice": voice}), day, settings.drafting.words)


def expected(tools: Tools, chosen: SampleSet, repeat: int, *, review: bool) -> Estimate:
    """Return the tokens that a trial will take; none with recorded replies. Raises BadPrompt where a version cannot be used."""
    total = Estimate()
    for version in tools.versions:
        for name in version.prompts:
            version.library.check(name)
        if not tools.recorded:
            briefs = chosen.briefs.values()
            rows = [estimate(brief, version.library, tools.limits.repairs, review=review) for brief in briefs]
            total = sum(rows * repeat, total)
    return total


async def run(tools: Tools, chosen: SampleSet, repeat: int, watch: Callable[[Going], None]) -> tuple[Kept, Price | None]:
    """Return what came of a trial, to be kept, and the price of what wrote. `watch` is told of the start and of each message.

    Raises what keeps every message from being written: a prompt that cannot be used, and an engine that never wrote one.
    """
    trial = Trial(tools, chosen, repeat, watch)
    cases = await trial.run()
    kept = Kept(
        when=dt.datetime.now(dt.UTC), engine=tools.engine, recorded=tools.recorded, samples=chosen.digest,
        briefs=len(chosen.briefs), repeat=repeat, rulebook=tools.versions[0].linter.rulebook.fingerprint, stopped=trial.stopped,
        versions=tuple(
            Tried(name=each.name, prompts={**each.prompts, **chosen.voice}, cases=cases[each.name]) for each in tools.versions
        ),
    )  # fmt: skip
    return kept, tools.price


def report(kept: Kept, price: Price | None, place: Workspace | None) -> Report:
    """Keep a trial in the workspace, where there is one, and return it beside the last trial of another wording."""
    folder = place.root / FOLDER if place is not None else None
    before = last(folder, like=kept) if folder is not None else None
    columns = [Column(each.name, each.prompts, figures(each.cases, price)) for each in kept.versions]
    first, *others = kept.versions
    beside = [Beside(each.name, first.name, compare(each.cases, first.cases)) for each in others]
    for each in kept.versions:
        earlier = _earlier(each, before)
        if before is not None and earlier is not None:
            name = f"{each.name}, {before.when.astimezone():%d %b %H:%M}"
            name += ", other rules" if before.rulebook != kept.rulebook else ""
            columns.append(Column(name, earlier.prompts, figures(earlier.cases, price)))
            beside.append(Beside(each.name, name, compare(each.cases, earlier.cases)))
    where = save(folder, kept) if folder is not None else None
    return Report(kept, tuple(columns), tuple(beside), where)


def latest(place: Workspace) -> tuple[Column, ...]:
    """Return the versions of the last trial that is kept in a workspace, without their cost; nothing where there is none."""
    kept = last(place.root / FOLDER)
    return tuple(Column(each.name, each.prompts, figures(each.cases)) for each in kept.versions) if kept is not None else ()


def _earlier(tried: Tried, before: Kept | None) -> Tried | None:
    """Return the version of the same name in the last trial, where it had another wording."""
    of = before.versions if before is not None else ()
    return next((each for each in of if each.name == tried.name and each.prompts != tried.prompts), None)
