"""Trials to test with: a few samples, versions of the prompts, and engines that do what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import wiring
from outreach.batch.limiter import Limiter
from outreach.drafting import Limits
from outreach.engines.base import Reply
from outreach.engines.offline.engine import Offline
from outreach.lint.linter import Linter
from outreach.lint.rulebook import load
from outreach.prompting.library import Prompts
from outreach.trials.runner import Tools, Trial
from outreach.trials.sample_set import SampleSet, read
from outreach.trials.version import Version
from tests.samples.test_samples import TODAY
from tests.values import BAD_BODY, draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engines.base import Assignment, Engine
    from outreach.errors import EngineError

BOOK = load()


class Willing(Offline):
    """Writes what clears, except at the attempts that it is to fail; an error among what it is given is raised at every one."""

    def __init__(self, bad: int = 0, error: EngineError | None = None) -> None:
        super().__init__()
        self.bad = bad
        self.error = error

    async def write(self, assignment: Assignment) -> Reply:
        """Write a bad draft for the first attempts, then a good one."""
        if self.error is not None:
            raise self.error
        good = await super().write(assignment)
        return Reply(draft(BAD_BODY), good.usage) if assignment.attempt <= self.bad else good


def samples(most: int = 20) -> SampleSet:
    """Return the first of the bundled samples."""
    place = wiring.samples()
    sender = wiring.settings(place).sender
    assert sender is not None
    found = read(place, sender, TODAY, 150)
    return SampleSet(dict(list(found.briefs.items())[:most]), found.left_out)


def version(name: str, engine: Callable[[str], Engine], library: Prompts | None = None) -> Version:
    """Return a version of the prompts that an engine writes under."""
    library = library or Prompts()
    prompts = {kind: library.wording(kind) for kind in ("draft", "repair")}
    return Version(name, library, prompts, engine, Linter(BOOK, library.texts()))


def trial(
    *versions: Version, chosen: SampleSet | None = None, repeat: int = 1, watch: Callable[[Trial], None] = lambda _: None
) -> Trial:
    """Return a trial of versions, one message at a time so that its order is known."""
    tools = Tools(versions, Limits(), Limiter(1), "offline", recorded=False)
    return Trial(tools, chosen or samples(4), repeat, watch)
