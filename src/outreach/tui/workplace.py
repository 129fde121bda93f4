"""What every session has from its folder: settings, offers, the linter, the engine. Read when asked for, and not before."""

from __future__ import annotations

import threading
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.errors import BadInput, EngineError
from outreach.tui.running import DraftRun
from outreach.tui.session import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from outreach.actions.draft import Written
    from outreach.briefing import Request
    from outreach.domain.brief import Brief
    from outreach.domain.contact import Contact
    from outreach.domain.offer import Offer
    from outreach.domain.sender import Sender
    from outreach.gate import Outcome, Waiver
    from outreach.lint.linter import Linter, Report
    from outreach.settings import Settings
    from outreach.tui.session import Wanted
    from outreach.workspace import Workspace


class Workplace:
    """A folder at work; `engine` names what writes there (None: what its settings choose)."""

    def __init__(self, place: Workspace, title: str, engine: str | None = None) -> None:
        self.place = place
        self._title = title
        self._engine = engine
        self._lock = threading.RLock()

    @property
    def title(self) -> str:
        """Return what the head of the screen calls it."""
        return self._title

    def offers(self) -> tuple[Offer, ...]:
        """Return the offers of the folder as they are now."""
        return self.place.offers()

    def choices(self, contact: Contact) -> tuple[Choice, ...]:
        """Return the offers that stand today, those that fit first."""
        from outreach.matching import match  # noqa: PLC0415  # after the first paint

        today, offers = wiring.today(), self.offers()
        fitting = match(contact, offers, today)
        fit = {each.offer.id for each in fitting}
        others = [offer for offer in offers if offer.id not in fit and offer.stands_on(today)]
        return (*(Choice(each.offer, each.why) for each in fitting), *(Choice(offer, "") for offer in others))

    def prepare(self) -> None:
        """Load what the next screens need."""
        for name in ("outreach.actions.recall", "outreach.matching", "outreach.standing"):
            import_module(name)

    def request(self, wanted: Wanted) -> Request:
        """Return what is to be drafted, with all that is remembered of the person."""
        raise NotImplementedError

    def draft(self, wanted: Wanted, notice: Callable[[str], None]) -> DraftRun:
        """Begin to draft a message."""

        async def work() -> Written:
            from outreach.actions.draft import draft  # noqa: PLC0415  # in the thread that drafts: it costs a tenth of a second

            settings = wiring.settings(self.place)
            engine = wiring.engine(settings, self._engine, self.place)
            try:
                written = await draft(self.request(wanted), engine, self.linter, wiring.limits(settings), notice)
            except EngineError as error:
                self.spent_in_vain(engine.name, wiring.digests(self.place, engine.name), error)
                raise
            finally:
                await engine.aclose()
            self.spent(written)
            return written

        return DraftRun(work)

    def spent(self, written: Written) -> None:
        """Write down what a message took; here nothing is remembered."""

    def spent_in_vain(self, engine: str, prompts: Mapping[str, str], error: EngineError) -> None:
        """Write down what was spent on a message that an engine failed to give; here nothing is remembered."""

    def lint(self, subject: str, body: str, brief: Brief) -> Report:
        """Return everything that is found in a person's own words."""
        return self.linter.lint(subject, body, brief)

    def clear(self, subject: str, body: str, brief: Brief, waivers: tuple[Waiver, ...]) -> Outcome:
        """Return a person's own words through the gate."""
        from outreach.actions.revise import revise  # noqa: PLC0415  # after the first paint

        return revise(subject, body, brief, self.linter, waivers)

    @property
    def sender(self) -> Sender:
        """Return who writes; raise BadInput when the settings do not say."""
        if self.settings.sender is None:
            raise BadInput("outreach.yaml does not say who writes.", remedy="Add `sender:` with a `name:` below it.")
        return self.settings.sender

    @cached_property
    def settings(self) -> Settings:
        """Return the settings in force, those of the engine left out."""
        return wiring.settings_but_the_engine(self.place)

    @cached_property
    def linter(self) -> Linter:
        """Return the linter of the folder, for drafts and for a person's own words."""
        with self._lock:
            return wiring.linter(self.place, drafting=True)
